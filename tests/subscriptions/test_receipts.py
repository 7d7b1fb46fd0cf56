"""A receipt for each payment, whatever became of its webhook, and never two."""

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core import mail
from django.utils import timezone

from stripe_stand_in import billing
from subscriptions import receipts
from subscriptions.models import Notice, Subscription
from subscriptions.stripe_gateway import PaymentsUnavailable
from tests.subscriptions.conftest import look_again


def letters(drain):
    """The receipts that left the house."""
    drain()
    return [one for one in mail.outbox if one.subject.startswith("Receipt")]


def test_a_payment_is_receipted_with_its_invoice(payer, drain):
    assert receipts.send_receipts.call() == 1

    (letter,) = letters(drain)
    assert letter.to == [payer.user.email]
    assert letter.subject.startswith("Receipt: $99 MXN for ")
    assert "/i/in_" in letter.body
    assert letter.alternatives


def test_a_second_run_sends_nothing(payer, stripe, deliver_all, drain):
    receipts.send_receipts.call()
    deliver_all()
    deliver_all(newest_first=True)

    assert receipts.send_receipts.call() == 0
    assert len(letters(drain)) == 1


def test_a_renewal_has_a_receipt_of_its_own(payer, stripe, drain):
    receipts.send_receipts.call()
    stripe.advance(days=32)
    look_again(payer)

    receipts.send_receipts.call()

    assert len(letters(drain)) == 2


def test_a_failed_payment_has_none_until_it_is_paid(payer, stripe):
    receipts.send_receipts.call()
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)
    look_again(payer)

    assert receipts.send_receipts.call() == 0

    with stripe.ledger.open():
        billing.replace_card(stripe.ledger, payer.stripe_id)
    assert receipts.send_receipts.call() == 1


def test_what_is_not_ours_is_not_receipted(payer):
    Subscription.objects.update(plan=None, access_until=None)

    assert receipts.send_receipts.call() == 0


def test_what_was_paid_long_ago_is_not_receipted_now(payer, stripe, drain):
    old = int((timezone.now() - timedelta(days=4)).timestamp())
    with stripe.ledger.open():
        for event in stripe.ledger.newest("event"):
            event["created"] = old

    assert receipts.send_receipts.call() == 0


def test_stripe_down_is_tried_again_by_the_queue(payer, stripe):
    stripe.go_down()

    with pytest.raises(PaymentsUnavailable):
        receipts.send_receipts.call()

    assert not Notice.objects.filter(kind=Notice.Kind.RECEIPT).exists()


def test_it_runs_every_hour():
    schedules = site.TASKS["default"]["OPTIONS"]["SCHEDULES"]

    assert schedules["send-receipts"] == {
        "task": "subscriptions.receipts.send_receipts",
        "every": 3600,
    }
