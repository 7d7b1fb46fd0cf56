"""Which ids in an answer are to be replaced by the objects they name?"""

import copy

from . import checkout, errors, invoicing, objects
from .ledger import Ledger


def expanded(ledger: Ledger, answer: dict, paths: list[str]) -> dict:
    """A copy of the answer with the named fields expanded."""
    answer = copy.deepcopy(answer)
    for path in paths:
        _expand(ledger, answer, path.split("."), path)
    return answer


def _expand(ledger: Ledger, place: dict, names: list[str], path: str) -> None:
    name, *rest = names
    value = place.get(name)
    if isinstance(value, str):
        value = _named(ledger, value)
    elif isinstance(value, list):
        value = [_named(ledger, one) if isinstance(one, str) else one for one in value]
    elif value is None:
        value = _included(ledger, place, name)
    if value is None and name not in place:
        raise errors.Refusal(
            f"This property cannot be expanded ({path}).", param="expand"
        )
    place[name] = value
    for each in value if isinstance(value, list) else [value]:
        if rest and isinstance(each, dict):
            _expand(ledger, each, rest, path)


def _named(ledger: Ledger, ident: str) -> dict | str:
    for shelf in ledger.shelves.values():
        if ident in shelf:
            return copy.deepcopy(shelf[ident])
    return ident


def _included(ledger: Ledger, place: dict, name: str) -> dict | None:
    """A list that an object carries only when asked for."""
    address = f"/v1/{place['object']}s/{place['id']}/{name}" if "id" in place else ""
    if (place.get("object"), name) == ("checkout.session", "line_items"):
        address = f"/v1/checkout/sessions/{place['id']}/line_items"
        return objects.listing(checkout.line_items(ledger, place), address)
    if (place.get("object"), name) == ("invoice", "payments"):
        return objects.listing(invoicing.payments(ledger, place["id"]), address)
    return None
