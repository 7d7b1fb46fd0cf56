"""Which lists about money can be taken away as a file, and what is in their rows?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext as _

from subscriptions import figures
from subscriptions.access import granted, running
from subscriptions.models import Grant, StoryCheckouts, Subscription

AT_ONCE = 2_000


class Sheet(NamedTuple):
    """The first row of a file, and how to get the others as they are at an instant."""

    titles: tuple[str, ...]
    rows: Callable[[datetime], Iterable[tuple]]


SUBSCRIPTIONS = (
    *("e-mail", "name", "plan", "status", "price in cents", "currency", "every"),
    *("began", "period ends", "set to end", "ended", "access until"),
    *("Stripe customer", "Stripe subscription"),
)


def subscription_rows(found: QuerySet[Subscription]) -> Iterator[tuple]:
    """The subscriptions as rows under ``SUBSCRIPTIONS``."""
    return found.values_list(
        *("user__email", "user__display_name", "plan__name", "status"),
        *("amount", "currency", "interval", "started_at", "current_period_end"),
        *("cancel_at", "ended_at", "access_until"),
        *("user__stripe_customer__stripe_id", "stripe_id"),
    ).iterator(chunk_size=AT_ONCE)


def _people(at: datetime) -> Iterator[tuple]:
    """Whoever has access, and by what: once for each thing that gives it."""
    person = ("user__email", "user__display_name")
    paid = Subscription.objects.filter(running(at)).order_by("user__email")
    given = Grant.objects.filter(granted(at)).order_by("user__email")
    gift = Value(_("complimentary access"))
    yield from paid.values_list(
        *person, F("plan__name"), "status", "started_at", "access_until"
    ).iterator(chunk_size=AT_ONCE)
    yield from given.values_list(
        *person, gift, "reason", "starts_at", "until"
    ).iterator(chunk_size=AT_ONCE)


def _stories(at: datetime) -> Iterator[tuple]:
    counts = StoryCheckouts.objects.order_by("-day", "-started", "story")
    return counts.values_list("day", "story", "started", "paid").iterator(
        chunk_size=AT_ONCE
    )


def _months(at: datetime) -> Iterator[tuple]:
    for month in figures.months(at):
        yield (
            f"{month.begins:%Y-%m}",
            *(month.at_start, month.new, month.lost, month.at_end, month.churn),
            *(month.trials, month.converted, month.failed, month.recovered),
        )


SHEETS = {
    "people": Sheet(
        ("e-mail", "name", "access by", "status or reason", "since", "until"), _people
    ),
    "stories": Sheet(("day", "story", "went to the checkout", "paid"), _stories),
    "months": Sheet(
        (
            *("month", "subscribers at start", "new", "lost", "subscribers at end"),
            *("churn %", "trials begun", "trials that became paying"),
            *("payments failed", "payments recovered"),
        ),
        _months,
    ),
}
