"""Which mails does a subscriber get, and has she got this one already?"""

from datetime import datetime

from django.urls import reverse

from newsroom import mail
from subscriptions.models import Notice, Subscription

Status = Subscription.Status
PAID_FOR = (Status.ACTIVE, Status.TRIALING)


def tell_what_changed(
    before: Subscription | None, after: Subscription, *, unpaid_since: datetime | None
) -> None:
    """Enqueue, in this transaction, the mails that the change calls for.

    They follow from the two states and not from an event, so an event told twice, late
    or never makes no difference.
    """
    if after.plan is None:
        return
    if after.status in PAID_FOR and (before is None or not before.access_until):
        tell(after, Notice.Kind.WELCOME, cause=after.stripe_id)
    elif after.status == Status.PAST_DUE and unpaid_since:
        tell(after, Notice.Kind.PAYMENT_FAILED, cause=unpaid_since.isoformat())
    elif after.status == Status.CANCELED and before and before.is_live:
        tell(after, Notice.Kind.ENDED, cause=after.stripe_id)


def tell(subscription: Subscription, kind: Notice.Kind, *, cause: str) -> None:
    """Mail the subscriber about a cause, unless she was told before."""
    _notice, is_new = Notice.objects.get_or_create(
        subscription=subscription, kind=kind, cause=cause
    )
    if is_new:
        mail.send(kind, to=subscription.user.email, context=_context(subscription))


def _context(subscription: Subscription) -> dict:
    return {
        "subscription": subscription,
        "plan": subscription.plan,
        "reader": subscription.user,
        "account_path": reverse("accounts:account"),
        "plans_path": reverse("subscriptions:plans"),
        "cancel_path": reverse("subscriptions:cancel"),
    }
