"""Who may try a plan for free, and for how many days?"""

from subscriptions.models import Plan, Subscription


def days_for(user, plan: Plan) -> int:
    """Free days that this reader has before she pays; each person has them once.

    Whoever had a subscription of any kind, at any time, has none. Our rows tell: before
    someone is sent to pay they are copied from Stripe, under her lock.
    """
    if not plan.trial_days or user.pk is None:
        return plan.trial_days
    had_one = Subscription.objects.filter(user=user).exists()
    return 0 if had_one else plan.trial_days
