"""What can a subscriber do about her own subscription?"""

from dataclasses import dataclass

from subscriptions import access, mirror, stripe_gateway
from subscriptions.access import Standing
from subscriptions.models import Customer, Grant, Subscription
from subscriptions.stripe_gateway import Patience


@dataclass(frozen=True, slots=True)
class Panel:
    """What the account page says about a reader's subscription."""

    standing: Standing
    subscription: Subscription | None
    grant: Grant | None
    has_portal: bool


def panel_of(user) -> Panel:
    """The reader's standing, with the subscription that explains it."""
    return Panel(
        standing=access.standing_of(user),
        subscription=current_subscription(user),
        grant=Grant.objects.filter(user=user).order_by("-until").first(),
        has_portal=Customer.objects.filter(user=user).exists(),
    )


def current_subscription(user) -> Subscription | None:
    """Her live subscription, else the latest that ended."""
    hers = Subscription.objects.filter(user=user).select_related("plan").newest_first()
    return hers.live().first() or hers.first()


def live_subscription(user) -> Subscription | None:
    """The subscription that she may cancel or keep."""
    return Subscription.objects.live().filter(user=user).newest_first().first()


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
    mirror.mirror_customer(customer.stripe_id, patience=Patience.PAGE)
