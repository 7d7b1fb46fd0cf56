"""How is a subscription paused, resumed, or moved to another price?"""

from . import billing, errors, invoicing, subscription_objects
from .ledger import Ledger


def pause(ledger: Ledger, subscription: dict, params: dict) -> dict:
    """Stop a subscription: no more periods and no more invoices until it resumes."""
    if subscription["status"] not in ("trialing", "active"):
        raise errors.Refusal("Only a paid subscription can be paused.")
    paused = {
        "subscription": {"type": "pause_requested"},
        "transitioned_at": ledger.now(),
        "type": "subscription",
    }
    with ledger.changing("customer.subscription.updated", subscription):
        subscription.update(status="paused", status_details={"paused": paused})
    ledger.emit("customer.subscription.paused", subscription)
    return subscription


def resume(ledger: Ledger, subscription: dict, params: dict) -> dict:
    """Let a paused subscription go on, with a new period if the old one is over.

    It stays paused when that can't be paid.
    Source: https://docs.stripe.com/billing/subscriptions/pause#resume-subscriptions
    """
    if subscription["status"] != "paused":
        raise errors.Refusal("Only a paused subscription can be resumed.")
    with ledger.changing("customer.subscription.updated", subscription):
        if billing.item(subscription)["current_period_end"] <= ledger.now():
            paid = _start_anew(ledger, subscription)
        else:
            paid = True
        if paid:
            subscription.update(status="active", status_details=None)
    if paid:
        ledger.emit("customer.subscription.resumed", subscription)
    return subscription


def _start_anew(ledger: Ledger, subscription: dict) -> bool:
    before = dict(billing.item(subscription)), subscription["billing_cycle_anchor"]
    billing.begin_period_now(ledger, subscription)
    invoice = invoicing.draw_up(ledger, subscription, reason="subscription_update")
    if invoicing.collect(ledger, invoice):
        return True
    invoice.update(status="void", auto_advance=False, next_payment_attempt=None)
    billing.item(subscription).update(before[0])
    subscription["billing_cycle_anchor"] = before[1]
    return False


def pause_collection(subscription: dict, wanted: dict | str) -> None:
    """Stop asking for money, or ask again; the subscription goes on in any case."""
    if not isinstance(wanted, dict):
        subscription["pause_collection"] = None
        return
    if wanted["behavior"] not in invoicing.SET_ASIDE:
        raise errors.Refusal(
            "Invalid behavior: must be one of keep_as_draft, mark_uncollectible, void",
            param="pause_collection[behavior]",
        )
    subscription["pause_collection"] = {"resumes_at": None, **wanted}


def collect_again(ledger: Ledger, subscription: dict) -> None:
    """Ask for money again, as was agreed when the payments were paused."""
    with ledger.changing("customer.subscription.updated", subscription):
        subscription["pause_collection"] = None


def change_price(ledger: Ledger, subscription: dict, items: list[dict]) -> None:
    """Move a subscription to another price.

    One of the same interval counts from the next period on, another at once.
    """
    item = billing.item(subscription)
    change = items[0]
    if len(items) > 1 or change.get("id", item["id"]) != item["id"]:
        raise errors.Refusal("The stand-in sells one thing.", param="items")
    price = ledger.referred("price", change["price"], param="items[0][price]")
    same_rhythm = price["recurring"] == item["price"]["recurring"]
    item.update(subscription_objects.of_price(price))
    if not same_rhythm:
        billing.begin_period_now(ledger, subscription)
        invoice = invoicing.draw_up(ledger, subscription, reason="subscription_update")
        paid = invoicing.collect(ledger, invoice)
        subscription["status"] = "active" if paid else "past_due"
