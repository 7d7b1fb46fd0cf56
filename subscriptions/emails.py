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
        _tell_of_the_end(after)
    _tell_of_a_set_end(before.cancel_at if before else None, after)


def _tell_of_the_end(after: Subscription) -> None:
    """Not after a withdrawal: its receipt has said so already."""
    kind = Notice.Kind.WITHDRAWN
    if not Notice.objects.filter(subscription=after, kind=kind).exists():
        tell(after, Notice.Kind.ENDED, cause=after.stripe_id)


def _tell_of_a_set_end(was: datetime | None, after: Subscription) -> None:
    """The receipt of a cancellation, or of its undoing, wherever it was made.

    Each step is told once, since the row under the lock has taken it then; a second
    cancellation is a step of its own.
    """
    if not after.is_live or after.cancel_at == was:
        return
    kinds = (Notice.Kind.CANCELLED, Notice.Kind.KEPT)
    told = Notice.objects.filter(subscription=after, kind__in=kinds).count()
    cause = f"{told + 1}: {(after.cancel_at or was):%Y-%m-%dT%H:%M:%SZ}"
    tell(after, kinds[0] if after.cancel_at else kinds[1], cause=cause)


def tell(subscription: Subscription, kind: Notice.Kind, *, cause: str, **facts) -> bool:
    """Mail the subscriber about a cause, unless she was told before.

    One who deletes her account is told of that alone: soon nobody has the address.
    """
    if hasattr(subscription.user, "leaving"):
        return False
    _notice, is_new = Notice.objects.get_or_create(
        subscription=subscription, kind=kind, cause=cause
    )
    if is_new:
        context = context_of(subscription) | facts
        mail.send(kind, to=subscription.user.email, context=context)
    return is_new


def context_of(subscription: Subscription) -> dict:
    """What every mail about a subscription may say."""
    return {
        "subscription": subscription,
        "plan": subscription.plan,
        "reader": subscription.user,
        "account_path": reverse("accounts:account"),
        "bills_path": reverse("subscriptions:bills"),
        "plans_path": reverse("subscriptions:plans"),
        "cancel_path": reverse("subscriptions:cancel"),
    }
