"""What does Stripe say? The only module that speaks with it.

``stripe`` costs half a second to import, so it is imported at the first question.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from django.conf import settings

from subscriptions import stripe_bills, stripe_objects
from subscriptions.stripe_bills import Bills, Charge, Invoice
from subscriptions.stripe_objects import Event, RemoteCheckout, RemoteSubscription

logger = logging.getLogger(__name__)

# Older signatures are refused: who has caught one can't use it again tomorrow.
SIGNATURE_LASTS = 300


class PaymentsUnavailable(Exception):
    """Stripe did not answer in time, or refused what we asked."""


class NotAtStripe(PaymentsUnavailable):
    """Stripe has nothing under that id."""


class Unreachable(PaymentsUnavailable):
    """Stripe did not answer at all, or could not: asking for others is no use now."""


class BadEvent(Exception):
    """A webhook's body that is not an event of our own Stripe account."""


class Patience(Enum):
    """How long to wait, as (connect, read) seconds, and how often to ask again."""

    WEBHOOK = ((1, 4), 0)
    PAGE = ((1, 4), 1)
    WORKER = ((3, 15), 2)


def is_live() -> bool:
    """True when our key moves real money."""
    return "_live_" in settings.STRIPE_SECRET_KEY


@lru_cache(maxsize=8)
def _client_for(key: str, base: str, patience: Patience) -> Any:
    import stripe

    stripe.enable_telemetry = False
    timeout, retries = patience.value
    places = ("api", "files", "connect", "meter_events")
    return stripe.StripeClient(
        key,
        base_addresses=dict.fromkeys(places, base) if base else None,  # type: ignore[arg-type]
        http_client=stripe.RequestsClient(timeout=timeout),
        max_network_retries=retries,
    )


def _client(patience: Patience) -> Any:
    if not settings.STRIPE_SECRET_KEY:
        logger.error("STRIPE_SECRET_KEY is empty; copy it from the Stripe dashboard.")
        raise PaymentsUnavailable
    base = settings.STRIPE_API_BASE.rstrip("/")
    return _client_for(settings.STRIPE_SECRET_KEY, base, patience).v1


@contextmanager
def _asking(what: str) -> Iterator[None]:
    """Turn Stripe's errors into ours; what it said goes to the log alone."""
    import stripe

    try:
        yield
    except stripe.StripeError as error:
        # Not its message: that may name a person.
        facts = (error.http_status, error.code, error.request_id)
        kind = type(error).__name__
        logger.warning("Stripe could not %s: %s %s %s %s", what, kind, *facts)
        raise _ours(error) from error


def _ours(error: Any) -> PaymentsUnavailable:
    if error.code == "resource_missing":
        return NotAtStripe()
    silent = error.http_status is None or error.http_status >= 500
    return Unreachable() if silent else PaymentsUnavailable()


# ── Customers and subscriptions ────────────────────────────────────────────────────


def create_customer(*, email: str, name: str, reader: int, key: str) -> str:
    """A new customer's id; the same ``key`` within a day answers with the same one.

    Unless that one has been deleted: then another is made.
    """
    with _asking("create customer"):
        customer = _client(Patience.PAGE).customers.create(
            {"email": email, "name": name, "metadata": {"reader": str(reader)}},
            options={"idempotency_key": key},
        )
        is_repeated = "Idempotent-Replayed" in customer.last_response.headers
    if is_repeated and is_deleted(customer.id, patience=Patience.PAGE):
        key = f"{key}-{customer.id}"
        return create_customer(email=email, name=name, reader=reader, key=key)
    return customer.id


def fetch_subscriptions(
    customer: str, *, patience: Patience
) -> list[RemoteSubscription]:
    """All subscriptions that the customer has or had, as they are now."""
    client = _client(patience)
    with _asking("list subscriptions"):
        params = {"customer": customer, "status": "all", "limit": 100}
        pages = client.subscriptions.list(params).auto_paging_iter()
        bodies = [subscription.to_dict() for subscription in pages]
        return [_with_what_is_owed(client, body) for body in bodies]


def _with_what_is_owed(client: Any, body: dict) -> RemoteSubscription:
    # Each renewal begins a new period, paid or not; grace runs from the first unpaid.
    unpaid_since = None
    if body["status"] == "past_due":
        params = {"subscription": body["id"], "status": "open", "limit": 100}
        invoices = client.invoices.list(params).auto_paging_iter()
        unpaid_since = stripe_objects.first_unpaid_period(
            [invoice.to_dict() for invoice in invoices]
        )
    return stripe_objects.read_subscription(body, unpaid_since=unpaid_since)


def fetch_taken_back(customer: str, *, patience: Patience) -> set[str]:
    """The subscriptions of which a bank has taken a payment back: a dispute was lost.

    A dispute names neither the customer nor the subscription, a charge no invoice.
    Source: https://docs.stripe.com/changelog/basil/2025-03-31/add-support-for-multiple-partial-payments-on-invoices
    """
    client = _client(patience)
    with _asking("list charges"):
        charges = client.charges.list({"customer": customer, "limit": 100})
        disputed = [one for one in charges.auto_paging_iter() if one.disputed]
        lost = [one.payment_intent for one in disputed if _is_lost(client, one.id)]
        return {_paid_for(client, stripe_objects.reference(one)) for one in lost}


def _is_lost(client: Any, charge: str) -> bool:
    page = client.disputes.list({"charge": charge, "limit": 100})
    return any(dispute.status == "lost" for dispute in page.data)


def _paid_for(client: Any, payment_intent: str) -> str:
    """The subscription that a payment was for, or nothing."""
    payment = {"type": "payment_intent", "payment_intent": payment_intent}
    page = client.invoice_payments.list(
        {"payment": payment, "limit": 1, "expand": ["data.invoice"]}
    )
    return stripe_objects.paid_for([one.to_dict() for one in page.data])


def is_deleted(customer: str, *, patience: Patience) -> bool:
    """True when the customer was deleted at Stripe; raises ``NotAtStripe``."""
    with _asking("retrieve customer"):
        body = _client(patience).customers.retrieve(customer).to_dict()
    return bool(body.get("deleted"))


def fetch_customer_of(subject: str, *, patience: Patience) -> str:
    """The customer that a subscription, invoice, checkout or dispute belongs to."""
    client = _client(patience)
    kind = subject.partition("_")[0]
    shelves = {
        "sub": client.subscriptions,
        "in": client.invoices,
        "cs": client.checkout.sessions,
        "ch": client.charges,
        "du": client.disputes,
        "dp": client.disputes,
    }
    if kind not in shelves:
        return subject if kind == "cus" else ""
    params = {"expand": ["charge"]} if shelves[kind] is client.disputes else {}
    with _asking(f"retrieve {kind}"):
        body = shelves[kind].retrieve(subject, params).to_dict()
    return stripe_objects.reference(body.get("charge", body)["customer"])


def end_with_period(subscription: str) -> None:
    """Let a subscription run until the end of what is paid, and no further."""
    with _asking("cancel a subscription"):
        _client(Patience.PAGE).subscriptions.update(
            subscription, {"cancel_at_period_end": True}
        )


def keep(subscription: str) -> None:
    """Take back an end that was set, here or in the portal."""
    client = _client(Patience.PAGE)
    with _asking("take a cancellation back"):
        current = client.subscriptions.retrieve(subscription)
        flagged = current.cancel_at_period_end
        change = {"cancel_at_period_end": False} if flagged else {"cancel_at": ""}
        client.subscriptions.update(subscription, change)


# ── Checkout and portal ────────────────────────────────────────────────────────────


def fetch_checkouts(customer: str) -> list[RemoteCheckout]:
    """The customer's latest visits to the checkout, newest first."""
    with _asking("list checkouts"):
        page = _client(Patience.PAGE).checkout.sessions.list(
            {"customer": customer, "limit": 20}
        )
    return [stripe_objects.read_checkout(body.to_dict()) for body in page.data]


def fetch_checkout(checkout: str) -> RemoteCheckout:
    """One visit to the checkout; raises ``NotAtStripe``."""
    with _asking("retrieve checkout"):
        body = _client(Patience.PAGE).checkout.sessions.retrieve(checkout)
    return stripe_objects.read_checkout(body.to_dict())


def create_checkout(
    *,
    customer: str,
    reader: int,
    price: str,
    story: str,
    success_url: str,
    cancel_url: str,
    key: str,
) -> RemoteCheckout:
    """A new visit to the checkout; the same ``key`` answers with the same one."""
    metadata = {"reader": str(reader), "price": price, "story": story}
    with _asking("create checkout"):
        body = _client(Patience.PAGE).checkout.sessions.create(
            {
                "mode": "subscription",
                "customer": customer,
                "client_reference_id": str(reader),
                "line_items": [{"price": price, "quantity": 1}],
                "success_url": success_url,
                "cancel_url": cancel_url,
                "metadata": metadata,
                "subscription_data": {"metadata": {"reader": str(reader)}},
            },
            options={"idempotency_key": key},
        )
    return stripe_objects.read_checkout(body.to_dict())


def expire_checkout(checkout: str) -> None:
    """Close a visit to the checkout, so that nobody can pay in it any more."""
    with _asking("expire checkout"):
        _client(Patience.PAGE).checkout.sessions.expire(checkout)


def create_portal(customer: str, *, return_url: str, card_only: bool) -> str:
    """The address of a visit to the portal: a secret of the customer, never kept."""
    params: dict[str, Any] = {"customer": customer, "return_url": return_url}
    if card_only:
        params["flow_data"] = {"type": "payment_method_update"}
    with _asking("create portal"):
        return _client(Patience.PAGE).billing_portal.sessions.create(params).url


# ── Products and prices ────────────────────────────────────────────────────────────


def create_product(*, name: str, plan: str, key: str, patience: Patience) -> str:
    """A new product's id; the same ``key`` within a day answers with the same one."""
    with _asking("create product"):
        product = _client(patience).products.create(
            {"name": name, "metadata": {"plan": plan}},
            options={"idempotency_key": key},
        )
    return product.id


def fetch_price(lookup_key: str, *, patience: Patience) -> tuple[str, str] | None:
    """The (price, product) that carries the key, if there is one on sale."""
    with _asking("find price"):
        page = _client(patience).prices.list(
            {"lookup_keys": [lookup_key], "active": True, "limit": 1}
        )
    for price in page.data:
        return price.id, stripe_objects.reference(price.to_dict()["product"])
    return None


def create_price(
    *,
    product: str,
    amount: int,
    currency: str,
    interval: str,
    lookup_key: str,
    patience: Patience,
) -> str:
    """A new price's id; ``amount`` is in cents."""
    with _asking("create price"):
        price = _client(patience).prices.create(
            {
                "product": product,
                "unit_amount": amount,
                "currency": currency,
                "recurring": {"interval": interval},
                "lookup_key": lookup_key,
            }
        )
    return price.id


# ── Webhooks ───────────────────────────────────────────────────────────────────────


def read_event(body: bytes, signature: str) -> Event:
    """The event in a webhook's body; ``BadEvent`` when anything about it is wrong."""
    try:
        text = body.decode()
        secrets = settings.STRIPE_WEBHOOK_SECRETS
        if not any(_signed(text, signature, secret) for secret in secrets):
            raise BadEvent("signature")
        event = stripe_objects.read_event(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise BadEvent(type(error).__name__) from error
    if event.livemode != is_live():
        raise BadEvent("livemode")
    return event


def _signed(text: str, signature: str, secret: str) -> bool:
    import stripe

    try:
        return stripe.WebhookSignature.verify_header(
            text, signature, secret, tolerance=SIGNATURE_LASTS
        )
    except (stripe.SignatureVerificationError, TypeError):
        return False


# ── What a subscriber is told about her money ──────────────────────────────────────


def fetch_bills(customer: str, subscription: str, *, patience: Patience) -> Bills:
    """The card on file, the next charge of a subscription if given, and invoices."""
    client = _client(patience)
    method = "invoice_settings.default_payment_method"
    with _asking("show bills"):
        if subscription:
            ways = {"expand": ["default_payment_method", f"customer.{method}"]}
            body = client.subscriptions.retrieve(subscription, ways).to_dict()
            owner, own = body["customer"], body["default_payment_method"]
        else:
            owner = client.customers.retrieve(customer, {"expand": [method]}).to_dict()
            body, own = None, None
        page = client.invoices.list({"customer": customer, "limit": 24})
    settings_of = owner.get("invoice_settings") or {}  # none for a deleted customer
    return Bills(
        card=stripe_bills.read_card(own or settings_of.get("default_payment_method")),
        next_charge=stripe_bills.read_charge(body) if body else None,
        invoices=[stripe_bills.read_invoice(one.to_dict()) for one in page.data],
    )


def fetch_next_charge(subscription: str, *, patience: Patience) -> Charge | None:
    """What a subscription will cost at its renewal; None when it will not renew."""
    with _asking("retrieve subscription"):
        body = _client(patience).subscriptions.retrieve(subscription).to_dict()
    return stripe_bills.read_charge(body)


def fetch_paid(since: datetime, *, patience: Patience) -> list[Invoice]:
    """The invoices that were paid since then and cost something, the newest first."""
    params = {
        "type": "invoice.paid",
        "created": {"gte": int(since.timestamp())},
        "limit": 100,
    }
    with _asking("list what was paid"):
        events = _client(patience).events.list(params).auto_paging_iter()
        bodies = [event.to_dict()["data"]["object"] for event in events]
    return [stripe_bills.read_invoice(one) for one in bodies if one["amount_paid"]]
