"""Which card is charged, how much and when next, and what was charged before?"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from subscriptions.models.plans import money
from subscriptions.stripe_objects import reference

RENEWING = ("active", "trialing", "past_due")
STATUSES: dict[str, str | Promise] = {
    "draft": _("In preparation"),
    "open": _("Not paid yet"),
    "paid": _("Paid"),
    "uncollectible": _("Not paid"),
    "void": _("Not valid"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """The card on file, as much of it as its owner needs to know it again."""

    brand: str
    last4: str
    expires: str  # "12/2034"


@dataclass(frozen=True, slots=True)
class Charge:
    """What Stripe will take when the period ends."""

    at: datetime
    amount: int  # cents
    currency: str
    interval: str
    is_at_most: bool  # Stripe did not say exactly; a discount may make it less
    ends_trial: bool = False

    @property
    def price(self) -> str:
        """The amount as a person reads it."""
        return money(self.amount, self.currency)

    def exactly(self, preview: dict) -> "Charge":
        """The same charge with the amount of Stripe's preview of its invoice."""
        return replace(self, amount=preview["amount_due"], is_at_most=False)


@dataclass(frozen=True, slots=True)
class Invoice:
    """One bill."""

    id: str
    subscription: str  # empty for one that is for something else
    number: str
    made_at: datetime
    amount: int  # cents
    currency: str
    status: str
    address: str  # Stripe's page of it, where it can also be paid; may be empty
    discount: int = 0  # cents that were taken off; the amount is without them
    tax: int = 0  # cents of the amount that are tax

    @property
    def status_name(self) -> str:
        """How it stands, in words."""
        return str(STATUSES.get(self.status, self.status))

    @property
    def saved(self) -> str:
        """What a discount took off, as a person reads it; empty for none."""
        return money(self.discount, self.currency) if self.discount else ""

    @property
    def tax_held(self) -> str:
        """The tax that the amount holds, as a person reads it; empty for none."""
        return money(self.tax, self.currency) if self.tax else ""

    @property
    def price(self) -> str:
        """The amount as a person reads it."""
        return money(self.amount, self.currency)


@dataclass(frozen=True, slots=True)
class Bills:
    """What Stripe tells a customer about her money."""

    card: Card | None
    next_charge: Charge | None
    invoices: list[Invoice]


def read_card(method: dict | None) -> Card | None:
    """The card in a payment method; None for none, or another way to pay."""
    card = (method or {}).get("card")
    if not card:
        return None
    expires = f"{card['exp_month']:02}/{card['exp_year']}"
    return Card(card["brand"].replace("_", " ").title(), card["last4"], expires)


def read_charge(subscription: dict) -> Charge | None:
    """What a subscription will cost next at most; None when nothing more is to come."""
    items = subscription["items"]["data"]
    ends = [item["current_period_end"] for item in items]
    will_end = subscription["cancel_at_period_end"] or subscription["cancel_at"]
    if will_end or not ends or subscription["status"] not in RENEWING:
        return None
    price = items[0]["price"]
    return Charge(
        at=datetime.fromtimestamp(min(ends), UTC),
        amount=sum(_amount(item) for item in items),
        currency=price["currency"],
        interval=price["recurring"]["interval"],
        is_at_most=True,
        ends_trial=subscription["status"] == "trialing",
    )


def _amount(item: dict) -> int:
    return (item["price"]["unit_amount"] or 0) * item.get("quantity", 1)


def read_invoice(body: dict) -> Invoice:
    """One bill in one of Stripe's answers."""
    details = (body["parent"] or {}).get("subscription_details") or {}
    return Invoice(
        id=body["id"],
        subscription=reference(details.get("subscription")),
        number=body["number"] or "",
        made_at=datetime.fromtimestamp(body["created"], UTC),
        amount=body["total"],
        currency=body["currency"],
        status=body["status"] or "",
        address=body["hosted_invoice_url"] or "",
        discount=_sum_of(body.get("total_discount_amounts")),
        tax=_sum_of(body.get("total_taxes")),
    )


def _sum_of(parts: list[dict] | None) -> int:
    return sum(part["amount"] for part in parts or ())
