"""What if a webhook never came? The scheduled look, and the same by hand."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from subscriptions import access
from subscriptions.models import Customer, Subscription
from subscriptions.reconcile import (
    due,
    reconcile,
    reconcile_due,
    reconcile_everyone,
)
from tests.factories import make_person
from tests.subscriptions.conftest import the_row


def names(customers):
    """The ids of the customers."""
    return [customer.stripe_id for customer in customers]


def test_a_payment_whose_every_event_was_lost_is_found(pay, reader, drain):
    pay(reader)

    reconcile_due.enqueue()
    drain()

    assert access.is_subscriber(reader)


def test_an_end_whose_event_was_lost_is_found(payer, stripe, drain):
    stripe.end_subscription(payer.stripe_id)

    reconcile_everyone.enqueue()
    drain()

    assert the_row().status == "canceled"


def test_without_reconciling_access_still_ends_a_day_after_the_period(payer):
    late = the_row().current_period_end + timedelta(hours=24)

    assert access.is_subscriber(payer.user, at=late - timedelta(seconds=1))
    assert not access.is_subscriber(payer.user, at=late)


@pytest.mark.parametrize(
    ("fields", "is_due"),
    [
        ({"status": "active"}, False),
        ({"status": "past_due"}, True),
        ({"status": "incomplete", "access_until": None}, True),
        ({"status": "active", "current_period_end": timezone.now()}, True),
        ({"status": "canceled", "current_period_end": timezone.now()}, False),
    ],
)
def test_those_whose_status_may_have_changed_are_due(payer, fields, is_due):
    Customer.objects.update(checkout_at=None)
    Subscription.objects.update(**fields)

    assert bool(names(due(timezone.now()))) is is_due


def test_a_visit_to_the_checkout_is_watched_for_a_day(payer):
    soon = timezone.now() + timedelta(hours=24)
    later = timezone.now() + timedelta(hours=26)

    assert names(due(soon)) == [payer.stripe_id]
    assert names(due(later)) == []


def test_the_command_says_how_many(payer, capsys):
    call_command("reconcile_subscriptions")

    assert capsys.readouterr().out == (
        "Customers compared with Stripe: 1.\nOtherwise than we had them: 0.\n"
    )


def test_the_command_fails_when_stripe_is_down(payer, stripe):
    stripe.fail_next(500, times=9)

    with pytest.raises(CommandError, match=r"Could not be compared: 1\."):
        call_command("reconcile_subscriptions", "--due")


def test_the_command_says_when_stripe_does_not_even_list(payer, stripe):
    stripe.go_down()

    with pytest.raises(CommandError, match="nothing was compared"):
        call_command("reconcile_subscriptions")


def test_a_customer_that_stripe_does_not_know_loses_nothing(payer):
    # As when the key of another account is in use by mistake.
    Customer.objects.update(stripe_id="cus_of_another_account")

    call_command("reconcile_subscriptions")

    assert access.is_subscriber(payer.user)


def test_one_customer_whom_stripe_refuses_keeps_nobody_waiting(payer, stripe):
    Customer.objects.create(user=make_person(), stripe_id="cus_of_someone_else")
    stripe.fail_next(402)

    count = reconcile(Customer.objects.order_by("pk"))

    assert (count.failed, count.compared) == (1, 1)


def test_a_silent_stripe_is_not_asked_for_everyone(payer, stripe):
    Customer.objects.create(user=make_person(), stripe_id="cus_of_someone_else")
    stripe.fail_next(503, times=99)

    count = reconcile(Customer.objects.order_by("pk"))

    assert (count.failed, count.compared) == (1, 0)
