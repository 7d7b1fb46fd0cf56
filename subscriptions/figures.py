"""How is the paid side doing: how many subscribe, for how much, and since when?

The database counts rows; nothing is asked of Stripe, and nobody is followed. A
subscription counts, not a person: whoever has two counts twice, and needs somebody.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Least, TruncMonth
from django.utils import timezone

from subscriptions.access import granted, running
from subscriptions.models import AccessChange, Grant, Notice, Subscription
from subscriptions.models.plans import money

MONTHS = 13  # this one, and the twelve before it
Status = Subscription.Status
NEVER_BEGAN = (Status.INCOMPLETE, Status.INCOMPLETE_EXPIRED)


@dataclass(frozen=True, slots=True)
class PlanCount:
    """How many have access by a plan now, by how they stand."""

    plan: str
    paying: int = 0
    trialing: int = 0
    dunning: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.paying + self.trialing + self.dunning


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in a month of the paper's own calendar; the last is not over."""

    begins: date
    at_start: int
    new: int = 0
    lost: int = 0
    trials: int = 0
    converted: int = 0
    failed: int = 0
    recovered: int = 0

    @property
    def at_end(self) -> int:
        """How many subscribed when it ended, or do so now."""
        return self.at_start + self.new - self.lost

    @property
    def churn(self) -> float | None:
        """How many in a hundred of those at its start were lost; None without any."""
        if not self.at_start:
            return None
        return round(100 * self.lost / self.at_start, 1)


@dataclass(frozen=True, slots=True)
class Recurring:
    """What the subscriptions of now bring in a month, in cents of one currency."""

    currency: str
    amount: int

    def __str__(self) -> str:
        return money(self.amount, self.currency)


def subscribers(at: datetime) -> list[PlanCount]:
    """How many subscriptions give access at an instant, plan by plan. One query."""

    def counted(*statuses: str) -> Count:
        return Count("pk", filter=Q(status__in=statuses))

    rows = (
        Subscription.objects.filter(running(at))
        .order_by("plan__position", "plan")
        .values("plan")
        .annotate(
            name=F("plan__name"),
            paying=counted(Status.ACTIVE),
            trialing=counted(Status.TRIALING),
            dunning=counted(Status.PAST_DUE),
        )
        .values_list("name", "paying", "trialing", "dunning")
    )
    return [PlanCount(*row) for row in rows]


def complimentary(at: datetime) -> int:
    """How many people have access at an instant by a gift alone. One query."""
    hers = Subscription.objects.filter(running(at), user=OuterRef("user"))
    gifts = Grant.objects.filter(granted(at)).exclude(Exists(hers))
    return gifts.aggregate(people=Count("user", distinct=True))["people"]


def recurring(at: datetime) -> list[Recurring]:
    """Monthly recurring revenue, before discounts and tax. One query.

    A year counts as a twelfth each month. One that is cancelled counts until it ends, a
    past due one as long as she is let in, a trial not yet.
    """
    cents = Cast("amount", BigIntegerField())
    times = {"year": 1, "week": 52, "day": 365}
    in_a_year = Case(
        *(When(interval=name, then=cents * times[name]) for name in times),
        default=cents * 12,
    )
    rows = (
        Subscription.objects.filter(running(at), amount__gt=0)
        .exclude(status=Status.TRIALING)
        .order_by("currency")
        .values_list("currency")
        .annotate(total=Sum(in_a_year))
    )
    return [Recurring(currency, (total + 6) // 12) for currency, total in rows]


def months(at: datetime, *, count: int = MONTHS) -> list[Month]:
    """The months up to the one that an instant lies in, the oldest first. 5 queries."""
    starts = _starts(at, count)
    since = _midnight(starts[0])
    spans = _spans()
    begun = Count("pk", filter=Q(started_at__lt=since, gone_at__gte=since))
    standing = spans.aggregate(begun=begun)["begun"]
    # At the stand-in the clock may be ahead of ours: what began then begins now.
    began = spans.annotate(began_at=Least("started_at", Value(at)))
    new = _by_month(began.filter(began_at__gte=since), "began_at")
    lost = _by_month(spans.filter(gone_at__gte=since, gone_at__lte=at), "gone_at")
    steps, failed = _steps(since), _failed(since)
    told = []
    for begins in starts:
        told.append(
            Month(
                begins,
                at_start=standing,
                new=new.get(begins, 0),
                lost=lost.get(begins, 0),
                failed=failed.get(begins, 0),
                **steps.get(begins, {}),
            )
        )
        standing = told[-1].at_end
    return told


def _starts(at: datetime, count: int) -> list[date]:
    last = timezone.localdate(at)
    number = last.year * 12 + last.month - 1
    return [
        date(each // 12, each % 12 + 1, 1)
        for each in range(number - count + 1, number + 1)
    ]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _spans() -> QuerySet:
    """Subscriptions to our plans that began; ``gone_at`` is when they stopped counting.

    Whoever comes back within the same subscription was never lost.
    """
    loss = AccessChange.objects.filter(
        subscription=OuterRef("pk"), was_until__isnull=False, until__isnull=True
    )
    lost_at = Subquery(loss.order_by("-at").values("at")[:1])
    gone_at = Case(
        When(status=Status.CANCELED, then=Coalesce("ended_at", "access_until")),
        When(access_until__isnull=False, then=F("access_until")),
        default=lost_at,
        output_field=DateTimeField(),
    )
    ours = Subscription.objects.filter(plan__isnull=False)
    return ours.exclude(status__in=NEVER_BEGAN).annotate(
        gone_at=Greatest(gone_at, "started_at")
    )


def _month_of(instant: str) -> TruncMonth:
    zone = timezone.get_default_timezone()
    return TruncMonth(instant, tzinfo=zone, output_field=DateField())


def _by_month(rows: QuerySet, instant: str) -> dict[date, int]:
    grouped = rows.order_by().annotate(month=_month_of(instant)).values_list("month")
    return dict(grouped.annotate(Count("pk")))


def _steps(since: datetime) -> dict[date, dict[str, int]]:
    def step(was: Q, became: str) -> Count:
        return Count("pk", filter=was & Q(became=became))

    rows = (
        AccessChange.objects.filter(at__gte=since, subscription__plan__isnull=False)
        .order_by()
        .annotate(month=_month_of("at"))
        .values("month")
        .annotate(
            trials=step(~Q(was=Status.TRIALING), Status.TRIALING),
            converted=step(Q(was=Status.TRIALING), Status.ACTIVE),
            recovered=step(Q(was=Status.PAST_DUE), Status.ACTIVE),
        )
    )
    names = ("month", "trials", "converted", "recovered")
    return {
        month: dict(zip(names[1:], counts, strict=True))
        for month, *counts in rows.values_list(*names)
    }


def _failed(since: datetime) -> dict[date, int]:
    told = Notice.objects.filter(kind=Notice.Kind.PAYMENT_FAILED, made_at__gte=since)
    return _by_month(told, "made_at")
