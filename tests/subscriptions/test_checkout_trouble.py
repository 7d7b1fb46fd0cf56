"""A bank or Stripe that says no, or nothing: told plainly, and nothing is charged."""

import pytest

from subscriptions import checkout
from subscriptions.stripe_gateway import PaymentsUnavailable
from tests.subscriptions.buying import PLAN, STORY, subscribe, visit_of, visits


def test_a_declined_card_leaves_the_visit_open_for_another(
    browser, stripe, plan, reader
):
    visit = visit_of(subscribe(browser, PLAN))
    stripe.decline_next_card()

    assert not stripe.pay(visit)
    assert stripe.pay(visit)


@pytest.mark.parametrize("how", ["503", "close"])
def test_stripe_down_is_said_plainly_and_nothing_is_charged(browser, stripe, plan, how):
    stripe.go_down(how=how)

    answer = subscribe(browser, PLAN, {"next": STORY})

    assert answer.status_code == 503
    assert "nothing was charged" in answer.text
    assert browser.get(PLAN).status_code == 200


def test_stripe_stopped_is_said_plainly(browser, settings, plan):
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"

    answer = subscribe(browser, PLAN)

    assert answer.status_code == 503
    assert "nothing was charged" in answer.text
    assert "127.0.0.1" not in answer.text


def test_a_key_that_was_never_set_is_said_plainly(browser, settings, plan, caplog):
    settings.STRIPE_SECRET_KEY = ""

    answer = subscribe(browser, PLAN)

    assert answer.status_code == 503
    assert "STRIPE_SECRET_KEY is empty" in caplog.text


@pytest.mark.parametrize("lost", [1, 3, 5])
def test_a_lost_answer_never_makes_a_second_visit(browser, stripe, plan, lost):
    stripe.lose_next_answer(times=lost)

    answers = [subscribe(browser, PLAN) for _ in range(5)]

    assert answers[-1].status_code == 303
    assert len(stripe.state()["customers"]) == 1
    assert len(visits(stripe)) == 1


def test_what_stripe_says_is_never_shown(browser, stripe, plan):
    stripe.fail_next(402, times=9)

    answer = subscribe(browser, PLAN)

    assert answer.status_code == 503
    assert "declined" not in answer.text


def test_clicking_without_end_is_slowed_down(browser, stripe, plan):
    for _ in range(20):
        subscribe(browser, PLAN)

    answer = subscribe(browser, PLAN)

    assert answer.status_code == 429
    assert "wait ten minutes" in answer.text


def test_a_changed_address_does_not_break_a_retry(reader, stripe, plan):
    stripe.lose_next_answer(times=2)
    with pytest.raises(PaymentsUnavailable):
        checkout.customer_of(reader)
    reader.email = "new@example.com"
    reader.save()

    customer = checkout.customer_of(reader)

    assert customer.user == reader
