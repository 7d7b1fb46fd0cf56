"""What if a webhook never came? Look again at everyone it may have been about."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.tasks import task
from django.utils import timezone

from subscriptions import mirror, stripe_gateway, webhooks
from subscriptions.mirror import Cause
from subscriptions.models import (
    AccessChange,
    Customer,
    Plan,
    StripeEvent,
    Subscription,
)
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable, Unreachable
from subscriptions.stripe_objects import LOOKED_FOR, Event, RemoteSubscription

logger = logging.getLogger(__name__)

# A visit to the checkout can be paid for 24 hours; its webhook may be lost.
CHECKOUT_LASTS = timedelta(hours=25)
# Events that never reached us are looked for this far back; beyond, the daily run is.
LOOK_BACK = timedelta(hours=6)
# Stripe's clock and ours.
CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass
class Reconciled:
    """How many customers were compared, were otherwise than we had, or have failed."""

    compared: int = 0
    drifted: int = 0
    since: datetime | None = None  # when the first of them was last known to be right
    failed: int = 0
    strangers: int = 0  # subscriptions to plans of ours that nobody here has
    fell_silent: bool = False

    def note_drift(self, last_seen: datetime | None) -> None:
        """Count a customer whose access was otherwise than our row said."""
        self.drifted += 1
        if last_seen:
            self.since = min(self.since or last_seen, last_seen)


def reconcile(customers: QuerySet[Customer]) -> Reconciled:
    """Mirror each customer; one that fails is logged and does not stop the others.

    When Stripe falls silent the rest is left to the next run.
    """
    count = Reconciled()
    for customer in customers:
        began = timezone.now()
        try:
            mirror.mirror_customer(
                customer.stripe_id,
                patience=Patience.WORKER,
                reason=mirror.Reason(Cause.RECONCILE),
            )
        except Unreachable:
            count.failed += 1
            count.fell_silent = True
            break
        except PaymentsUnavailable:
            count.failed += 1
            logger.exception("Stripe refused to tell of %s", customer.stripe_id)
        else:
            count.compared += 1
            if _found_a_change(customer, began):
                count.note_drift(customer.mirrored_at or customer.checkout_at)
    return count


def _found_a_change(customer: Customer, began: datetime) -> bool:
    changes = AccessChange.objects.filter(user=customer.user_id, at__gte=began)
    return changes.filter(cause=Cause.RECONCILE).exists()


def reconcile_all() -> Reconciled:
    """Compare every customer, after a look at all subscriptions that Stripe has.

    Only that list shows one that was made by hand for a customer we don't know. Raises
    ``PaymentsUnavailable`` when Stripe does not even tell that.
    """
    strangers = _name_strangers()
    count = reconcile(everyone())
    count.strangers = strangers
    return count


def _name_strangers() -> int:
    """Log who subscribes at Stripe and is no reader; how many have a plan of ours."""
    known = set(Customer.objects.values_list("stripe_id", flat=True))
    plans = set(Plan.objects.values_list("stripe_product_id", flat=True))
    elsewhere = strangers = 0
    for remote in stripe_gateway.fetch_everything(patience=Patience.WORKER):
        if remote.customer in known or remote.status not in Subscription.LIVE:
            continue
        if plans.isdisjoint(remote.products):
            elsewhere += 1
        else:
            strangers += 1
            _name(remote)
    if elsewhere:
        logger.info("%d subscriptions on the account are not ours", elsewhere)
    return strangers


def _name(remote: RemoteSubscription) -> None:
    logger.error(
        "%s was made by hand in the dashboard; link it: %s is no reader's customer",
        remote.id,
        remote.customer,
    )


def everyone() -> QuerySet[Customer]:
    """All customers, the longest unseen first."""
    return Customer.objects.order_by(F("mirrored_at").asc(nulls_first=True), "pk")


def due(at: datetime) -> QuerySet[Customer]:
    """Customers about whom Stripe may know something that we don't."""
    unsettled = Subscription.objects.unsettled(at).filter(user=OuterRef("user"))
    paying_perhaps = Q(checkout_at__gt=at - CHECKOUT_LASTS)
    return everyone().filter(Q(Exists(unsettled)) | paying_perhaps)


def missed(at: datetime) -> set[int]:
    """Keys of the customers of whom Stripe has told lately, while we did not hear it.

    Raises ``PaymentsUnavailable``.
    """
    latest: dict[str, datetime] = {}
    for created, event in _not_heard(since=at - LOOK_BACK):
        customer = webhooks.customer_of(event, patience=Patience.WORKER)
        latest[customer] = max(created, latest.get(customer, created))
    return {
        known.pk
        for known in Customer.objects.filter(stripe_id__in=latest)
        if not known.mirrored_at
        or known.mirrored_at < latest[known.stripe_id] + CLOCKS_DIFFER
    }


def _not_heard(*, since: datetime) -> list[tuple[datetime, Event]]:
    told = stripe_gateway.fetch_events(
        LOOKED_FOR, since=since, patience=Patience.WORKER
    )
    heard = StripeEvent.objects.filter(pk__in=[event.id for _at, event in told])
    ids = set(heard.values_list("pk", flat=True))
    return [(created, event) for created, event in told if event.id not in ids]


def reconcile_in_doubt(at: datetime) -> Reconciled:
    """Compare whoever may be otherwise than we have her: by our rows, or by events."""
    doubtful = set(due(at).values_list("pk", flat=True))
    try:
        doubtful |= missed(at)
    except PaymentsUnavailable:
        logger.exception("Stripe does not tell what happened")
    return reconcile(everyone().filter(pk__in=doubtful))


@task
def reconcile_due() -> None:
    """Every 15 minutes: those whose period ended, whose status is not final, or of whom
    an event tells that has not reached us.
    """
    report(reconcile_in_doubt(timezone.now()))


@task
def reconcile_everyone() -> None:
    """Once a day: all.

    Raises ``Unreachable`` when Stripe falls silent, so that the queue tries again soon;
    then whoever was not compared comes first.
    """
    count = reconcile_all()
    report(count)
    if count.fell_silent:
        raise Unreachable


def report(count: Reconciled) -> None:
    """Log what should not have been: webhooks that were lost, customers that failed."""
    if count.drifted:
        facts = (count.drifted, count.compared, count.since or "ever")
        logger.error("drift: %d of %d customers, perhaps since %s", *facts)
    if count.failed:
        logger.error("reconciled %d, failed %d", count.compared, count.failed)
