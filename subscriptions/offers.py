"""What is on sale today, when is it charged, and what does a year save?"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from subscriptions.models import Plan
from subscriptions.models.plans import money

Interval = Plan.Interval


class Offer(NamedTuple):
    """A plan as it is offered today, the same for everyone."""

    plan: Plan
    next_charge_on: date  # for a new subscriber; the first one when there is a trial
    saving: str  # of a year against twelve months; empty for none


def on_sale() -> list[Offer]:
    """All that is offered today, in its order. One query."""
    today, plans = timezone.localdate(), list(Plan.objects.on_sale())
    return [
        Offer(
            plan,
            plan.next_charge_on(today, trial_days=plan.trial_days),
            _saving(plan, plans),
        )
        for plan in plans
    ]


def saving(plan: Plan) -> str:
    """What a yearly plan saves against the monthly one, as a person reads it."""
    if plan.interval != Interval.YEAR:
        return ""
    return _saving(plan, Plan.objects.on_sale())


def _saving(plan: Plan, plans: Iterable[Plan]) -> str:
    if plan.interval != Interval.YEAR:
        return ""
    monthly = [
        one.amount
        for one in plans
        if (one.interval, one.currency) == (Interval.MONTH, plan.currency)
    ]
    saved = 12 * min(monthly, default=0) - plan.amount
    return money(saved, plan.currency) if saved > 0 else ""
