"""Which endpoint answers an API request?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from . import (
    billing,
    changes,
    checkout,
    errors,
    expand,
    forms,
    idempotency,
    lists,
    objects,
    parameters,
    portal,
    preview,
    promotions,
    resources,
    reversals,
    timetable,
)
from .errors import Refusal
from .ledger import Ledger

Create = Callable[[Ledger, dict], dict]
Change = Callable[[Ledger, dict, dict], dict]


@dataclass(frozen=True)
class Endpoint:
    """One operation, under the name that the official client gives it."""

    operation: str
    kind: str
    act: Callable | None = None


_KINDS = {
    "customers": "customer",
    "products": "product",
    "prices": "price",
    "coupons": "coupon",
    "promotion_codes": "promotion_code",
    "payment_methods": "payment_method",
    "checkout/sessions": "checkout.session",
    "subscriptions": "subscription",
    "invoices": "invoice",
    "invoice_payments": "invoice_payment",
    "events": "event",
    "refunds": "refund",
    "charges": "charge",
    "disputes": "dispute",
}

_CREATE: dict[str, Create] = {
    "customers": resources.create_customer,
    "products": resources.create_product,
    "prices": resources.create_price,
    "coupons": promotions.create_coupon,
    "promotion_codes": promotions.create_code,
    "checkout/sessions": checkout.create,
    "billing_portal/sessions": portal.create,
    "refunds": reversals.refund,
    "subscriptions": resources.create_subscription,
}

_CHANGE: dict[tuple[str, str], tuple[str, Change]] = {
    ("POST", "customers/{id}"): ("update", resources.update_customer),
    ("DELETE", "customers/{id}"): ("delete", resources.delete_customer),
    ("POST", "products/{id}"): ("update", resources.update_product),
    ("POST", "prices/{id}"): ("update", resources.update_price),
    ("POST", "promotion_codes/{id}"): ("update", promotions.update_code),
    ("POST", "subscriptions/{id}/pause"): ("pause", changes.pause),
    ("POST", "subscriptions/{id}/resume"): ("resume", changes.resume),
    ("POST", "subscriptions/{id}"): ("update", resources.update_subscription),
    ("DELETE", "subscriptions/{id}"): ("cancel", resources.cancel_subscription),
    ("POST", "checkout/sessions/{id}/expire"): (
        "expire",
        lambda ledger, session, params: checkout.expire(ledger, session),
    ),
    ("POST", "invoices/{id}/pay"): (
        "pay",
        lambda ledger, invoice, params: billing.pay_invoice(ledger, invoice),
    ),
}


def _endpoints() -> dict[tuple[str, str], Endpoint]:
    table = {}
    for place, act in _CREATE.items():
        name = place.replace("/", ".")
        table["POST", place] = Endpoint(f"{name}.create", _KINDS.get(place, ""), act)
    for place, kind in _KINDS.items():
        name = place.replace("/", ".")
        table["GET", f"{place}/{{id}}"] = Endpoint(f"{name}.retrieve", kind)
        if f"{name}.list" in parameters.ACCEPTED:
            table["GET", place] = Endpoint(f"{name}.list", kind)
    for (method, address), (verb, change) in _CHANGE.items():
        place = address.partition("/{id}")[0]
        name = place.replace("/", ".")
        table[method, address] = Endpoint(f"{name}.{verb}", _KINDS[place], change)
    table["POST", "invoices/create_preview"] = Endpoint(
        "invoices.create_preview", "invoice", preview.create
    )
    return table


ENDPOINTS = _endpoints()
_ADDRESS = re.compile(
    r"/v1/(?P<place>(?:checkout/|billing_portal/)?[a-z_]+)"
    r"(?:/(?P<id>[A-Za-z0-9_]+)(?P<verb>/[a-z_]+)?)?"
)


@dataclass
class Call:
    """One request to the API."""

    method: str
    path: str
    form: str
    headers: dict[str, str]
    id: str = field(default_factory=lambda: objects.new_id("req"))

    @property
    def params(self) -> dict:
        """What the form says, nested but not yet typed."""
        return forms.parse(self.form)

    @property
    def key(self) -> str | None:
        """The idempotency key; only a POST has one."""
        return self.headers.get("idempotency-key") if self.method == "POST" else None


def answer(ledger: Ledger, call: Call) -> tuple[int, dict, bool]:
    """The status and body to answer with, and whether an earlier call had the same.

    The ledger is open for us alone.
    """
    try:
        _check_key(call)
        timetable.catch_up(ledger)
        request = idempotency.fingerprint(call.method, call.path, call.form)
        if kept := idempotency.earlier_answer(ledger, call.key, request):
            return kept["status"], kept["body"], True
    except Refusal as refusal:
        return refusal.status, refusal.body, False
    ledger.request = {"id": call.id, "idempotency_key": call.key}
    try:
        status, body = 200, _carry_out(ledger, call)
    except Refusal as refusal:
        status, body = refusal.status, refusal.body
    finally:
        ledger.request = {"id": None, "idempotency_key": None}
    idempotency.remember(ledger, call.key, request, status=status, body=body)
    return status, body, False


def _check_key(call: Call) -> None:
    scheme, _, key = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise errors.unauthorized("You did not provide an API key.")
    if key.startswith(("sk_live_", "rk_live_")):
        raise errors.unauthorized(
            "This is the stand-in, not Stripe: it never takes a live key."
        )
    if not key.startswith("sk_test_"):
        raise errors.unauthorized("Invalid API Key provided.")


def _carry_out(ledger: Ledger, call: Call) -> dict:
    endpoint, ident = _find(call)
    params = parameters.accept(endpoint.operation, call.params)
    paths = params.pop("expand", [])
    body = _act(ledger, endpoint, ident, params, call.path)
    return expand.expanded(ledger, body, paths)


def _act(
    ledger: Ledger, endpoint: Endpoint, ident: str | None, params: dict, path: str
) -> dict:
    if ident is None:
        if endpoint.act is None:
            return lists.page(ledger, endpoint.kind, params, path)
        return endpoint.act(ledger, params)
    if endpoint.act is None:
        return ledger.deleted(ident) or ledger.get(endpoint.kind, ident)
    return endpoint.act(ledger, ledger.get(endpoint.kind, ident), params)


def _find(call: Call) -> tuple[Endpoint, str | None]:
    if match := _ADDRESS.fullmatch(call.path):
        address = match["place"]
        # A word where an id could stand: it names what to do with no one thing.
        if endpoint := ENDPOINTS.get((call.method, f"{address}/{match['id']}")):
            return endpoint, None
        if match["id"]:
            address += "/{id}" + (match["verb"] or "")
        if endpoint := ENDPOINTS.get((call.method, address)):
            return endpoint, match["id"]
    raise errors.no_such_address(call.method, call.path)
