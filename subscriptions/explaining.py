"""Why has she access, or none? One sentence, for the reader and for the desk."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from subscriptions import access
from subscriptions.access import GIVING
from subscriptions.models import Grant, Subscription
from subscriptions.models.subscriptions import SubscriptionQuerySet

Status = Subscription.Status


def access_sentence(user, *, at: datetime | None = None) -> str:
    """ "Access until … because …", or "No access because …". Two queries."""
    at = at or timezone.now()
    paid, given = paid_of([user.pk], at=at), given_to([user.pk], at=at)
    return explain(list(paid), list(given), at=at)


def access_ends(user, *, at: datetime | None = None) -> datetime | None:
    """When the access ends that she has now; None without any. Two queries."""
    at = at or timezone.now()
    paid = Subscription.objects.filter(access.running(at), user=user)
    given = Grant.objects.filter(access.granted(at), user=user)
    ends = (
        paid.aggregate(last=Max("access_until"))["last"],
        given.aggregate(last=Max("until"))["last"],
    )
    return max((end for end in ends if end), default=None)


def paid_of(
    people: Iterable[int], *, at: datetime | None = None
) -> SubscriptionQuerySet:
    """What these people pay or paid for; ``is_open`` says whether it gives access."""
    hers = Subscription.objects.filter(user__in=people).select_related("plan")
    return hers.annotate(is_open=access.running(at or timezone.now()))


def given_to(people: Iterable[int], *, at: datetime | None = None) -> QuerySet[Grant]:
    """What these people were given; ``is_open`` says whether it gives access."""
    hers = Grant.objects.filter(user__in=people)
    return hers.annotate(is_open=access.granted(at or timezone.now()))


def explain(paid: Sequence[Any], given: Sequence[Any], *, at: datetime) -> str:
    """The sentence about one person, of ``paid_of`` and ``given_to`` her."""
    reasons = [(one.access_until, _paid(one)) for one in paid if one.is_open]
    reasons += [
        (one.until, _("complimentary access was given")) for one in given if one.is_open
    ]
    if reasons:
        until, reason = max(reasons)
        return _("Access until %(day)s because %(reason)s.") % {
            "day": _day(until),
            "reason": reason,
        }
    return _("No access because %(reason)s.") % {"reason": _closed(paid, given, at)}


def _paid(subscription: Subscription) -> str:
    facts = _facts(subscription)
    if subscription.status == Status.PAST_DUE:
        return _("the last payment failed, and the days of grace run until then")
    if subscription.cancel_at:
        return _("%(plan)s was cancelled and is paid until then") % facts
    if subscription.status == Status.TRIALING:
        return _("the trial of %(plan)s runs until %(day)s") % facts + _late()
    return _("%(plan)s is paid until %(day)s") % facts + _late()


def _late() -> str:
    return _(", and a renewal may arrive a day late")


def _closed(paid: Sequence[Subscription], given: Sequence[Grant], at: datetime) -> str:
    """The reason that the latest of what she had gives nothing now."""
    if paid:
        latest = max(paid, key=lambda one: (one.is_live, one.started_at))
        return _shut(latest)
    if any(grant.starts_at > at for grant in given):
        return _("complimentary access has not begun yet")
    if given:
        day = _day(max(grant.until for grant in given))
        return _("complimentary access ended on %(day)s") % {"day": day}
    return _("there is no subscription")


def _shut(subscription: Subscription) -> str:
    facts = _facts(subscription)
    if subscription.plan is None:
        return _("what is paid for is no plan of ours")
    if subscription.status in GIVING and subscription.access_until is None:
        return _("a payment for %(plan)s was taken or given back") % facts
    reasons: dict[str, str] = {
        Status.TRIALING: _("%(plan)s was paid until %(day)s, and no renewal came"),
        Status.ACTIVE: _("%(plan)s was paid until %(day)s, and no renewal came"),
        Status.PAST_DUE: _("the last payment failed, and the days of grace are over"),
        Status.UNPAID: _("the last payments failed, and no more are tried"),
        Status.PAUSED: _("%(plan)s is paused"),
        Status.INCOMPLETE: _("the first payment of %(plan)s has not arrived"),
        Status.INCOMPLETE_EXPIRED: _("%(plan)s was never paid"),
        Status.CANCELED: _("%(plan)s ended on %(end)s"),
    }
    unknown = _("Stripe calls %(plan)s “%(status)s”, which we don't know")
    return reasons.get(subscription.status, unknown) % facts


def _facts(subscription: Subscription) -> dict[str, str]:
    return {
        "plan": subscription.plan.name if subscription.plan else "",
        "day": _day(subscription.current_period_end),
        "end": _day(subscription.ended_at or subscription.access_until),
        "status": subscription.status,
    }


def _day(instant: datetime | None) -> str:
    """The day in the paper's time zone."""
    return date_format(timezone.localtime(instant), "F j, Y") if instant else "—"
