"""How does a subscription begin, renew, fall past due, and end?"""

from . import errors, invoicing, subscription_objects
from .ledger import Ledger
from .periods import period_end

LIVE = ("trialing", "active", "past_due", "unpaid", "paused")


def item(subscription: dict) -> dict:
    """The one thing subscribed to; it carries the period and the price."""
    return subscription["items"]["data"][0]


def subscribe(
    ledger: Ledger,
    customer: dict,
    price: dict,
    *,
    quantity: int = 1,
    trial_days: int = 0,
    mode: str = "flexible",
    **given,
) -> dict:
    """Begin a subscription whose first payment has gone through."""
    now = ledger.now()
    card = invoicing.put_card_on_file(ledger, customer["id"])
    subscription = subscription_objects.subscription(
        now,
        customer["id"],
        price,
        quantity,
        default_payment_method=card["id"],
        billing_mode=subscription_objects.billing_mode(mode, now),
        **given,
    )
    if trial_days:
        _begin_trial(subscription, now, trial_days)
    else:
        begin_period(subscription, now)
    ledger.add(subscription)
    customer["currency"] = price["currency"]
    invoice = invoicing.draw_up(ledger, subscription, reason="subscription_create")
    ledger.emit("customer.subscription.created", subscription)
    invoicing.settle(ledger, invoice)
    return subscription


def _begin_trial(subscription: dict, now: int, days: int) -> None:
    end = now + days * invoicing.DAY
    subscription.update(
        status="trialing", trial_start=now, trial_end=end, billing_cycle_anchor=end
    )
    item(subscription).update(current_period_start=now, current_period_end=end)


def begin_period(subscription: dict, now: int) -> None:
    """Let the subscription's next period begin at an instant."""
    anchor = subscription["billing_cycle_anchor"]
    recurring = item(subscription)["price"]["recurring"]
    item(subscription).update(
        current_period_start=now,
        current_period_end=period_end(anchor, recurring, after=now),
    )


def begin_period_now(ledger: Ledger, subscription: dict) -> None:
    """Count the periods anew, from this instant."""
    subscription["billing_cycle_anchor"] = ledger.now()
    begin_period(subscription, ledger.now())


def renew(ledger: Ledger, subscription: dict) -> None:
    """Begin the next period and charge for it."""
    with ledger.changing("customer.subscription.updated", subscription):
        begin_period(subscription, item(subscription)["current_period_end"])
        subscription["status"] = "active"
        invoice = invoicing.draw_up(ledger, subscription, reason="subscription_cycle")
        if paused := subscription["pause_collection"]:
            invoicing.set_aside(invoice, paused["behavior"])
        elif not invoicing.collect(ledger, invoice):
            subscription["status"] = "past_due"


def remind_of_trial_end(ledger: Ledger, subscription: dict) -> None:
    """Announce, three days ahead, that a trial ends."""
    ledger.note(subscription["id"], reminded=True)
    ledger.emit("customer.subscription.trial_will_end", subscription)


def ask_again(ledger: Ledger, subscription: dict) -> bool:
    """Try once more to collect what a past due subscription owes."""
    invoice = invoicing.owed(ledger, subscription)
    if invoice is None:
        return True
    if invoicing.collect(ledger, invoice):
        with ledger.changing("customer.subscription.updated", subscription):
            subscription["status"] = "active"
    elif invoice["next_payment_attempt"] is None:
        _give_up(ledger, subscription, invoice)
    return invoice["status"] == "paid"


def _give_up(ledger: Ledger, subscription: dict, invoice: dict) -> None:
    invoice["auto_advance"] = False
    if ledger.after_retries == "canceled":
        end(ledger, subscription, reason="payment_failed")
        return
    with ledger.changing("customer.subscription.updated", subscription):
        subscription["status"] = ledger.after_retries


def pay_invoice(ledger: Ledger, invoice: dict) -> dict:
    """Charge the card on file for an open invoice, or refuse as the bank did."""
    if invoice["status"] != "open":
        raise errors.Refusal("Invoice is already paid", code="invoice_already_paid")
    details = invoice["parent"]["subscription_details"]
    subscription = ledger.get("subscription", details["subscription"])
    if subscription["status"] in LIVE:
        paid = ask_again(ledger, subscription)
    else:
        paid = invoicing.collect(ledger, invoice)
    if not paid:
        raise errors.declined()
    return invoice


def replace_card(ledger: Ledger, customer_id: str) -> None:
    """Put a good card on file and collect at once what is owed."""
    card = invoicing.put_card_on_file(ledger, customer_id)
    for subscription in live_subscriptions(ledger, customer_id):
        with ledger.changing("customer.subscription.updated", subscription):
            subscription["default_payment_method"] = card["id"]
        ask_again(ledger, subscription)


def live_subscriptions(ledger: Ledger, customer_id: str) -> list[dict]:
    """The customer's subscriptions that have not ended."""
    return [
        subscription
        for subscription in ledger.newest("subscription")
        if subscription["customer"] == customer_id and subscription["status"] in LIVE
    ]


def schedule_end(subscription: dict, now: int, *, with_flag: bool) -> None:
    """Let a subscription run out with its period.

    The API sets ``cancel_at_period_end`` too; the portal, for a subscription in
    flexible billing mode, sets ``cancel_at`` alone.
    Source: https://docs.stripe.com/billing/subscriptions/billing-mode/compare
    """
    subscription.update(
        cancel_at=item(subscription)["current_period_end"],
        cancel_at_period_end=with_flag,
        canceled_at=now,
        cancellation_details=subscription_objects.cancellation(
            "cancellation_requested"
        ),
    )


def keep(subscription: dict) -> None:
    """Take back a scheduled end."""
    subscription.update(
        cancel_at=None,
        cancel_at_period_end=False,
        canceled_at=None,
        cancellation_details=subscription_objects.cancellation(),
    )


def end_as_scheduled(ledger: Ledger, subscription: dict) -> None:
    """End a subscription whose last instant has come."""
    end(ledger, subscription, reason="cancellation_requested")


def end(ledger: Ledger, subscription: dict, *, reason: str, **details) -> None:
    """End a subscription now."""
    now = ledger.now()
    subscription.update(
        canceled_at=subscription["canceled_at"] or now,
        ended_at=now,
        status="canceled",
        cancellation_details=subscription_objects.cancellation(reason, **details),
    )
    ledger.emit("customer.subscription.deleted", subscription)
