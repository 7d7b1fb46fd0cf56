"""Our row follows Stripe's: every change there is one here."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from stripe_stand_in import billing
from subscriptions import access, stripe_gateway
from subscriptions.access import Standing
from subscriptions.mirror import Cause, Outcome, Reason, mirror_customer
from subscriptions.models import Subscription
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable
from subscriptions.stripe_objects import first_unpaid_period, read_subscription
from tests import factories
from tests.subscriptions.conftest import look_again, stand_in_time, the_row

DAY = timedelta(days=1)


def test_the_row_says_what_stripe_says(payer, plan, stripe):
    row = the_row()

    assert (row.user, row.plan, row.status) == (payer.user, plan, "active")
    assert row.current_period_end > stand_in_time(stripe) + 27 * DAY
    assert row.access_until == row.current_period_end + DAY


def test_mirroring_again_changes_nothing_but_the_time(payer):
    before = Subscription.objects.values().get()

    look_again(payer)

    after = Subscription.objects.values().get()
    assert before.pop("mirrored_at") < after.pop("mirrored_at")
    assert before == after


def test_a_renewal_lengthens_access(payer, stripe):
    before = the_row().access_until
    stripe.advance(days=32)

    look_again(payer)

    assert the_row().access_until > before + 27 * DAY


def test_a_failed_renewal_leaves_seven_days_of_grace(payer, stripe):
    paid_until = the_row().current_period_end
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)

    look_again(payer)

    row = the_row()
    assert row.status == "past_due"
    assert row.access_until == paid_until + 7 * DAY
    standing = access.standing_of(payer.user, at=row.access_until - DAY)
    assert standing == Standing.DUNNING


def test_grace_runs_from_the_first_unpaid_period_even_when_others_follow():
    body = {
        "id": "sub_1",
        "customer": "cus_1",
        "status": "past_due",
        "start_date": 0,
        "cancel_at": None,
        "cancel_at_period_end": False,
        "ended_at": None,
        "items": {
            "data": [
                {
                    "current_period_start": 2_000,
                    "current_period_end": 3_000,
                    "price": {"product": "prod_1"},
                }
            ]
        },
    }
    invoices = [
        {"lines": {"data": [{"period": {"start": start, "end": start + 1_000}}]}}
        for start in (2_000, 1_000)
    ]

    remote = read_subscription(body, unpaid_since=first_unpaid_period(invoices))

    assert remote.unpaid_since.timestamp() == 1_000


def test_the_period_is_found_where_older_versions_of_the_api_have_it():
    body = {
        "id": "sub_1",
        "customer": {"id": "cus_1"},
        "status": "active",
        "start_date": 0,
        "cancel_at": None,
        "cancel_at_period_end": False,
        "ended_at": None,
        "current_period_start": 1_000,
        "current_period_end": 2_000,
        "items": {"data": [{"price": {"product": {"id": "prod_1"}}}]},
    }

    remote = read_subscription(body)

    assert remote.period_end.timestamp() == 2_000
    assert (remote.customer, remote.products) == ("cus_1", ("prod_1",))


def test_a_subscription_without_items_gives_no_access():
    body = {
        "id": "sub_1",
        "customer": "cus_1",
        "status": "active",
        "start_date": 0,
        "cancel_at": None,
        "cancel_at_period_end": False,
        "ended_at": None,
        "items": {"data": []},
    }

    assert read_subscription(body).period_end is None


def test_a_new_card_ends_the_dunning(payer, stripe):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)
    look_again(payer)
    with stripe.ledger.open():
        billing.replace_card(stripe.ledger, payer.stripe_id)

    look_again(payer)

    assert access.standing_of(payer.user) == Standing.ENTITLED


def test_a_bank_that_never_pays_ends_the_subscription(payer, stripe):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=60)

    look_again(payer)

    assert the_row().status == "canceled"
    assert not access.is_subscriber(payer.user)


def test_a_subscription_that_was_ended_gives_no_access_at_the_next_request(
    payer, stripe
):
    stripe.end_subscription(payer.stripe_id)

    look_again(payer)

    assert access.standing_of(payer.user) == Standing.NONE


def test_an_end_ahead_of_our_clock_is_an_end(payer, stripe):
    stripe.advance(days=10)
    stripe.end_subscription(payer.stripe_id)

    look_again(payer)

    assert not access.is_subscriber(payer.user)


def test_a_set_end_stops_access_at_its_instant(payer):
    row = the_row()
    stripe_gateway.end_with_period(row.stripe_id)

    look_again(payer)

    assert the_row().access_until == the_row().cancel_at == row.current_period_end


def test_a_status_nobody_knows_gives_no_access_and_an_alert(payer, stripe, caplog):
    with stripe.ledger.open():
        stripe.ledger.shelves["subscription"][the_row().stripe_id]["status"] = "frozen"

    look_again(payer)

    assert not access.is_subscriber(payer.user)
    assert "a status we don't know: frozen" in caplog.text


def test_a_customer_unknown_here_is_not_ours(stripe, db):
    outcome = mirror_customer(
        "cus_x", patience=Patience.WEBHOOK, reason=Reason(Cause.RECONCILE)
    )

    assert outcome == Outcome.NOT_OURS


def test_stripe_down_changes_nothing(payer, stripe):
    stripe.go_down()

    with pytest.raises(PaymentsUnavailable):
        look_again(payer)

    assert access.is_subscriber(payer.user)


def test_a_customer_with_more_than_a_page_of_subscriptions_is_read_whole(payer, stripe):
    with stripe.ledger.open():
        shelf = stripe.ledger.shelves["subscription"]
        first = shelf[the_row().stripe_id]
        for number in range(120):
            ident = f"sub_old{number}"
            shelf[ident] = first | {"id": ident, "status": "incomplete_expired"}

    look_again(payer)

    assert Subscription.objects.count() == 121
    assert access.is_subscriber(payer.user)


def test_one_of_two_subscriptions_may_end(payer, stripe):
    with stripe.ledger.open():
        shelf = stripe.ledger.shelves["subscription"]
        ended = {
            "id": "sub_second",
            "status": "canceled",
            "ended_at": stripe.ledger.now(),
        }
        shelf["sub_second"] = shelf[the_row().stripe_id] | ended

    look_again(payer)

    assert access.is_subscriber(payer.user)


def test_two_live_subscriptions_raise_an_alert(payer, stripe, caplog):
    with stripe.ledger.open():
        shelf = stripe.ledger.shelves["subscription"]
        shelf["sub_second"] = shelf[the_row().stripe_id] | {"id": "sub_second"}

    look_again(payer)

    assert "two subscriptions at once" in caplog.text


@pytest.mark.parametrize("status", ["unpaid", "paused", "incomplete"])
def test_the_database_refuses_access_without_payment(reader, status):
    refused = pytest.raises(IntegrityError, match="unpaid_paused_and_pending")
    with refused, transaction.atomic():
        factories.subscribe(reader, status=status)


def test_the_database_refuses_access_to_what_we_do_not_sell(reader):
    refused = pytest.raises(IntegrityError, match="only_our_own_plans_give_access")
    with refused, transaction.atomic():
        factories.subscribe(reader, plan=None)
