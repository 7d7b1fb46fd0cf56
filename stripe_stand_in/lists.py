"""Which objects belong on the page that was asked for?"""

from collections.abc import Callable
from typing import Any

from . import billing, errors, objects
from .ledger import Ledger

_BOUNDS: dict[str, Callable[[int, int], bool]] = {
    "gt": int.__gt__,
    "gte": int.__ge__,
    "lt": int.__lt__,
    "lte": int.__le__,
}
_NOT_FILTERS = ("limit", "starting_after", "ending_before", "expand")


def _subscription_of(invoice: dict) -> str:
    return invoice["parent"]["subscription_details"]["subscription"]


def _has_status(subscription: dict, status: str) -> bool:
    if status == "all":
        return True
    if status == "ended":
        return subscription["status"] not in billing.LIVE
    return subscription["status"] == status


def _pays_with(payment: dict, wanted: dict) -> bool:
    return all(payment["payment"].get(name) == text for name, text in wanted.items())


# The filters that are more than "this field has this value".
_FILTERS: dict[tuple[str, str], Callable[[dict, Any], bool]] = {
    ("event", "delivery_success"): lambda event, wanted: (
        (event["pending_webhooks"] == 0) is wanted
    ),
    ("event", "types"): lambda event, types: event["type"] in types,
    ("promotion_code", "coupon"): lambda code, coupon: (
        code["promotion"]["coupon"] == coupon
    ),
    ("price", "lookup_keys"): lambda price, keys: price["lookup_key"] in keys,
    ("price", "recurring"): lambda price, wanted: (
        (price["recurring"] or {}).items() >= wanted.items()
    ),
    ("product", "ids"): lambda product, ids: product["id"] in ids,
    ("subscription", "status"): _has_status,
    ("subscription", "price"): lambda subscription, price: (
        billing.item(subscription)["price"]["id"] == price
    ),
    ("invoice", "subscription"): lambda invoice, subscription: (
        _subscription_of(invoice) == subscription
    ),
    ("invoice_payment", "payment"): _pays_with,
}


def page(ledger: Ledger, kind: str, params: dict, path: str) -> dict:
    """The newest objects of a kind that match, from where the caller left off."""
    filters = {k: v for k, v in params.items() if k not in _NOT_FILTERS}
    if kind == "subscription":
        filters.setdefault("status", "live")
    found = [each for each in ledger.newest(kind) if _matches(each, filters)]
    limit = params.get("limit", 10)
    if not 1 <= limit <= 100:
        raise errors.Refusal("Invalid limit: must be from 1 to 100.", param="limit")
    return _cut(found, params, limit, path)


def _matches(thing: dict, filters: dict) -> bool:
    return all(_meets(thing, name, wanted) for name, wanted in filters.items())


def _meets(thing: dict, name: str, wanted) -> bool:
    if name == "created":
        return all(
            _BOUNDS[bound](thing["created"], instant)
            for bound, instant in wanted.items()
        )
    if (thing["object"], name, wanted) == ("subscription", "status", "live"):
        return thing["status"] in billing.LIVE
    if special := _FILTERS.get((thing["object"], name)):
        return special(thing, wanted)
    return thing[name] == wanted


def _cut(found: list[dict], params: dict, limit: int, path: str) -> dict:
    if last_seen := params.get("starting_after"):
        rest = found[_position(found, last_seen, "starting_after") + 1 :]
    elif first_seen := params.get("ending_before"):
        # The page that ends just before; the caller is walking back.
        before = found[: _position(found, first_seen, "ending_before")]
        return objects.listing(before[-limit:], path, has_more=len(before) > limit)
    else:
        rest = found
    return objects.listing(rest[:limit], path, has_more=len(rest) > limit)


def _position(found: list[dict], ident: str, param: str) -> int:
    for position, thing in enumerate(found):
        if thing["id"] == ident:
            return position
    raise errors.no_such("object", ident, param=param)
