"""Is it said how far our rows were from Stripe's, and whom we know nothing of?"""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from newsroom import settings as site
from stripe_stand_in import resources
from stripe_stand_in.remote import carry_out
from subscriptions import access
from subscriptions.models import Customer, Subscription
from subscriptions.reconcile import (
    due,
    everyone,
    reconcile,
    reconcile_all,
    reconcile_due,
    reconcile_everyone,
)
from subscriptions.stripe_gateway import Unreachable
from tests import factories
from tests.subscriptions.conftest import look_again, the_row

HOUR = timedelta(hours=1)


@pytest.fixture
def neighbour(pay):
    """Another who pays, and was seen an hour before the payer."""
    customer = pay(factories.make_person("neighbour"))
    look_again(customer)
    customer.mirrored_at = timezone.now() - HOUR
    customer.save()
    return customer


@pytest.fixture
def stranger(stripe, plan, payer):
    """Give someone a subscription in Stripe's dashboard who is nobody's customer."""

    def stranger(price=""):
        with stripe.ledger.open():
            someone = resources.create_customer(stripe.ledger, {"email": "a@b.test"})
        made = {"customer": someone["id"], "price": price or plan.stripe_price_id}
        carry_out(stripe, "subscribe", made)
        return someone["id"]

    return stranger


def test_nothing_has_drifted_when_all_is_as_we_had_it(payer, caplog):
    count = reconcile_all()

    assert (count.compared, count.drifted, count.since) == (1, 0, None)
    assert "drift" not in caplog.text


def test_drift_is_counted_and_dated_by_when_we_last_knew(payer, neighbour, stripe):
    seen = Customer.objects.get(pk=neighbour.pk).mirrored_at
    stripe.end_subscription(payer.stripe_id)
    stripe.end_subscription(neighbour.stripe_id)

    count = reconcile(everyone())

    assert (count.compared, count.drifted, count.since) == (2, 2, seen)


def test_a_second_look_finds_no_drift(payer, stripe):
    stripe.end_subscription(payer.stripe_id)
    reconcile_all()

    assert reconcile_all().drifted == 0


def test_what_a_webhook_told_meanwhile_is_no_drift(payer, stripe, deliver_all):
    stripe.end_subscription(payer.stripe_id)
    deliver_all()

    assert reconcile_all().drifted == 0


@pytest.mark.parametrize("task", [reconcile_due, reconcile_everyone])
def test_drift_raises_an_alert(payer, stripe, drain, caplog, task):
    stripe.end_subscription(payer.stripe_id)

    task.enqueue()
    drain()

    alerts = [r.message for r in caplog.records if r.levelname == "ERROR"]
    assert any(text.startswith("drift: 1 of 1 customers") for text in alerts)


def test_the_command_prints_the_drift(payer, stripe, capsys):
    stripe.end_subscription(payer.stripe_id)

    call_command("reconcile_subscriptions")

    assert "Otherwise than we had them: 1, perhaps since 20" in capsys.readouterr().out


def test_a_customer_who_was_never_compared_comes_first(payer, neighbour):
    fresh = Customer.objects.create(user=factories.make_person(), stripe_id="cus_fresh")

    assert list(everyone()) == [fresh, neighbour, payer]


def test_when_stripe_falls_silent_halfway_the_next_run_goes_on(
    payer, neighbour, stripe
):
    stripe.end_subscription(payer.stripe_id)
    reconcile(everyone()[:1])
    stripe.go_down()
    halfway = reconcile(everyone())
    stripe.come_back()

    next_run = reconcile(everyone()[:1])

    assert (halfway.compared, halfway.failed, halfway.fell_silent) == (0, 1, True)
    assert next_run.drifted == 1
    assert not access.is_subscriber(payer.user)


def test_the_daily_run_is_tried_again_when_stripe_falls_silent(payer, stripe):
    stripe.go_down()

    with pytest.raises(Unreachable):
        reconcile_everyone.call()


def test_the_run_of_every_quarter_waits_for_the_next(payer, stripe, caplog):
    stripe.go_down()

    reconcile_due.call()

    assert "reconciled 0, failed 1" in caplog.text


def test_a_subscription_made_by_hand_for_a_stranger_raises_an_alert(stranger, caplog):
    someone = stranger()

    count = reconcile_all()

    assert count.strangers == 1
    assert f"link it: {someone} is no reader's customer" in caplog.text


def test_the_command_prints_the_strangers(stranger, capsys):
    stranger()

    call_command("reconcile_subscriptions")

    assert "Subscribers who are no readers: 1.\n" in capsys.readouterr().out


def test_a_stranger_whose_subscription_has_ended_is_not_named(stranger, stripe):
    stripe.end_subscription(stranger())

    assert reconcile_all().strangers == 0


def test_a_stranger_who_buys_something_else_is_not_named(stranger, stripe):
    with stripe.ledger.open():
        mug = {"currency": "mxn", "unit_amount": 1, "recurring": {"interval": "month"}}
        mug["product_data"] = {"name": "A mug a month"}
        price = resources.create_price(stripe.ledger, mug)
    stranger(price["id"])

    assert reconcile_all().strangers == 0


def test_strangers_are_found_beyond_the_first_page(stranger, stripe):
    stranger()
    with stripe.ledger.open():
        shelf = stripe.ledger.shelves["subscription"]
        newest = shelf[the_row().stripe_id]
        for number in range(120):
            ident = f"sub_new{number}"
            shelf[ident] = newest | {"id": ident, "status": "incomplete_expired"}

    assert reconcile_all().strangers == 1


def test_one_made_by_hand_for_a_reader_of_whom_we_had_none_is_found(
    stripe, plan, payer
):
    stripe.end_subscription(payer.stripe_id)
    look_again(payer)
    made = {"customer": payer.stripe_id, "price": plan.stripe_price_id}
    carry_out(stripe, "subscribe", made)

    count = reconcile_all()

    assert (count.drifted, count.strangers) == (1, 0)
    assert Subscription.objects.count() == 2
    assert access.is_subscriber(payer.user)


def test_those_in_doubt_are_looked_at_every_quarter_and_all_once_a_day():
    schedules = site.TASKS["default"]["OPTIONS"]["SCHEDULES"]

    assert schedules["reconcile-due"]["every"] == 15 * 60
    assert schedules["reconcile-everyone"]["cron"] == "30 9 * * *"


def test_nobody_is_in_doubt_who_pays_and_was_compared(payer):
    Customer.objects.update(checkout_at=None)

    assert not due(timezone.now()).exists()
