"""What falls due next, and what happens then?"""

from collections.abc import Callable, Iterator

from . import billing, changes, checkout, invoicing
from .ledger import Ledger

Step = tuple[int, Callable[[Ledger, dict], object], dict]


def catch_up(ledger: Ledger) -> None:
    """Do all that has fallen due, in order, each dated with its own instant."""
    now = ledger.now()
    while (step := _next_step(ledger)) and step[0] <= now:
        instant, act, thing = step
        with ledger.at(instant):
            act(ledger, thing)


def advance(ledger: Ledger, seconds: int) -> None:
    """Let time pass."""
    ledger.move_clock(seconds)
    catch_up(ledger)


def _next_step(ledger: Ledger) -> Step | None:
    # On a tie the first wins: a subscription that ends does not also renew.
    return min(_steps(ledger), key=lambda step: step[0], default=None)


def _steps(ledger: Ledger) -> Iterator[Step]:
    for subscription in ledger.newest("subscription"):
        if subscription["status"] in billing.LIVE:
            yield from _subscription_steps(ledger, subscription)
    for session in ledger.newest("checkout.session"):
        if session["status"] == "open":
            yield session["expires_at"], checkout.expire, session


def _subscription_steps(ledger: Ledger, subscription: dict) -> Iterator[Step]:
    status = subscription["status"]
    if subscription["cancel_at"]:
        yield subscription["cancel_at"], billing.end_as_scheduled, subscription
    if status == "trialing" and not _was_reminded(ledger, subscription):
        reminder = subscription["trial_end"] - 3 * invoicing.DAY
        reminder = max(reminder, subscription["trial_start"])
        yield reminder, billing.remind_of_trial_end, subscription
    if status in ("trialing", "active"):
        renewal = billing.item(subscription)["current_period_end"]
        yield renewal, billing.renew, subscription
    if until := (subscription["pause_collection"] or {}).get("resumes_at"):
        yield until, changes.collect_again, subscription
    if status == "past_due":
        invoice = invoicing.owed(ledger, subscription)
        if invoice and invoice["next_payment_attempt"]:
            yield invoice["next_payment_attempt"], billing.ask_again, subscription


def _was_reminded(ledger: Ledger, subscription: dict) -> bool:
    return "reminded" in ledger.notes.get(subscription["id"], {})
