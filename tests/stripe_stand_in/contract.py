"""Where does the stand-in part from the official package's types?

Nothing is copied: the truth is read from the annotations of the installed ``stripe``.
"""

import operator
import re
import typing
from collections.abc import Iterator
from decimal import Decimal

import stripe

IRREGULAR = {"item": "LineItem", "line_item": "InvoiceLineItem"}
NAMES = {"StripeContext": stripe.StripeContext, "Mapping": typing.Mapping}
LIST_FIELDS = {"object", "url", "has_more", "data"}


def _class_of(name: str) -> type:
    *space, noun = name.split(".")
    title = "".join(word.title() for word in noun.split("_"))
    return operator.attrgetter(".".join([*space, IRREGULAR.get(name, title)]))(stripe)


def faults_of_answer(thing: dict, kind: type | None = None, path: str = "") -> list:
    """What Stripe would never say: unknown, missing or wrongly typed fields."""
    if thing.get("object") == "list":
        rows = enumerate(thing["data"])
        nested = [faults_of_answer(row, None, f"{path}[{n}]") for n, row in rows]
        return sum(nested, [f"{path}.{name}?" for name in thing.keys() - LIST_FIELDS])
    name = thing.get("object")
    kind = _class_of(name) if isinstance(name, str) else kind
    path = path or kind.__name__
    known = {n: t for n, t in kind.__annotations__.items() if n != "OBJECT_NAME"}
    faults = [f"{path}.{name} is unknown" for name in thing.keys() - known.keys()]
    for name, annotation in known.items():
        faults += _faults_of_field(thing, name, [*_kinds(annotation)], path)
    return faults


def _faults_of_field(thing: dict, name: str, kinds: list, path: str) -> list[str]:
    if name not in thing:
        return [] if type(None) in kinds else [f"{path}.{name} is missing"]
    value, path = thing[name], f"{path}.{name}"
    if isinstance(value, dict):
        nested = next((kind for kind in kinds if _is_nested(kind)), None)
        free = nested is None and "object" not in value
        return [] if free else faults_of_answer(value, nested, path)
    if isinstance(value, list):
        inner = [a for k in kinds for a in typing.get_args(k)]
        rows = [{name: row} for row in value]
        kinds = [kind for each in inner for kind in _kinds(each)]
        return [f for row in rows for f in _faults_of_field(row, name, kinds, path)]
    return [] if _fits(value, kinds) else [f"{path} is {value!r}, not {kinds}"]


def _kinds(annotation) -> Iterator:
    if typing.get_origin(annotation) is typing.Union:
        for each in typing.get_args(annotation):
            yield from _kinds(each)
    else:
        yield annotation


def _is_nested(kind) -> bool:
    return isinstance(kind, type) and issubclass(kind, stripe.StripeObject)


def _fits(value, kinds: list) -> bool:
    choices = [c for kind in kinds for c in _choices(kind)]
    if choices and isinstance(value, str):
        return value in choices
    if isinstance(value, str):
        return str in kinds or Decimal in kinds
    return type(value) in kinds


def _choices(kind) -> tuple:
    return typing.get_args(kind) if typing.get_origin(kind) is typing.Literal else ()


def faults_of_parameters(operation: str, tree: dict) -> list[str]:
    """Parameters that the official client's operation does not have."""
    client = stripe.StripeClient("sk_test_contract")
    method = operator.attrgetter(f"v1.{operation}")(client)
    name = re.search(r"\w+Params", str(method.__annotations__["params"]))[0]
    *spaces, _resource, _verb = operation.split(".")
    space = operator.attrgetter(".".join(["params", *spaces]))(stripe)
    return _faults_of_branch(getattr(space, name), tree, operation)


def _faults_of_branch(params: type, tree: dict, path: str) -> list[str]:
    hints = typing.get_type_hints(params, localns=NAMES)
    needed = {m.rstrip("[]{}") for m, b in tree.items() if b.get("required", True)}
    faults = [f"{path} must require {n}" for n in params.__required_keys__ - needed]
    for mark, branch in tree.items():
        name = mark.rstrip("[]{}")
        if name not in hints:
            faults.append(f"{path}.{name} is unknown")
        else:
            faults += _faults_of_leaf(hints[name], branch, f"{path}.{name}")
    return faults


def _faults_of_leaf(hint, branch: dict, path: str) -> list[str]:
    kinds = [*_every_kind(hint)]
    if isinstance(branch.get("kind"), str):
        wanted = {"int": int, "bool": bool}.get(branch["kind"])
        return [f"{path} is no {wanted}"] if wanted and wanted not in kinds else []
    nested = next((k for k in kinds if hasattr(k, "__required_keys__")), None)
    return _faults_of_branch(nested, branch, path) if nested else [f"{path} is flat"]


def _every_kind(hint) -> Iterator:
    yield hint
    for each in typing.get_args(hint):
        yield from _every_kind(each)
