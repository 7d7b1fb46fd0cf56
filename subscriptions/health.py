"""Do we hear from Stripe, and do we keep up with it?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Min
from django.utils import timezone

from newsroom import queue
from subscriptions.models import AccessChange, Customer, StripeEvent
from subscriptions.reconcile import due

DRIFT_DAYS = 7
LISTED = 10


@dataclass(frozen=True, slots=True)
class Health:
    """What tells whether the copy of Stripe is fresh, and would go on being so."""

    heard_at: datetime | None  # when the last webhook came
    due: int  # customers about whom Stripe may know more than we do
    waiting: int  # tasks that could run now
    waiting_since: datetime | None
    compared_since: datetime | None  # everyone has been compared since then
    drift: list[AccessChange]  # what only the comparison found, the latest first
    drifted: int


def health(at: datetime | None = None) -> Health:
    """How it is at an instant, by default now. Six queries."""
    at = at or timezone.now()
    waiting, waiting_since = queue.waiting()
    drift = AccessChange.objects.filter(
        cause=AccessChange.Cause.RECONCILE, at__gt=at - timedelta(days=DRIFT_DAYS)
    )
    latest = drift.select_related("user").order_by("-at")[:LISTED]
    return Health(
        heard_at=StripeEvent.objects.aggregate(at=Max("received_at"))["at"],
        due=due(at).count(),
        waiting=waiting,
        waiting_since=waiting_since,
        compared_since=Customer.objects.aggregate(at=Min("mirrored_at"))["at"],
        drift=list(latest),
        drifted=drift.count(),
    )
