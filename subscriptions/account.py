"""What can a subscriber do about her own subscription?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from subscriptions import access, mirror, stripe_gateway
from subscriptions.access import Standing
from subscriptions.explaining import access_sentence
from subscriptions.models import Consent, Customer, Grant, Plan, Subscription
from subscriptions.stripe_bills import Bills
from subscriptions.stripe_gateway import Patience

# Stripe's clock and ours are not the same one.
A_MOMENT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Panel:
    """What the account page says about a reader's subscription."""

    standing: Standing
    sentence: str
    subscription: Subscription | None
    terms: Consent | Plan | None
    is_customer: bool
    given_until: datetime | None  # when the latest complimentary access ends
    pays_twice: bool


def panel_of(user) -> Panel:
    """The reader's standing, with the subscription that explains it."""
    subscription = current_subscription(user)
    return Panel(
        standing=access.standing_of(user),
        sentence=access_sentence(user),
        subscription=subscription,
        terms=terms_of(subscription) if subscription else None,
        is_customer=Customer.objects.filter(user=user).exists(),
        given_until=_given_until(user),
        pays_twice=Subscription.objects.live().ours().filter(user=user).count() > 1,
    )


def _given_until(user) -> datetime | None:
    given = Grant.objects.filter(access.granted(timezone.now()), user=user)
    return given.aggregate(latest=Max("until"))["latest"]


def terms_of(subscription: Subscription) -> Consent | Plan | None:
    """What she agreed to pay, else what the plan costs; it may have changed since."""
    consents = Consent.objects.filter(
        user=subscription.user_id,
        plan=subscription.plan_id,
        agreed_at__lte=subscription.started_at + A_MOMENT,
    )
    return consents.order_by("agreed_at").last() or subscription.plan


def bills_of(user) -> Bills | None:
    """Her card, next charge and invoices as Stripe has them now; None without any.

    Raises ``PaymentsUnavailable`` after a few seconds without an answer.
    """
    customer = Customer.objects.filter(user=user).first()
    if customer is None:
        return None
    live = live_subscription(user)
    return stripe_gateway.fetch_bills(
        customer.stripe_id, live.stripe_id if live else "", patience=Patience.WEBHOOK
    )


def current_subscription(user) -> Subscription | None:
    """Her live subscription, else the latest that ended."""
    hers = Subscription.objects.ours().filter(user=user).select_related("plan")
    hers = hers.newest_first()
    return hers.live().first() or hers.first()


def live_subscription(user) -> Subscription | None:
    """The subscription that she may cancel or keep."""
    hers = Subscription.objects.live().ours().filter(user=user)
    return hers.newest_first().first()


def portal_address(user, *, return_url: str, card_only: bool) -> str | None:
    """A fresh address of Stripe's portal; None for someone who never paid."""
    customer = Customer.objects.filter(user=user).first()
    if customer is None:
        return None
    return stripe_gateway.create_portal(
        customer.stripe_id, return_url=return_url, card_only=card_only
    )


def cancel(subscription: Subscription) -> None:
    """Let it run to the end of what is paid for. Safe to call twice."""
    stripe_gateway.end_with_period(subscription.stripe_id)
    _copy_again(subscription)


def keep(subscription: Subscription) -> None:
    """Take the cancellation back while it still runs. Safe to call twice."""
    stripe_gateway.keep(subscription.stripe_id)
    _copy_again(subscription)


def _copy_again(subscription: Subscription) -> None:
    customer = subscription.user.stripe_customer
    mirror.mirror_customer(
        customer.stripe_id,
        patience=Patience.PAGE,
        reason=mirror.Reason(mirror.Cause.READER),
    )
