"""How does a reader get to Stripe's checkout, and never pay twice?"""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from subscriptions import access, mirror, stripe_gateway, trials
from subscriptions.models import Consent, Customer, Plan, Subscription
from subscriptions.prices import price_of
from subscriptions.stripe_gateway import NotAtStripe, Patience, PaymentsUnavailable
from subscriptions.stripe_objects import RemoteCheckout


class AlreadySubscribed(Exception):
    """The reader has what she was about to buy, or a subscription that may give it."""


class OfferChanged(Exception):
    """What she agreed to is not what is sold now."""


class NotHers(Exception):
    """A visit to the checkout that this reader did not make."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a reader asks to buy, and where she comes back to."""

    plan: Plan
    story: str  # a path of this site, or nothing
    success_url: str
    cancel_url: str
    agreed: str = ""  # the text she saw; nothing when code orders
    on: date = field(default_factory=timezone.localdate)


def open_checkout(user, order: Order) -> str:
    """The address of the one visit to the checkout that is open for this reader.

    A visit for the same plan and story is used again; any other is closed first, so two
    tabs can't be paid in both. What she agrees to is kept with it. Raises
    ``AlreadySubscribed``, ``OfferChanged``, ``PaymentsUnavailable``.
    """
    customer_of(user)  # first: she stays known even if what follows fails
    price = price_of(order.plan, patience=Patience.PAGE)  # reads the plan anew
    with transaction.atomic():
        customer = _held_and_copied(user)
        customer.checkout_at = timezone.now()
        customer.save(update_fields=["checkout_at"])
        trial_days = trials.days_for(user, order.plan)
        refusal = _refusal(user, order, trial_days)
        if refusal is None:
            visit = _reuse_or_make(customer, price, order, trial_days)
            _keep_consent(customer, visit, order, trial_days)
    if refusal is not None:
        raise refusal  # out here: what has just been copied from Stripe shall stay
    return visit.url


def _refusal(user, order: Order, trial_days: int) -> Exception | None:
    """Why she can't be sent to pay; None when she can. The caller holds her."""
    if is_subscribed(user):
        return AlreadySubscribed()
    sold = order.plan.agreement(order.on, trial_days=trial_days)
    return OfferChanged() if order.agreed not in ("", sold) else None


def _held_and_copied(user) -> Customer:
    """The reader's customer, as Stripe has her; a new one if she was deleted there."""
    for _time in range(2):
        stripe_id = customer_of(user).stripe_id
        mirror.mirror_customer(
            stripe_id,
            patience=Patience.PAGE,
            reason=mirror.Reason(mirror.Cause.CHECKOUT),
        )
        if linked := Customer.objects.filter(stripe_id=stripe_id).first():
            return linked
    raise PaymentsUnavailable


def is_subscribed(user) -> bool:
    """True when another subscription would be one too many."""
    return (
        access.is_subscriber(user)
        or Subscription.objects.live().ours().filter(user=user).exists()
    )


def customer_of(user) -> Customer:
    """The reader's customer at Stripe, made at the first need."""
    with transaction.atomic():
        mirror.hold(f"reader:{user.pk}")
        if known := Customer.objects.filter(user=user).first():
            return known
        if not get_user_model().objects.filter(pk=user.pk, is_active=True).exists():
            raise PaymentsUnavailable  # in another tab she has deleted her account
        facts = {"email": user.email, "name": user.display_name}
        key = f"customer-{user.pk}-{_digest(*facts.values())}"
        stripe_id = stripe_gateway.create_customer(**facts, reader=user.pk, key=key)
        return Customer.objects.create(user=user, stripe_id=stripe_id)


def _reuse_or_make(
    customer: Customer, price: str, order: Order, trial_days: int
) -> RemoteCheckout:
    wanted = (price, order.story, trial_days)
    visits = stripe_gateway.fetch_checkouts(customer.stripe_id)
    still_open = [visit for visit in visits if visit.is_open]
    for visit in still_open:
        if (visit.price, visit.story, visit.trial_days) == wanted:
            return visit
    for visit in still_open:
        stripe_gateway.expire_checkout(visit.id)
    # Whoever saw the same last visit gets the same new one, even without our lock.
    last = visits[0].id if visits else "none"
    return stripe_gateway.create_checkout(
        customer=customer.stripe_id,
        reader=customer.user_id,
        price=price,
        story=order.story,
        trial_days=trial_days,
        success_url=order.success_url,
        cancel_url=order.cancel_url,
        after=last,
    )


def _keep_consent(
    customer: Customer, visit: RemoteCheckout, order: Order, trial_days: int
) -> None:
    plan = order.plan
    Consent.objects.get_or_create(
        checkout=visit.id,
        text=plan.agreement(order.on, trial_days=trial_days),
        defaults={
            "user_id": customer.user_id,
            "plan": plan,
            "amount": plan.amount,
            "currency": plan.currency,
            "interval": plan.interval,
            "next_charge_on": plan.next_charge_on(order.on, trial_days=trial_days),
        },
    )


def come_back(user, visit_id: str) -> None:
    """Look at Stripe once, for the reader who returns from a visit to the checkout.

    It grants nothing: it asks for the same copy as a webhook does. Raises ``NotHers``.
    """
    try:
        visit = stripe_gateway.fetch_checkout(visit_id)
    except NotAtStripe:
        raise NotHers from None
    customer = Customer.objects.filter(user=user, stripe_id=visit.customer).first()
    if customer is None or visit.reader != str(user.pk):
        raise NotHers
    mirror.mirror_customer(
        customer.stripe_id,
        patience=Patience.PAGE,
        reason=mirror.Reason(mirror.Cause.RETURN),
    )


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]
