"""Whose money needs a person to look at it?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from subscriptions.access import GIVING
from subscriptions.models import Customer, Subscription

LISTED = 20
# The daily comparison takes its time: who was compared just after it began yesterday
# is not forgotten yet.
COMPARED_WITHIN = timedelta(hours=26)
LEAVES_WITHIN = timedelta(hours=1)
PERSON = ("user", "user__display_name")
# As ``repairs`` says of one person; a test holds them together.
TAKEN_BACK = Q(status__in=GIVING, plan__isnull=False, access_until__isnull=True)


class Case(NamedTuple):
    """One person in trouble: her key, her name, and what it is about at Stripe."""

    person: int
    name: str
    about: str


class Trouble(NamedTuple):
    """A kind of thing that goes wrong, and how to find those in it at an instant."""

    title: Promise
    meaning: Promise
    find: Callable[[datetime], QuerySet]


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that does not settle by itself, and those whom it is about."""

    title: Promise
    meaning: Promise
    cases: list[Case]
    has_more: bool


def concerns(at: datetime | None = None) -> list[Concern]:
    """What needs somebody, the gravest first; one query for each kind of trouble."""
    at = at or timezone.now()
    found = []
    for trouble in TROUBLES:
        cases = [Case(*row) for row in trouble.find(at)[: LISTED + 1]]
        if cases:
            more = len(cases) > LISTED
            found.append(Concern(trouble.title, trouble.meaning, cases[:LISTED], more))
    return found


def count(found: list[Concern]) -> str:
    """How many things those are, in words that fit beside a link: "3", "20+"."""
    number = sum(len(concern.cases) for concern in found)
    more = any(concern.has_more for concern in found)
    return f"{number}+" if more else str(number)


def _about(rows: QuerySet[Subscription]) -> QuerySet:
    return rows.order_by("started_at", "pk").values_list(*PERSON, "stripe_id")


def _twice(at: datetime) -> QuerySet:
    several = (
        Subscription.objects.live()
        .ours()
        .exclude(TAKEN_BACK)
        .order_by("user")
        .values("user")
        .annotate(several=Count("pk"))
        .filter(several__gt=1)
    )
    return several.values_list(*PERSON, "user__stripe_customer__stripe_id")


def _taken_back(at: datetime) -> QuerySet:
    return _about(Subscription.objects.filter(TAKEN_BACK))


def _leaving(at: datetime) -> QuerySet:
    waits = Subscription.objects.live().filter(user__leaving__done_at__isnull=True)
    return _about(waits.filter(user__leaving__asked_at__lt=at - LEAVES_WITHIN))


def _unknown(at: datetime) -> QuerySet:
    known = Subscription.Status.values
    return _about(Subscription.objects.exclude(status__in=known))


def _foreign(at: datetime) -> QuerySet:
    return _about(Subscription.objects.live().filter(plan__isnull=True))


def _not_compared(at: datetime) -> QuerySet:
    late = Customer.objects.filter(mirrored_at__lt=at - COMPARED_WITHIN)
    return late.order_by("mirrored_at").values_list(*PERSON, "stripe_id")


TROUBLES = (
    Trouble(
        _("Two subscriptions at once"),
        _("She may be charged twice. End one, and give back what was too much."),
        _twice,
    ),
    Trouble(
        _("Taken back, and still charged"),
        _(
            "A payment was taken back, so she has no access; Stripe goes on asking for "
            "money. End the subscription, or settle it with her."
        ),
        _taken_back,
    ),
    Trouble(
        _("Asked to be deleted, and still charged"),
        _(
            "Her account waits to be deleted until Stripe has ended the subscription. "
            "It is tried again by itself; after a day, end it at Stripe."
        ),
        _leaving,
    ),
    Trouble(
        _("A status that we don’t know"),
        _("It gives no access. Look at it at Stripe, and tell whoever runs this site."),
        _unknown,
    ),
    Trouble(
        _("Pays for no plan of ours"),
        _(
            "The product at Stripe belongs to no plan here, so it gives no access. "
            "Compare the plans with Stripe, or move her to one of them there."
        ),
        _foreign,
    ),
    Trouble(
        _("Not compared with Stripe for more than a day"),
        _("Stripe refuses to tell of her, or the worker stands still."),
        _not_compared,
    ),
)
