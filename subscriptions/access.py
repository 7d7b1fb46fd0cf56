"""Is she a Paid Subscriber now? The only place that knows."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Case, Min, Q, QuerySet, Value, When
from django.utils import timezone

from subscriptions.models import Grant, Subscription

# A renewal that we have not heard of yet doesn't close the door at once; a webhook
# lost for good closes it a day after the period that was paid for.
SLACK = timedelta(hours=24)

# How long a subscriber stays while Stripe keeps asking her bank.
GRACE = timedelta(days=settings.GRACE_DAYS)

Status = Subscription.Status
GIVING = (Status.TRIALING, Status.ACTIVE, Status.PAST_DUE)


class Standing(StrEnum):
    """How a person stands with the paper's paid side."""

    NONE = "none"  # never subscribed, or it has ended
    ENTITLED = "entitled"
    DUNNING = "dunning"  # a payment failed; still entitled, asked to update the card
    PAST_DUE = "past_due"  # the days of grace are over

    @property
    def is_entitled(self) -> bool:
        return self in {Standing.ENTITLED, Standing.DUNNING}


def standing_of(user, *, at: datetime | None = None) -> Standing:
    """How the person stands at an instant, by default now. One query."""
    if user.pk is None:
        return Standing.NONE
    at = at or timezone.now()
    standings = {Standing(name) for name in _standings(user, at)}
    ranked = (Standing.ENTITLED, Standing.DUNNING, Standing.PAST_DUE)
    return next((one for one in ranked if one in standings), Standing.NONE)


def is_subscriber(user, *, at: datetime | None = None) -> bool:
    """True when the person may use what subscribers pay for. One query."""
    return standing_of(user, at=at).is_entitled


def subscriber_since(user) -> date | None:
    """The day the person first had access, in the paper's time zone."""
    if user.pk is None:
        return None
    paid = Subscription.objects.filter(user=user, access_until__isnull=False)
    given = Grant.objects.filter(user=user)
    firsts = (
        paid.aggregate(first=Min("started_at"))["first"],
        given.aggregate(first=Min("starts_at"))["first"],
    )
    begun = [first for first in firsts if first is not None]
    return timezone.localdate(min(begun)) if begun else None


def running(at: datetime) -> Q:
    """Which subscriptions give access at an instant."""
    return Q(access_until__gt=at, status__in=GIVING)


def granted(at: datetime) -> Q:
    """Which grants give access at an instant."""
    return Q(starts_at__lte=at, until__gt=at)


def _standings(user, at: datetime) -> QuerySet:
    open_now = running(at)
    standing = Case(
        When(open_now & Q(status=Status.PAST_DUE), then=Value(Standing.DUNNING)),
        When(open_now, then=Value(Standing.ENTITLED)),
        default=Value(Standing.PAST_DUE),
    )
    owing = Q(status__in=(Status.PAST_DUE, Status.UNPAID), plan__isnull=False)
    paid = Subscription.objects.filter(Q(user=user) & (open_now | owing))
    given = Grant.objects.filter(granted(at), user=user)
    return (
        paid.order_by()
        .values_list(standing, flat=True)
        .union(given.order_by().values_list(Value(Standing.ENTITLED), flat=True))
    )


def access_until(
    *,
    status: str,
    period_end: datetime | None,
    unpaid_since: datetime | None,
    cancel_at: datetime | None,
    ended_at: datetime | None,
) -> datetime | None:
    """When a subscription stops giving access; None when it gives none.

    ``unpaid_since`` is the start of the first period that is not paid for. A status
    that is not in this table gives no access.
    Source: https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
    """
    limit = None
    if status in (Status.TRIALING, Status.ACTIVE) and period_end:
        limit = period_end + SLACK
    elif status == Status.PAST_DUE and unpaid_since:
        limit = unpaid_since + GRACE
    elif status == Status.CANCELED:
        return ended_at
    return min(limit, cancel_at) if limit and cancel_at else limit
