"""Who is a customer at Stripe, and what has she there?"""

from collections.abc import Iterator
from typing import Any

from subscriptions import stripe_objects
from subscriptions.stripe_gateway.client import Patience, api, asking
from subscriptions.stripe_objects import RemoteSubscription, Reversal


def create_customer(*, email: str, name: str, reader: int, key: str) -> str:
    """A new customer's id; the same ``key`` within a day answers with the same one.

    Unless that one has been deleted: then another is made.
    """
    with asking("create customer"):
        customer = api(Patience.PAGE).customers.create(
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
    client = api(patience)
    with asking("list subscriptions"):
        params = {"customer": customer, "status": "all", "limit": 100}
        pages = client.subscriptions.list(params).auto_paging_iter()
        bodies = [subscription.to_dict() for subscription in pages]
        return [_with_what_is_owed(client, body) for body in bodies]


def fetch_everything(*, patience: Patience) -> Iterator[RemoteSubscription]:
    """Every subscription of the account, whoever has it, the newest first."""
    with asking("list all subscriptions"):
        params = {"status": "all", "limit": 100}
        pages = api(patience).subscriptions.list(params).auto_paging_iter()
        for subscription in pages:
            yield stripe_objects.read_subscription(subscription.to_dict())


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


def fetch_reversals(
    customer: str, *, refunds: bool, patience: Patience
) -> list[Reversal]:
    """The payments that went back: a dispute was lost or, if asked for, all refunded.

    A dispute names neither the customer nor the subscription, a charge no invoice.
    Source: https://docs.stripe.com/changelog/basil/2025-03-31/add-support-for-multiple-partial-payments-on-invoices
    """
    client = api(patience)
    found = []
    with asking("list charges"):
        charges = client.charges.list({"customer": customer, "limit": 100})
        for charge in charges.auto_paging_iter():
            is_lost = charge.disputed and _is_lost(client, charge.id)
            if is_lost or (refunds and charge.refunded):
                found.append(_reversal(client, charge, is_lost=is_lost))
    return [each for each in found if each]


def _is_lost(client: Any, charge: str) -> bool:
    page = client.disputes.list({"charge": charge, "limit": 100})
    return any(dispute.status == "lost" for dispute in page.data)


def _reversal(client: Any, charge: Any, *, is_lost: bool) -> Reversal | None:
    intent = stripe_objects.reference(charge.payment_intent)
    if not intent:
        return None  # paid by hand, long ago or for something else
    payment = {"type": "payment_intent", "payment_intent": intent}
    page = client.invoice_payments.list(
        {"payment": payment, "limit": 1, "expand": ["data.invoice"]}
    )
    bodies = [one.to_dict() for one in page.data]
    return stripe_objects.read_reversal(bodies, is_lost=is_lost)


def is_deleted(customer: str, *, patience: Patience) -> bool:
    """True when the customer was deleted at Stripe; raises ``NotAtStripe``."""
    with asking("retrieve customer"):
        body = api(patience).customers.retrieve(customer).to_dict()
    return bool(body.get("deleted"))


def fetch_customer_of(subject: str, *, patience: Patience) -> str:
    """The customer that a subscription, invoice, checkout or dispute belongs to."""
    client = api(patience)
    kind = subject.partition("_")[0]
    shelves = {
        "sub": client.subscriptions,
        "in": client.invoices,
        "cs": client.checkout.sessions,
        "ch": client.charges,
        "du": client.disputes,
        "dp": client.disputes,
        "re": client.refunds,
    }
    if kind not in shelves:
        return subject if kind == "cus" else ""
    # These two name nobody themselves.
    params = {"expand": ["charge"]} if kind in ("du", "dp", "re") else {}
    with asking(f"retrieve {kind}"):
        body = shelves[kind].retrieve(subject, params).to_dict()
    return stripe_objects.reference(body.get("charge", body)["customer"])


def end_with_period(subscription: str) -> None:
    """Let a subscription run until the end of what is paid, and no further."""
    with asking("cancel a subscription"):
        api(Patience.PAGE).subscriptions.update(
            subscription, {"cancel_at_period_end": True}
        )


def keep(subscription: str) -> None:
    """Take back an end that was set, here or in the portal."""
    client = api(Patience.PAGE)
    with asking("take a cancellation back"):
        current = client.subscriptions.retrieve(subscription)
        flagged = current.cancel_at_period_end
        change = {"cancel_at_period_end": False} if flagged else {"cancel_at": ""}
        client.subscriptions.update(subscription, change)
