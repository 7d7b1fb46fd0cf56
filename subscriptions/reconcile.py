"""What if a webhook never came? Look again at everyone it may have been about."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.tasks import task
from django.utils import timezone

from subscriptions import mirror
from subscriptions.models import Customer, Subscription
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable, Unreachable

logger = logging.getLogger(__name__)

# A visit to the checkout can be paid for 24 hours; its webhook may be lost.
CHECKOUT_LASTS = timedelta(hours=25)


@dataclass
class Reconciled:
    """How many customers were compared, and how many could not be."""

    compared: int = 0
    failed: int = 0


def reconcile(customers: QuerySet[Customer]) -> Reconciled:
    """Mirror each customer; one that fails is logged and does not stop the others."""
    count = Reconciled()
    for stripe_id in customers.values_list("stripe_id", flat=True):
        try:
            mirror.mirror_customer(
                stripe_id,
                patience=Patience.WORKER,
                reason=mirror.Reason(mirror.Cause.RECONCILE),
            )
        except Unreachable:
            count.failed += 1
            break  # the next run finds the rest
        except PaymentsUnavailable:
            count.failed += 1
            logger.exception("Stripe refused to tell of %s", stripe_id)
        else:
            count.compared += 1
    return count


def everyone() -> QuerySet[Customer]:
    """All customers, the longest unseen first."""
    return Customer.objects.order_by("mirrored_at", "pk")


def due(at: datetime) -> QuerySet[Customer]:
    """Customers about whom Stripe may know something that we don't."""
    unsettled = Subscription.objects.unsettled(at).filter(user=OuterRef("user"))
    paying_perhaps = Q(checkout_at__gt=at - CHECKOUT_LASTS)
    return everyone().filter(Q(Exists(unsettled)) | paying_perhaps)


@task
def reconcile_due() -> None:
    """Every 15 minutes: those whose period ended or whose status is not final."""
    _report(reconcile(due(timezone.now())))


@task
def reconcile_everyone() -> None:
    """Once a day: all."""
    _report(reconcile(everyone()))


def _report(count: Reconciled) -> None:
    if count.failed:
        logger.error("reconciled %d, failed %d", count.compared, count.failed)
