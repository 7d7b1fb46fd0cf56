"""What do we read of the objects that Stripe sends?"""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# Types that may change whether someone has access: the ones to choose in Stripe's
# dashboard. Thin events carry the same names after "v1.".
FOLLOWED = (
    "charge.dispute.",
    "charge.refunded",
    "checkout.session.async_payment_",
    "checkout.session.completed",
    "customer.deleted",
    "customer.subscription.",
    "invoice.paid",
    "invoice.payment_action_required",
    "invoice.payment_failed",
    "refund.failed",
)
# Of these, the ones worth looking for when a webhook may be lost: Stripe takes twenty.
LOOKED_FOR = (
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.refunded",
    "checkout.session.async_payment_succeeded",
    "checkout.session.completed",
    "customer.deleted",
    "customer.subscription.created",
    "customer.subscription.deleted",
    "customer.subscription.paused",
    "customer.subscription.resumed",
    "customer.subscription.updated",
    "invoice.paid",
    "invoice.payment_failed",
    "refund.failed",
)
_WORD = re.compile(r"[A-Za-z0-9_.\-]{1,128}")


class BadShape(ValueError):
    """What was sent is not what Stripe sends."""


@dataclass(frozen=True, slots=True)
class Event:
    """The news that something happened: only a hint of whom to look at again."""

    id: str
    type: str
    livemode: bool
    customer: str  # empty when the event does not say
    subject: str  # the id of the object it is about

    @property
    def is_followed(self) -> bool:
        """True when it may change whether someone has access."""
        return self.kind.startswith(FOLLOWED)

    @property
    def kind(self) -> str:
        """Its type, named alike whether it is thin or not."""
        return self.type.removeprefix("v1.")


@dataclass(frozen=True, slots=True)
class RemoteSubscription:
    """A subscription as Stripe has it now."""

    id: str
    customer: str
    status: str
    products: tuple[str, ...]
    ends: tuple[datetime | None, ...]  # of the products' periods, in their order
    amount: int  # cents for one period, before discounts
    currency: str
    interval: str
    started_at: datetime
    period_end: datetime | None
    unpaid_since: datetime | None
    cancel_at: datetime | None
    cancels_at_period_end: bool
    ended_at: datetime | None

    def period_end_of(self, ours: Container[str]) -> datetime | None:
        """When what is paid for these products ends; others may run on longer."""
        sold = zip(self.products, self.ends, strict=True)
        ends = [end for product, end in sold if end and product in ours]
        return max(ends, default=self.period_end)


@dataclass(frozen=True, slots=True)
class Reversal:
    """Money for a subscription that went back, all of a payment."""

    subscription: str
    paid_until: datetime | None  # the end of the period it was for
    is_lost: bool  # a bank took it after a dispute; else the paper gave it back

    def undoes(self, period_end: datetime | None) -> bool:
        """True when it was for the period that ends then."""
        return bool(self.paid_until and period_end and self.paid_until >= period_end)


@dataclass(frozen=True, slots=True)
class RemoteCheckout:
    """A visit to Stripe's checkout page."""

    id: str
    url: str  # empty once it is closed
    is_open: bool
    customer: str
    reader: str
    price: str
    story: str
    trial_days: int


def instant(seconds: int | None) -> datetime | None:
    """Stripe's seconds since 1970 as an aware time."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def read_event(body: Any) -> Event:
    """The event in a webhook's body, snapshot or thin; ``BadShape`` for all else."""
    try:
        if body["object"] not in ("event", "v2.core.event"):
            raise BadShape("not an event")
        is_thin = body["object"] == "v2.core.event"
        about = body["related_object"] or {} if is_thin else body["data"]["object"]
        return Event(
            id=_word(body["id"]),
            type=_word(body["type"]),
            livemode=bool(body["livemode"]),
            customer=_customer_of(about),
            subject=_word(about["id"]) if about.get("id") else "",
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadShape(type(error).__name__) from error


def _word(text: Any) -> str:
    if not isinstance(text, str) or not _WORD.fullmatch(text):
        raise BadShape("not an id")
    return text


def _customer_of(about: dict) -> str:
    """The customer an object belongs to, or is; empty when it does not say."""
    if about.get("object", about.get("type")) == "customer":
        return _word(about["id"])
    customer = reference(about.get("customer"))
    return _word(customer) if customer else ""


def reference(value: Any) -> str:
    """The id of an object that Stripe may have written out in full."""
    return (value["id"] if isinstance(value, dict) else value) or ""


def read_subscription(
    body: dict, *, unpaid_since: int | None = None
) -> RemoteSubscription:
    """The subscription in one of Stripe's answers.

    The period lies on the items; before 2025 it lay on the subscription.
    Source: https://docs.stripe.com/changelog/basil/2025-03-31/deprecate-subscription-current-period-start-and-end
    """
    items = body["items"]["data"]
    ends = [item.get("current_period_end") for item in [*items, body]]
    products = [reference(item["price"]["product"]) for item in items]
    return RemoteSubscription(
        id=body["id"],
        customer=reference(body["customer"]),
        status=body["status"],
        products=tuple(products),
        ends=tuple(instant(item.get("current_period_end")) for item in items),
        **_price(items),
        started_at=datetime.fromtimestamp(body["start_date"], UTC),
        period_end=instant(max((end for end in ends if end), default=None)),
        unpaid_since=instant(unpaid_since or _period_start(items, body)),
        cancel_at=instant(body["cancel_at"]),
        cancels_at_period_end=body["cancel_at_period_end"],
        ended_at=instant(body["ended_at"]),
    )


def _price(items: list[dict]) -> dict[str, Any]:
    amounts = [
        (item["price"].get("unit_amount") or 0) * item.get("quantity", 1)
        for item in items
    ]
    first = items[0]["price"] if items else {}
    return {
        "amount": sum(amounts),
        "currency": first.get("currency") or "",
        "interval": (first.get("recurring") or {}).get("interval") or "",
    }


def _period_start(items: list[dict], body: dict) -> int | None:
    starts = [item.get("current_period_start") for item in [*items, body]]
    return min((start for start in starts if start), default=None)


def first_unpaid_period(invoices: list[dict]) -> int | None:
    """When the earliest period began that one of the open invoices is for."""
    lines = [line for invoice in invoices for line in invoice["lines"]["data"]]
    return min((line["period"]["start"] for line in lines), default=None)


def read_reversal(payments: list[dict], *, is_lost: bool) -> Reversal | None:
    """What these payments were for; None when it was no subscription."""
    for payment in payments:
        invoice = payment["invoice"]
        details = (invoice["parent"] or {}).get("subscription_details") or {}
        if subscription := reference(details.get("subscription")):
            paid_until = instant(_paid_until(invoice["lines"]["data"]))
            return Reversal(subscription, paid_until, is_lost)
    return None


def _paid_until(lines: list[dict]) -> int | None:
    """The end of the period that an invoice pays for, not only a difference of it."""
    ends = [line["period"]["end"] for line in lines if not _is_proration(line)]
    return max(ends, default=None)


def _is_proration(line: dict) -> bool:
    details = (line.get("parent") or {}).get("subscription_item_details") or {}
    return bool(details.get("proration"))


def read_checkout(body: dict) -> RemoteCheckout:
    """The checkout session in one of Stripe's answers."""
    metadata = body["metadata"] or {}
    return RemoteCheckout(
        id=body["id"],
        url=body["url"] or "",
        is_open=body["status"] == "open",
        customer=reference(body["customer"]),
        reader=body["client_reference_id"] or "",
        price=metadata.get("price", ""),
        story=metadata.get("story", ""),
        trial_days=int(metadata.get("trial") or 0),
    )
