"""How does everything that somebody pays for end, when she deletes her account?"""

import logging
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from newsroom import desk_log
from subscriptions import mirror, stripe_gateway
from subscriptions.models import Customer, Grant, Subscription
from subscriptions.stripe_gateway import NotAtStripe, Patience

logger = logging.getLogger(__name__)

A_SECOND = timedelta(seconds=1)


def end_everything(leaving) -> None:
    """Delete her at Stripe, copy that, and end what the paper gave her.

    Safe to do twice. Raises ``PaymentsUnavailable`` when Stripe does not answer: then
    whoever called knows that she may still be charged.
    """
    person = leaving.user
    for customer in _customers_of(person):
        _delete(customer)
        _unlink(customer)
    now = timezone.now()
    given = Grant.objects.filter(user=person)
    given.filter(until__gt=now).update(
        until=now, starts_at=Least(F("starts_at"), now - A_SECOND)
    )
    desk_log.forget_names(given)


def _customers_of(person) -> list[str]:
    with transaction.atomic():
        # Whoever makes a customer of her just now is waited for; later nobody may.
        mirror.hold(f"reader:{person.pk}")
        known = Customer.objects.filter(user=person)
        customers = list(known.values_list("stripe_id", flat=True))
    if not customers and not settings.STRIPE_SECRET_KEY:
        return []  # a paper that takes no money
    lost = stripe_gateway.fetch_customers_of(person.pk, email=person.email)
    return list(dict.fromkeys([*customers, *lost]))


def _delete(customer: str) -> None:
    with transaction.atomic():
        # Another tab on its way to the checkout is waited for, and finds it shut then.
        mirror.hold(customer)
        with suppress(NotAtStripe):
            stripe_gateway.close_checkouts(customer)
        with suppress(NotAtStripe):
            stripe_gateway.delete_customer(customer)


def _unlink(customer: str) -> None:
    """Copy what Stripe says now; a customer that it never had is no reason to wait.

    Unless she pays by our account of it: with another account's key in use by mistake
    she would be deleted here and charged there.
    """
    reason = mirror.Reason(mirror.Cause.LEAVING)
    with suppress(NotAtStripe):
        mirror.mirror_customer(customer, patience=Patience.WORKER, reason=reason)
    unknown = Customer.objects.filter(stripe_id=customer).first()
    if unknown is None:
        return
    if Subscription.objects.live().filter(user=unknown.user_id).exists():
        logger.error("Stripe has no %s, who pays: is it another's key?", customer)
        raise NotAtStripe
    unknown.delete()
