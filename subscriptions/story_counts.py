"""Which stories' walls started checkouts, and how many of those paid?

The story's path goes through the checkout. Visits are counted, readers not followed.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.tasks import task
from django.utils import timezone

from subscriptions import stripe_gateway
from subscriptions.mirror import hold
from subscriptions.models import StoryCheckouts
from subscriptions.stripe_gateway import Patience, Visit

# A visit can be paid for 24 hours: after three days its day does not change any more.
DAYS = 3
LISTED = 20


@task
def count_checkouts() -> int:
    """Once an hour: count the visits of the last days again; how many there were.

    Safe to run twice. Raises ``PaymentsUnavailable``, with nothing changed, when Stripe
    does not answer.
    """
    first = timezone.localdate() - timedelta(days=DAYS - 1)
    since = timezone.make_aware(datetime.combine(first, time()))
    visits = stripe_gateway.fetch_visits(since, patience=Patience.WORKER)
    write(visits, first)
    return len(visits)


@transaction.atomic
def write(visits: Iterable[Visit], first: date) -> None:
    """Put these counts in the place of those of the first day and all after it."""
    hold("story-counts")
    started: Counter[tuple[date, str]] = Counter()
    paid: Counter[tuple[date, str]] = Counter()
    longest = StoryCheckouts._meta.get_field("story").max_length
    for visit in visits:
        key = timezone.localdate(visit.at), visit.story[:longest]
        started[key] += 1
        paid[key] += visit.is_paid
    StoryCheckouts.objects.filter(day__gte=first).delete()
    StoryCheckouts.objects.bulk_create(
        StoryCheckouts(day=key[0], story=key[1], started=started[key], paid=paid[key])
        for key in started
    )


def by_story(at: datetime) -> list[Any]:
    """The stories that sent most readers to the checkout in 30 days. One query."""
    today = timezone.localdate(at)
    week = Q(day__gt=today - timedelta(days=7))

    def total(name: str, **only) -> Coalesce:
        return Coalesce(Sum(name, **only), 0)

    return list(
        StoryCheckouts.objects.filter(day__gt=today - timedelta(days=30))
        .values("story")
        .annotate(
            started_week=total("started", filter=week),
            paid_week=total("paid", filter=week),
            started_month=total("started"),
            paid_month=total("paid"),
        )
        .order_by("-started_month", "story")[:LISTED]
    )
