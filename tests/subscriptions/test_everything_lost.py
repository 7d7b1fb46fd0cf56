"""No event ever reaches us: who has paid is in within 15 minutes, who has not is out.

Only the scheduled look works, every quarter of an hour by the stand-in's own clock.
"""

from datetime import timedelta

import pytest

from stripe_stand_in import billing
from stripe_stand_in.remote import carry_out
from subscriptions import access, checkout
from subscriptions.models import Customer, StripeEvent
from subscriptions.reconcile import missed, reconcile_in_doubt
from tests.subscriptions.conftest import stand_in_time, the_row

HOURS = timedelta(hours=1)


@pytest.fixture
def quarters(stripe):
    """Let quarters of an hour pass, each with the scheduled look at its end."""

    def pass_by(count):
        for _quarter in range(count):
            stripe.advance(seconds=15 * 60)
            reconcile_in_doubt(stand_in_time(stripe))

    return pass_by


@pytest.fixture
def is_in(stripe):
    """Whether a reader may come in at the stand-in's time."""
    return lambda person: access.is_subscriber(person, at=stand_in_time(stripe))


def test_who_pays_is_in_within_a_quarter_of_an_hour(pay, reader, quarters, is_in):
    pay(reader)

    quarters(1)

    assert is_in(reader)


def test_who_pays_after_the_first_look_is_in_as_well(
    stripe, plan, reader, quarters, is_in
):
    order = checkout.Order(plan, "", "http://testserver/", "http://testserver/")
    visit = checkout.open_checkout(reader, order).rsplit("/", 1)[1]
    quarters(9)
    stripe.pay(visit)

    quarters(1)

    assert is_in(reader)


def test_who_renews_never_loses_a_minute(payer, stripe, quarters, is_in):
    until = the_row().current_period_end - stand_in_time(stripe)
    stripe.advance(seconds=int(until.total_seconds()) - 60)
    before = is_in(payer.user)

    quarters(2)

    assert before
    assert is_in(payer.user)
    assert the_row().current_period_end > stand_in_time(stripe) + timedelta(days=27)


def test_who_does_not_pay_is_asked_and_then_out(payer, stripe, quarters, is_in):
    ends = the_row().current_period_end
    stripe.break_card(payer.stripe_id)
    until = ends - stand_in_time(stripe)
    stripe.advance(seconds=int(until.total_seconds()))
    quarters(1)
    asked = access.standing_of(payer.user, at=stand_in_time(stripe))

    stripe.advance(days=7)
    quarters(1)

    assert asked == access.Standing.DUNNING
    assert not is_in(payer.user)


def ends(stripe, customer):
    """The paper ends it in Stripe's dashboard."""
    stripe.end_subscription(customer.stripe_id)


def is_deleted(stripe, customer):
    """The paper deletes her in Stripe's dashboard."""
    carry_out(stripe, "delete-customer", {"customer": customer.stripe_id})


def is_paused(stripe, customer):
    """The paper pauses it in Stripe's dashboard."""
    carry_out(stripe, "pause", {"subscription": the_row().stripe_id})


def is_lost(stripe, customer):
    """Her bank takes the money back."""
    carry_out(stripe, "dispute", {"subscription": the_row().stripe_id})
    decided = {"customer": customer.stripe_id, "status": "lost"}
    carry_out(stripe, "close-disputes", decided)


def is_refunded(stripe, customer):
    """The paper gives the money back."""
    carry_out(stripe, "refund", {"subscription": the_row().stripe_id})


@pytest.mark.parametrize("happens", [ends, is_deleted, is_paused, is_lost, is_refunded])
def test_who_loses_what_she_paid_for_is_out_within_the_hour(
    payer, stripe, quarters, is_in, settings, happens
):
    settings.REFUND_ENDS_ACCESS = True
    quarters(120)  # the visit to the checkout is watched for a day, no longer
    before = is_in(payer.user)

    happens(stripe, payer)
    quarters(4)

    assert before
    assert not is_in(payer.user)
    assert not StripeEvent.objects.exists()


def test_who_pays_what_was_owed_is_in_within_a_quarter(payer, stripe, quarters, is_in):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)
    stripe.advance(days=8)
    quarters(1)
    before = is_in(payer.user)

    with stripe.ledger.open():
        billing.replace_card(stripe.ledger, payer.stripe_id)
    quarters(1)

    assert not before
    assert is_in(payer.user)


def test_what_was_heard_or_seen_since_is_not_looked_at_again(
    payer, stripe, deliver_all
):
    now = stand_in_time(stripe)
    unheard = missed(now)
    deliver_all()

    heard = missed(now)

    assert (unheard, heard) == ({payer.pk}, set())


def test_what_was_looked_at_long_after_is_not_looked_at_again(payer, stripe):
    Customer.objects.update(mirrored_at=stand_in_time(stripe) + HOURS)

    assert missed(stand_in_time(stripe)) == set()


def test_one_who_was_never_compared_is_looked_at(payer, stripe):
    Customer.objects.update(mirrored_at=None)

    assert missed(stand_in_time(stripe)) == {payer.pk}


def test_what_happened_to_strangers_is_nobodys_business(payer, stripe):
    Customer.objects.all().delete()

    assert missed(stand_in_time(stripe)) == set()


def test_a_stripe_that_tells_no_events_keeps_nobody_from_being_compared(
    payer, stripe, caplog
):
    stripe.end_subscription(payer.stripe_id)
    stripe.fail_next(402)

    count = reconcile_in_doubt(stand_in_time(stripe))

    assert (count.compared, count.drifted) == (1, 1)
    assert "Stripe does not tell what happened" in caplog.text
