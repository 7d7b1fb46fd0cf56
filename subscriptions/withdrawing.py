"""May she take back what she has just bought, and how does her money come back?

Consumers of the European Union may, within 14 days of the first payment, without a
reason. Everyone may here.
"""

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from subscriptions import emails, mirror, stripe_gateway
from subscriptions.models import Notice, Subscription
from subscriptions.models.plans import money
from subscriptions.stripe_gateway import Patience, Payment, PaymentsUnavailable

logger = logging.getLogger(__name__)

Status = Subscription.Status


class TooLate(Exception):
    """The days of withdrawing are over, or there is nothing to withdraw from."""


def last_day(subscription: Subscription) -> date | None:
    """The last day on which she may withdraw; None when she may not, or not any more.

    The days are counted from the one after the first payment; during a trial that is
    still to come.
    """
    days = settings.WITHDRAWAL_DAYS
    if not days or subscription.status not in (Status.TRIALING, Status.ACTIVE):
        return None
    if withdrawn_at(subscription):
        return None
    last = timezone.localdate(_first_payment(subscription)) + timedelta(days=days)
    return last if last >= timezone.localdate() else None


def _first_payment(subscription: Subscription) -> datetime:
    if subscription.status == Status.TRIALING and subscription.current_period_end:
        return subscription.current_period_end
    begun = subscription.changes.filter(was=Status.TRIALING, became=Status.ACTIVE)
    first = begun.order_by("at").first()
    return first.at if first else subscription.started_at


def withdrawn_at(subscription: Subscription) -> datetime | None:
    """When she withdrew: her money is on its way, and Stripe charges no more."""
    kind = Notice.Kind.WITHDRAWN
    told = Notice.objects.filter(subscription=subscription, kind=kind).first()
    return told.made_at if told else None


def withdraw(subscription: Subscription) -> None:
    """End it now and give back all that was paid for it. Safe to call twice.

    Raises ``TooLate``, or ``PaymentsUnavailable`` when Stripe falls silent: then the
    same again completes it.
    """
    customer = subscription.user.stripe_customer.stripe_id
    if not _undo_at_stripe(subscription, customer):
        return
    try:
        mirror.mirror_customer(
            customer,
            patience=Patience.PAGE,
            reason=mirror.Reason(mirror.Cause.READER),
        )
    except PaymentsUnavailable:  # what counts is done; the comparison will copy it
        logger.warning("%s was withdrawn, and not copied yet", subscription.stripe_id)


@transaction.atomic
def _undo_at_stripe(subscription: Subscription, customer: str) -> bool:
    """Do it and write the receipt, once; False when that has been done before.

    First no further charge can come, then the money goes back, and only then does it
    end: wherever Stripe falls silent she is not charged again, and what is still to do
    is behind the same button. Ended first, nobody could find what to pay back.
    """
    mirror.hold(customer)
    if withdrawn_at(subscription):
        return False
    if last_day(subscription) is None:
        raise TooLate
    if not subscription.cancel_at:
        stripe_gateway.end_with_period(subscription.stripe_id)
    payments = stripe_gateway.fetch_payments(subscription.stripe_id)
    for payment in payments:
        stripe_gateway.pay_back(payment)
    stripe_gateway.end_now(subscription.stripe_id)
    emails.tell(
        subscription,
        Notice.Kind.WITHDRAWN,
        cause=subscription.stripe_id,
        withdrawn_at=timezone.localtime(),
        paid_back=_sum(payments),
    )
    return True


def _sum(payments: list[Payment]) -> str:
    """What has come back by now or before, as she reads it; nothing if nothing did."""
    back = [one for one in payments if one.left or one.tries]
    return money(sum(one.amount for one in back), back[0].currency) if back else ""
