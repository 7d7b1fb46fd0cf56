"""The card, the next charge and the invoices, as Stripe has them at that moment."""

import socket
import time

import pytest
from django.test import Client

from subscriptions import account
from subscriptions.models import Plan
from tests.subscriptions.conftest import look_again, the_row

BILLS = "/account/subscription/"
AS_PART = {"HX-Request": "true"}


@pytest.fixture
def browser(sign_in, reader):
    """The reader's browser."""
    return sign_in(reader)


def test_the_page_shows_the_card_the_next_charge_and_the_invoice(browser, payer):
    answer = browser.get(BILLS)

    assert "Visa ending in 4242, valid until 12/2034" in answer.text
    assert "$99 MXN on" in answer.text
    assert "<td>Paid</td>" in answer.text
    assert "/i/in_" in answer.text
    assert answer["Cache-Control"] == "private, no-store"


def test_the_part_is_the_same_without_the_page_around_it(browser, payer):
    answer = browser.get(BILLS, headers=AS_PART)

    assert "Visa ending in 4242" in answer.text
    assert "<html" not in answer.text
    assert "Next charge" not in answer.text  # the account page has said it already


def test_the_account_page_asks_for_the_part_and_waits_for_nobody(
    browser, payer, stripe
):
    before = len(stripe.requests)

    answer = browser.get("/account/")

    assert f'data-private="{BILLS}"' in answer.text
    assert f'<a href="{BILLS}">' in answer.text
    assert len(stripe.requests) == before


def test_who_never_paid_is_told_so_and_stripe_is_not_asked(browser, stripe):
    answer = browser.get(BILLS)

    assert "You have no payments with us yet." in answer.text
    assert not stripe.requests
    assert 'data-private="/account/subscription/' not in browser.get("/account/").text


@pytest.mark.parametrize(("headers", "status"), [({}, 503), (AS_PART, 200)])
def test_stripe_down_is_said_plainly(browser, payer, stripe, headers, status):
    stripe.go_down()

    answer = browser.get(BILLS, headers=headers)

    assert answer.status_code == status
    assert "does not answer right now" in answer.text
    assert browser.get("/account/").status_code == 200


def test_a_silent_stripe_is_not_waited_for_long(browser, payer, settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings.STRIPE_API_BASE = f"http://127.0.0.1:{port}"
        began = time.monotonic()
        answer = browser.get(BILLS)

    assert answer.status_code == 503
    assert time.monotonic() - began < 7


def test_an_unpaid_invoice_can_be_paid_or_confirmed(browser, payer, stripe):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)
    look_again(payer)

    answer = browser.get(BILLS)

    assert "Pay or confirm" in answer.text
    assert "Not paid yet" in answer.text
    assert "Your last payment did not go through." in answer.text


def test_a_cancelled_subscription_has_no_next_charge(browser, payer):
    browser.post("/cancel/")

    assert "Next charge" not in browser.get(BILLS).text


def test_whose_subscription_ended_still_has_her_invoices(browser, payer, stripe):
    stripe.end_subscription(payer.stripe_id)
    look_again(payer)

    answer = browser.get(BILLS)

    assert "Visa ending in 4242" in answer.text
    assert "<td>Paid</td>" in answer.text


def test_she_keeps_the_price_that_she_agreed_to(browser, payer):
    Plan.objects.update(amount=12900)

    answer = browser.get("/account/")

    assert "Monthly, $99 MXN a month" in answer.text
    assert "$129" not in answer.text
    assert account.terms_of(the_row()).amount == 9900


def test_the_bills_are_hers_alone(db):
    answer = Client().get(BILLS)

    assert answer["Location"].startswith("/accounts/login/")
