"""Who has paid, and has no receipt yet?

Stripe keeps what was paid as events; those of the last days are looked through again
and again, so that a lost webhook or a worker that stood still loses no receipt.
"""

from datetime import timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from subscriptions import emails, stripe_gateway
from subscriptions.models import Notice, Subscription
from subscriptions.stripe_bills import Invoice
from subscriptions.stripe_gateway import Patience

LOOK_BACK = timedelta(days=3)


@task
def send_receipts() -> int:
    """Every hour: mail a receipt for each invoice that was paid; how many.

    Safe to run twice. Raises ``PaymentsUnavailable`` when Stripe does not answer.
    """
    since = timezone.now() - LOOK_BACK
    paid = stripe_gateway.fetch_paid(since, patience=Patience.WORKER)
    rows = Subscription.objects.told_of([invoice.subscription for invoice in paid])
    return sum(
        _send(rows[invoice.subscription], invoice)
        for invoice in paid
        if invoice.subscription in rows
    )


@transaction.atomic
def _send(row: Subscription, invoice: Invoice) -> bool:
    return emails.tell(row, Notice.Kind.RECEIPT, cause=invoice.id, invoice=invoice)
