"""What a reader agrees to before she pays, and that it stays as she gave it."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.html import escape

from subscriptions.models import Consent, Plan
from tests import factories

PLAN = "/subscribe/monthly/"


@pytest.fixture
def browser(sign_in, reader):
    """The reader's browser."""
    return sign_in(reader)


@pytest.fixture
def agreement(plan):
    """The text that the plan's page shows today."""
    return plan.agreement(timezone.localdate())


def test_the_page_shows_the_words_that_will_be_kept(browser, agreement):
    answer = browser.get(PLAN)

    assert f'<p id="agreement">{escape(agreement)}</p>' in answer.text
    assert f'name="agreed" value="{escape(agreement)}"' in answer.text


def test_the_words_name_the_amount_the_period_and_the_day(plan):
    text = plan.agreement(date(2026, 1, 31))

    assert "It renews every month for $99 MXN, next on February 28, 2026" in text


def test_a_year_is_called_a_year(db):
    yearly = factories.make_plan("yearly", amount=99000, interval="year")

    assert "It renews every year for $990 MXN" in yearly.agreement(date(2026, 1, 31))


def test_going_on_to_pay_keeps_what_was_agreed_to(
    browser, stripe, plan, reader, agreement
):
    answer = browser.post(PLAN, {"agreed": agreement})

    kept = Consent.objects.get()
    today = timezone.localdate()
    assert (kept.user, kept.plan, kept.text) == (reader, plan, agreement)
    assert (kept.amount, kept.currency, kept.interval) == (9900, "mxn", "month")
    assert kept.next_charge_on == plan.next_charge_on(today)
    assert answer["Location"].endswith(f"/{kept.checkout}")


def test_the_same_click_twice_is_kept_once(browser, stripe, agreement):
    browser.post(PLAN, {"agreed": agreement})

    browser.post(PLAN, {"agreed": agreement})

    assert Consent.objects.count() == 1


@pytest.mark.parametrize("agreed", ["", "I pay nothing at all."])
def test_words_that_are_not_ours_sell_nothing(browser, stripe, plan, agreed):
    answer = browser.post(PLAN, {"agreed": agreed})

    assert answer.status_code == 422
    assert "The offer has changed" in answer.text
    assert not Consent.objects.exists()
    assert "/v1/checkout/sessions" not in {call.path for call in stripe.requests}


def test_a_price_that_rose_meanwhile_is_shown_before_it_is_agreed_to(
    browser, stripe, agreement
):
    Plan.objects.update(amount=12900)

    answer = browser.post(PLAN, {"agreed": agreement})

    assert answer.status_code == 422
    assert "for $129 MXN" in answer.text
    assert not Consent.objects.exists()


def test_stripe_down_keeps_no_consent(browser, stripe, agreement):
    stripe.go_down()

    browser.post(PLAN, {"agreed": agreement})

    assert not Consent.objects.exists()


def test_a_subscriber_who_is_turned_away_agrees_to_nothing(browser, payer, agreement):
    before = Consent.objects.count()

    browser.post(PLAN, {"agreed": agreement})

    assert Consent.objects.count() == before


@pytest.mark.parametrize("change", ["update", "delete"])
def test_nobody_changes_what_was_agreed_to(browser, stripe, agreement, change):
    browser.post(PLAN, {"agreed": agreement})
    kept = Consent.objects.filter(text=agreement)

    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        kept.update(text="Something else") if change == "update" else kept.delete()

    assert kept.get().text == agreement


def test_the_desk_reads_it_and_can_not_write_it(
    browser, stripe, agreement, sign_in, publisher
):
    browser.post(PLAN, {"agreed": agreement})
    address = f"/admin/subscriptions/consent/{Consent.objects.get().pk}/change/"
    desk = sign_in(publisher)

    answer = desk.get(address)

    assert escape(agreement) in answer.text
    assert desk.post(address, {"text": "Something else"}).status_code == 403
