"""Who is charged soon, and has not been told so yet?

The law wants it said five calendar days before; the daily run says it a week before.
Source: https://www.diputados.gob.mx/LeyesBiblio/pdf/LFPC.pdf (76 Bis, VIII)
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from subscriptions import emails, stripe_gateway
from subscriptions.models import Notice, Subscription
from subscriptions.stripe_bills import Charge
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable, Unreachable

logger = logging.getLogger(__name__)


@task
def announce_renewals() -> int:
    """Once a day: mail whoever is charged soon; how many were. Safe to run twice.

    Raises ``Unreachable`` when Stripe does not answer.
    """
    at = timezone.now()
    told = 0
    for row in list(Subscription.objects.renewing(at, at + _lead())):
        try:
            told += announce(row)
        except Unreachable:
            raise  # so that the queue tries again soon; who was told stays told
        except PaymentsUnavailable:
            logger.exception("Stripe does not tell what %s costs", row.stripe_id)
    return told


def announce(row: Subscription) -> bool:
    """Mail one subscriber what will be charged and when, once for each period."""
    if _is_told(row):
        return False
    charge = stripe_gateway.fetch_next_charge(row.stripe_id, patience=Patience.WORKER)
    return charge is not None and _tell(row, charge)


@transaction.atomic
def _tell(row: Subscription, charge: Charge) -> bool:
    # What Stripe has just said counts, not our copy of it.
    if not timezone.now() < charge.at <= timezone.now() + _lead():
        return False
    cause = charge.at.isoformat()
    return emails.tell(row, Notice.Kind.RENEWAL, cause=cause, charge=charge)


def _is_told(row: Subscription) -> bool:
    cause = row.current_period_end.isoformat() if row.current_period_end else ""
    return row.notices.filter(kind=Notice.Kind.RENEWAL, cause=cause).exists()


def _lead() -> timedelta:
    return timedelta(days=settings.RENEWAL_NOTICE_DAYS)
