"""Her subscription on the account page: what it says, cancelling, and the portal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from subscriptions import access
from tests import factories
from tests.subscriptions.conftest import look_again, the_row

ACCOUNT = "/account/"
PORTAL = "/account/subscription/portal/"


@pytest.fixture
def browser(sign_in, reader):
    """The reader's browser."""
    return sign_in(reader)


def test_a_subscriber_sees_her_plan_and_the_next_charge(browser, payer):
    answer = browser.get(ACCOUNT)

    day = timezone.localtime(the_row().current_period_end)
    assert "Monthly, $99 MXN" in answer.text
    assert f"{day:%B} {day.day}, {day.year}" in answer.text


def test_a_reader_who_never_paid_sees_the_way_to_the_plans(browser):
    answer = browser.get(ACCOUNT)

    assert "No access because there is no subscription." in answer.text
    assert 'href="/subscribe/"' in answer.text
    assert PORTAL not in answer.text


def test_someone_in_grace_is_asked_to_update_her_card(browser, payer, stripe):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)
    look_again(payer)

    answer = browser.get(ACCOUNT)

    assert "Your last payment did not go through" in answer.text
    assert "you keep your access until" in answer.text


def test_someone_past_the_grace_is_told_so(sign_in, past_due):
    answer = sign_in(past_due).get(ACCOUNT)

    assert "the days of grace are over" in answer.text


def test_a_lapsed_subscriber_reads_when_it_ended(sign_in, reader):
    ended = timezone.now() - timedelta(days=3)
    factories.subscribe(reader, status="canceled", access_until=ended, ended_at=ended)

    answer = sign_in(reader).get(ACCOUNT)

    assert "No access because Monthly ended on" in answer.text
    assert "What you wrote stays yours." in answer.text


def test_complimentary_access_is_named(browser, reader):
    factories.make_grant(reader)

    assert "because complimentary access was given." in browser.get(ACCOUNT).text


def test_the_portal_is_one_post_away(browser, payer, stripe):
    answer = browser.post(PORTAL)

    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{stripe.url}/p/session/")
    assert answer["Cache-Control"] == "private, no-store"


def test_the_portal_opens_at_the_card_when_the_card_is_the_matter(
    browser, payer, stripe
):
    browser.post(PORTAL, {"card": "1"})

    assert "payment_method_update" in stripe.requests[-1].form


def test_the_portal_is_never_a_get(browser, payer):
    assert browser.get(PORTAL).status_code == 405


def test_who_never_paid_has_no_portal(browser, stripe):
    assert browser.post(PORTAL)["Location"] == ACCOUNT


def test_the_portal_is_hers_alone(client, db):
    assert client.post(PORTAL)["Location"].startswith("/accounts/login/")


def test_stripe_down_at_the_portal_is_said_plainly(browser, payer, stripe):
    stripe.go_down()

    answer = browser.post(PORTAL)

    assert answer.status_code == 503
    assert "Payments are unavailable right now" in answer.text


def test_cancelling_takes_one_click_and_keeps_what_is_paid(browser, payer):
    answer = browser.post("/cancel/", follow=True)

    row = the_row()
    assert "Your subscription is cancelled" in answer.text
    assert row.cancel_at == row.current_period_end
    assert access.is_subscriber(payer.user)


def test_cancelling_twice_is_cancelling_once(browser, payer):
    browser.post("/cancel/")
    first = the_row().cancel_at

    browser.post("/cancel/")

    assert the_row().cancel_at == first


def test_a_cancellation_can_be_taken_back(browser, payer):
    browser.post("/cancel/")

    answer = browser.post("/cancel/undo/", follow=True)

    assert "Your subscription goes on." in answer.text
    assert the_row().cancel_at is None


def test_a_cancellation_made_in_the_portal_can_be_taken_back(browser, payer, stripe):
    from stripe_stand_in import billing

    with stripe.ledger.open():
        row = stripe.ledger.get("subscription", the_row().stripe_id)
        billing.schedule_end(row, stripe.ledger.now(), with_flag=False)
    look_again(payer)
    assert "Keep my subscription" in browser.get(ACCOUNT).text

    browser.post("/cancel/undo/")

    assert the_row().cancel_at is None


def test_a_cancelled_subscription_ends_with_its_period(browser, payer, stripe):
    browser.post("/cancel/")
    stripe.advance(days=32)

    look_again(payer)

    assert the_row().status == "canceled"
    assert not access.is_subscriber(payer.user)


def test_there_is_nothing_to_cancel_for_who_never_paid(browser):
    assert "no subscription that could be cancelled" in browser.post("/cancel/").text


def test_changing_without_end_is_slowed_down(browser, payer):
    for _ in range(5):
        browser.post("/cancel/")
        browser.post("/cancel/undo/")

    answers = [browser.post("/cancel/"), browser.post("/cancel/undo/", follow=True)]

    assert answers[0].status_code == 429
    assert "Please wait" in answers[0].text
    assert "Please wait" in answers[1].text
    assert the_row().cancel_at is None


def test_a_reader_who_is_signed_out_is_shown_the_way(client, db):
    answer = client.get("/cancel/")

    assert answer.status_code == 200
    assert "/accounts/login/?next=/cancel/" in answer.text


def test_stripe_down_cancels_nothing_and_says_so(browser, payer, stripe):
    stripe.go_down()

    answer = browser.post("/cancel/")

    assert answer.status_code == 503
    assert the_row().cancel_at is None


def test_complimentary_access_is_shown_with_its_last_day(browser, reader):
    until = timezone.localtime(factories.make_grant(reader).until)

    text = browser.get(ACCOUNT).text

    assert f"<dd>until {until:%B} {until.day}, {until.year}</dd>" in text


def test_who_pays_twice_is_told_and_what_to_do(browser, reader):
    factories.subscribe(reader)
    assert "two subscriptions at once" not in browser.get(ACCOUNT).text
    factories.subscribe(reader)

    answer = browser.get(ACCOUNT)

    assert "You have two subscriptions at once" in answer.text
    assert 'href="/contact/"' in answer.text


def test_who_has_no_access_is_asked_for_a_code(browser, sign_in, subscriber):
    assert 'href="/redeem/"' in browser.get(ACCOUNT).text
    assert 'href="/redeem/"' not in sign_in(subscriber).get(ACCOUNT).text
