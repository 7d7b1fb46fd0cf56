"""She pays once, however often and in how many tabs she clicks."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from subscriptions import checkout
from subscriptions.access import is_subscriber
from subscriptions.checkout import AlreadySubscribed
from subscriptions.models import Customer
from subscriptions.stripe_gateway import PaymentsUnavailable
from tests import factories
from tests.subscriptions.buying import PLAN, STORY, order, subscribe, visit_of, visits


def test_clicking_twice_is_one_visit(browser, stripe, plan):
    first = subscribe(browser, PLAN, {"next": STORY})

    second = subscribe(browser, PLAN, {"next": STORY})

    assert first["Location"] == second["Location"]
    assert len(visits(stripe)) == 1


def test_another_plan_closes_the_first_visit(browser, stripe, plan):
    factories.make_plan("yearly", amount=99000, interval="year")
    subscribe(browser, PLAN)

    subscribe(browser, "/subscribe/yearly/")

    assert len(visits(stripe, "open")) == 1
    assert len(visits(stripe, "expired")) == 1


def test_going_back_to_the_first_plan_opens_a_visit_that_can_be_paid(
    browser, stripe, plan, reader
):
    factories.make_plan("yearly", amount=99000, interval="year")
    subscribe(browser, PLAN)
    subscribe(browser, "/subscribe/yearly/")

    visit = visit_of(subscribe(browser, PLAN))

    assert stripe.pay(visit)


def test_a_visit_that_has_expired_is_replaced_by_one_that_can_be_paid(
    browser, stripe, plan
):
    first = visit_of(subscribe(browser, PLAN, {"next": STORY}))
    stripe.advance(hours=25)

    second = visit_of(subscribe(browser, PLAN, {"next": STORY}))

    assert second != first
    assert not stripe.pay(first)
    assert stripe.pay(second)


def test_two_tabs_of_one_plan_can_be_paid_once(browser, stripe, plan):
    tabs = [visit_of(subscribe(browser, PLAN)) for _tab in range(2)]

    for visit in tabs:
        stripe.pay(visit)

    assert len(stripe.state()["subscriptions"]) == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once_open_one_visit(stripe, plan, reader):
    factories.make_plan("yearly", amount=99000, interval="year")

    def click(_number):
        try:
            return checkout.open_checkout(reader, order(plan))
        except PaymentsUnavailable:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        addresses = set(pool.map(click, range(20)))

    assert len(addresses - {None}) == 1
    assert len(visits(stripe)) == 1
    assert Customer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_with_two_plans_leave_one_visit_to_pay(stripe, plan, reader):
    yearly = factories.make_plan("yearly", amount=99000, interval="year")

    def click(chosen):
        try:
            checkout.open_checkout(reader, order(chosen))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(click, [plan, yearly]))

    assert len(visits(stripe, "open")) == 1


def test_a_subscriber_is_not_sold_a_second_subscription(browser, payer, stripe):
    answer = subscribe(browser, PLAN, follow=True)

    assert "You are subscribed already. Nothing was charged." in answer.text
    assert visits(stripe, "open") == []


def test_a_payment_we_have_not_heard_of_counts_too(browser, pay, reader, stripe):
    pay(reader)

    answer = subscribe(browser, PLAN)

    assert answer["Location"] == "/account/"
    assert is_subscriber(reader)
    assert visits(stripe, "open") == []


def test_a_past_due_subscriber_is_led_to_her_account(browser, payer, stripe):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)

    answer = subscribe(browser, PLAN)

    assert answer["Location"] == "/account/"
    assert visits(stripe, "open") == []


def test_someone_whose_subscription_ended_may_subscribe_again(browser, payer, stripe):
    stripe.end_subscription(payer.stripe_id)

    answer = subscribe(browser, PLAN)

    assert "/c/pay/" in answer["Location"]


def test_a_reader_with_complimentary_access_pays_nothing(browser, stripe, plan, reader):
    factories.make_grant(reader)

    answer = subscribe(browser, PLAN)

    assert answer["Location"] == "/account/"


def test_the_verb_says_who_is_subscribed(payer, plan):
    with pytest.raises(AlreadySubscribed):
        checkout.open_checkout(payer.user, order(plan))
