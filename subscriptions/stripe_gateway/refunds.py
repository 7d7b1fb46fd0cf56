"""How does a subscription end at once, and how is its last payment given back?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from subscriptions.models.plans import money
from subscriptions.stripe_gateway.client import NotAtStripe, Patience, api, asking
from subscriptions.stripe_objects import instant, reference


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that a subscription has brought, and how much of it may go back."""

    id: str  # Stripe's payment intent
    amount: int  # cents
    left: int  # cents that have not been given back; 0 while a bank disputes it
    currency: str
    tries: int  # how often some of it was given back, in vain or not
    paid_at: datetime
    paid_until: datetime | None  # the end of the period it is for

    @property
    def price(self) -> str:
        """What was paid, as a person reads it."""
        return money(self.amount, self.currency)

    @property
    def price_left(self) -> str:
        """What may go back, as a person reads it."""
        return money(self.left, self.currency)


def end_now(subscription: str, *, patience: Patience = Patience.PAGE) -> None:
    """End a subscription at once. One that has ended already is left as it is."""
    try:
        with asking("end a subscription"):
            api(patience).subscriptions.cancel(subscription)
    except NotAtStripe:
        return  # Stripe's word for a subscription that can't be ended again


def fetch_last_payment(
    subscription: str, *, patience: Patience = Patience.PAGE
) -> Payment | None:
    """The last payment for a subscription; None when nothing was ever paid."""
    client = api(patience)
    params = {"subscription": subscription, "status": "paid", "limit": 24}
    with asking("find the last payment"):
        invoices = [one.to_dict() for one in client.invoices.list(params).data]
        for invoice in invoices:
            if invoice["amount_paid"]:
                return _paid(client, invoice)
    return None


def fetch_payments(
    subscription: str, *, patience: Patience = Patience.PAGE
) -> list[Payment]:
    """All that was ever paid for a subscription, the latest first."""
    client = api(patience)
    params = {"subscription": subscription, "status": "paid", "limit": 100}
    with asking("find what was paid"):
        invoices = client.invoices.list(params).auto_paging_iter()
        bodies = [one.to_dict() for one in invoices]
        paid = [_paid(client, body) for body in bodies if body["amount_paid"]]
    return [one for one in paid if one]


def _paid(client: Any, invoice: dict) -> Payment | None:
    params = {"invoice": invoice["id"], "status": "paid", "limit": 1}
    payments = client.invoice_payments.list(params).data
    intent = payments[0].to_dict()["payment"].get("payment_intent") if payments else ""
    if not intent:
        return None  # paid by another way than a card: nothing that we could give back
    intent = reference(intent)
    charges = client.charges.list({"payment_intent": intent, "limit": 1}).data
    refunds = client.refunds.list({"payment_intent": intent, "limit": 100}).data
    charge = charges[0].to_dict() if charges else {}
    gone = charge.get("amount_refunded", 0)
    is_fixed = not charge or charge["disputed"]
    ends = [line["period"]["end"] for line in invoice["lines"]["data"]]
    paid_at = invoice["status_transitions"]["paid_at"] or invoice["created"]
    return Payment(
        id=intent,
        amount=charge.get("amount", invoice["amount_paid"]),
        left=0 if is_fixed else charge["amount"] - gone,
        currency=invoice["currency"],
        tries=len(refunds),
        paid_at=instant(paid_at),  # type: ignore[arg-type]
        paid_until=instant(max(ends, default=None)),
    )


def pay_back(
    payment: Payment, *, amount: int | None = None, patience: Patience = Patience.PAGE
) -> int:
    """Give back what is left of a payment, or so many cents of it; how many it were.

    Asked twice at once it is given back once: the key says which try this is.
    """
    cents = min(payment.left if amount is None else amount, payment.left)
    if cents <= 0:
        return 0
    with asking("pay back"):
        api(patience).refunds.create(
            {
                "payment_intent": payment.id,
                "amount": cents,
                "reason": "requested_by_customer",
            },
            options={"idempotency_key": f"back-{payment.id}-{payment.tries}"},
        )
    return cents
