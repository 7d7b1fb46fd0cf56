"""How does our row follow Stripe's? An event is a hint; the copy is of the present."""

import logging
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from subscriptions import emails, stripe_gateway
from subscriptions.access import GIVING, access_until
from subscriptions.models import (
    AccessChange,
    Customer,
    Plan,
    StripeEvent,
    Subscription,
)
from subscriptions.stripe_gateway import NotAtStripe, Patience
from subscriptions.stripe_objects import Event, RemoteSubscription, Reversal

logger = logging.getLogger(__name__)

Cause = AccessChange.Cause

COPIED = [
    *("user", "plan", "status", "amount", "currency", "interval"),
    *("started_at", "current_period_end"),
    *("cancel_at", "ended_at", "access_until", "mirrored_at"),
]
# Nobody has them who was deleted; one that was never paid for may stay behind.
GOING_ON = set(Subscription.LIVE) - {Subscription.Status.INCOMPLETE}
# A row of the history is kept when one of these changes.
STEPS = ("status", "access_until", "cancel_at", "plan_id")
# Stripe may take its time to answer while we hold the lock.
HOLD = """
    SELECT set_config('idle_in_transaction_session_timeout', '90s', true),
           pg_advisory_xact_lock(hashtextextended(%s, 0))
"""


class Outcome(Enum):
    """What came of an attempt to follow Stripe."""

    MIRRORED = "mirrored"
    SEEN_BEFORE = "seen before"
    NOT_OURS = "not ours"


def hold(name: str) -> None:
    """Keep everyone else who holds this name out, until the transaction ends.

    Not a row lock: before the first copy there is no row to lock.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [f"subscriptions:{name}"])


@dataclass(frozen=True, slots=True)
class Reason:
    """What makes us look, and the event if it was one."""

    cause: AccessChange.Cause
    event: Event | None = None

    @property
    def event_id(self) -> str:
        return self.event.id if self.event else ""


@transaction.atomic
def mirror_customer(
    stripe_customer_id: str, *, patience: Patience, reason: Reason
) -> Outcome:
    """Make our rows agree with all subscriptions that Stripe has for the customer.

    Safe to call twice and in any order. The event that asked for it is written down in
    the same transaction, so it never counts without its effect, nor twice. Raises
    ``PaymentsUnavailable``, with nothing changed, when Stripe does not answer.
    """
    hold(stripe_customer_id)
    event = reason.event
    if event and StripeEvent.objects.filter(pk=event.id).exists():
        return Outcome.SEEN_BEFORE
    customers = Customer.objects.select_related("user")
    customer = customers.filter(stripe_id=stripe_customer_id).first()
    if customer is None:
        logger.warning("a Stripe customer that is no reader: %s", stripe_customer_id)
        return Outcome.NOT_OURS
    _follow(customer, patience=patience, reason=reason)
    if event:
        _write_down(event, customer)
    return Outcome.MIRRORED


def _follow(customer: Customer, *, patience: Patience, reason: Reason) -> None:
    """Copy, or unlink a customer who has been deleted at Stripe."""
    try:
        is_alive = copy_subscriptions(customer, patience=patience, reason=reason)
    except NotAtStripe:
        gone = stripe_gateway.is_deleted(customer.stripe_id, patience=patience)
    else:
        gone = not is_alive and _is_deleted(customer, patience=patience)
    if gone:
        _unlink(customer, reason=reason)


def _is_deleted(customer: Customer, *, patience: Patience) -> bool:
    try:
        return stripe_gateway.is_deleted(customer.stripe_id, patience=patience)
    except NotAtStripe:
        return False  # as when the key of another account is in use by mistake


def _unlink(customer: Customer, *, reason: Reason) -> None:
    """Forget the customer; what she paid for ends, and she may begin anew."""
    now = timezone.now()
    for row in Subscription.objects.live().filter(user=customer.user_id):
        before = copy(row)
        row.status = Subscription.Status.CANCELED
        row.ended_at = row.access_until = now
        row.save(update_fields=["status", "ended_at", "access_until"])
        _keep_change(before, row, reason)
    logger.warning("%s was deleted at Stripe", customer.stripe_id)
    customer.delete()


def copy_subscriptions(
    customer: Customer, *, patience: Patience, reason: Reason
) -> bool:
    """Copy the customer's subscriptions from Stripe; whether any of them goes on.

    The caller holds the customer.
    """
    now = timezone.now()
    remotes = stripe_gateway.fetch_subscriptions(customer.stripe_id, patience=patience)
    reversals: list[Reversal] = []
    if any(remote.status in GIVING for remote in remotes):
        reversals = stripe_gateway.fetch_reversals(
            customer.stripe_id, refunds=settings.REFUND_ENDS_ACCESS, patience=patience
        )
    write(remotes, customer, now=now, reason=reason, reversals=reversals)
    customer.mirrored_at = now
    customer.save(update_fields=["mirrored_at"])
    return any(remote.status in GOING_ON for remote in remotes)


def write(
    remotes: list[RemoteSubscription],
    customer: Customer,
    *,
    now: datetime,
    reason: Reason,
    reversals: Sequence[Reversal] = (),
) -> None:
    """Make a row of each subscription, and tell the subscriber what changed.

    ``reversals`` are the payments that went back, and end what was paid with them.
    """
    known = Subscription.objects.select_related("plan").in_bulk(
        [remote.id for remote in remotes], field_name="stripe_id"
    )
    # By product: a subscriber keeps her price, and her access, when the amount changes.
    plans = {plan.stripe_product_id: plan for plan in Plan.objects.all()}
    rows = [_row(remote, customer, plans, now=now) for remote in remotes]
    for row in rows:
        _take_back(row, reversals)
    Subscription.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["stripe_id"], update_fields=COPIED
    )
    if sum(row.is_live and row.plan is not None for row in rows) > 1:
        logger.error("%s has two subscriptions at once", customer.stripe_id)
    for remote, row in zip(remotes, rows, strict=True):
        before = known.get(remote.id)
        _keep_change(before, row, reason)
        emails.tell_what_changed(before, row, unpaid_since=remote.unpaid_since)


def _take_back(row: Subscription, reversals: Sequence[Reversal]) -> None:
    """End access when a dispute was lost, or the present period's payment refunded."""
    hers = [one for one in reversals if one.subscription == row.stripe_id]
    if row.status not in GIVING or not row.access_until:
        return
    if any(one.is_lost for one in hers):
        logger.error("%s gives no access: a dispute was lost", row.stripe_id)
        row.access_until = None
    elif any(one.undoes(row.current_period_end) for one in hers):
        logger.warning("%s gives no access: it was paid back", row.stripe_id)
        row.access_until = None


def _keep_change(
    before: Subscription | None, after: Subscription, reason: Reason
) -> None:
    """Keep a row of what changed, for whoever asks later why she has access."""
    if before and all(getattr(before, one) == getattr(after, one) for one in STEPS):
        return
    AccessChange.objects.create(
        user=after.user,
        subscription=after,
        cause=reason.cause,
        event=reason.event_id,
        was=before.status if before else "",
        became=after.status,
        was_until=before.access_until if before else None,
        until=after.access_until,
        cancel_at=after.cancel_at,
    )


def _write_down(event: Event, customer: Customer) -> None:
    StripeEvent.objects.create(
        stripe_id=event.id, type=event.type, customer=customer.stripe_id
    )


def _row(
    remote: RemoteSubscription,
    customer: Customer,
    plans: dict[str, Plan],
    *,
    now: datetime,
) -> Subscription:
    plan = next((plans[one] for one in remote.products if one in plans), None)
    remote = replace(remote, period_end=remote.period_end_of(plans))
    _alert(remote, plan)
    return Subscription(
        stripe_id=remote.id,
        user=customer.user,
        plan=plan,
        status=remote.status,
        amount=remote.amount,
        currency=remote.currency,
        interval=remote.interval,
        started_at=remote.started_at,
        current_period_end=remote.period_end,
        cancel_at=_set_end(remote),
        ended_at=remote.ended_at,
        access_until=_access_until(remote) if plan else None,
        mirrored_at=now,
    )


def _alert(remote: RemoteSubscription, plan: Plan | None) -> None:
    if remote.status not in Subscription.Status:
        logger.error("%s has a status we don't know: %s", remote.id, remote.status)
    if plan is None:
        logger.error("%s is for no plan of ours: %s", remote.id, remote.products)


def _set_end(remote: RemoteSubscription) -> datetime | None:
    if remote.cancels_at_period_end and not remote.cancel_at:
        return remote.period_end
    return remote.cancel_at


def _access_until(remote: RemoteSubscription) -> datetime | None:
    return access_until(
        status=remote.status,
        period_end=remote.period_end,
        unpaid_since=remote.unpaid_since,
        cancel_at=_set_end(remote),
        ended_at=remote.ended_at,
    )
