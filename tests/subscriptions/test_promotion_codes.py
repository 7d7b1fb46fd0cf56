"""A code at the checkout: what she pays, is billed, and is told of the next time."""

import pytest
import requests
from django.core import mail
from django.utils import timezone

from stripe_stand_in import api
from subscriptions import renewals
from subscriptions.models import Customer
from subscriptions.receipts import send_receipts
from tests.subscriptions.buying import PLAN, subscribe, visits
from tests.subscriptions.conftest import look_again, the_row

BILLS = "/account/subscription/"


@pytest.fixture
def pay_with_a_code(browser, stripe, plan):
    """Have the reader pay with WELCOME20: a fifth off for three months."""

    def pay_with_a_code():
        stripe.offer_a_code()
        address = subscribe(browser, PLAN)["Location"]
        for form in ({"action": "use-code", "code": "WELCOME20"}, {"action": "pay"}):
            requests.post(address, form, allow_redirects=False, timeout=5)
        look_again(Customer.objects.get())

    return pay_with_a_code


def soon_due(stripe):
    """Let the period end in six days."""
    end = int(timezone.now().timestamp()) + 6 * 86_400
    with stripe.ledger.open():
        body = stripe.ledger.newest("subscription")[0]
        body["items"]["data"][0]["current_period_end"] = end
    look_again(Customer.objects.get())


def refuse_previews(stripe, monkeypatch):
    """Have Stripe know of no key that may ask for previews."""
    place = ("POST", "invoices/create_preview")
    monkeypatch.delitem(api.ENDPOINTS, place)


@pytest.mark.parametrize("on", [True, False])
def test_the_checkout_takes_codes_unless_that_is_switched_off(
    browser, stripe, plan, settings, on
):
    settings.STRIPE_PROMOTION_CODES = on

    said = "promotion code" in browser.get(PLAN).text
    subscribe(browser, PLAN)

    assert said is on
    assert bool(visits(stripe)[0]["allow_promotion_codes"]) is on


def test_a_change_of_the_setting_does_not_break_a_retry(
    browser, stripe, plan, settings
):
    stripe.lose_next_answer(times=9)
    subscribe(browser, PLAN)
    stripe.come_back()
    settings.STRIPE_PROMOTION_CODES = False

    assert subscribe(browser, PLAN).status_code == 303


def test_the_bill_is_what_she_paid(browser, pay_with_a_code):
    pay_with_a_code()

    page = browser.get(BILLS).text

    assert "<td>$79.20 MXN</td>" in page
    assert "$79.20 MXN on" in page  # the next charge, exactly
    assert "at most" not in page


def test_the_receipt_names_the_discount(pay_with_a_code, drain):
    pay_with_a_code()

    send_receipts.call()

    drain()
    letter = next(one for one in mail.outbox if "Receipt" in one.subject)
    assert "$79.20 MXN was paid" in letter.body
    assert "Discount: $19.80 MXN" in letter.body


def test_the_renewal_notice_says_the_exact_amount(pay_with_a_code, stripe, drain):
    pay_with_a_code()
    soon_due(stripe)

    renewals.announce_renewals.call()

    drain()
    assert "On that day $79.20 MXN will be charged" in mail.outbox[-1].body


def test_after_the_months_of_the_code_the_full_price_is_told(
    pay_with_a_code, stripe, drain
):
    pay_with_a_code()
    with stripe.ledger.open():
        stripe.ledger.newest("discount")[0]["end"] = stripe.ledger.now()
    soon_due(stripe)

    renewals.announce_renewals.call()

    drain()
    assert "On that day $99 MXN will be charged" in mail.outbox[-1].body


def test_a_preview_that_is_refused_makes_it_at_most_the_price(
    browser, pay_with_a_code, stripe, monkeypatch
):
    pay_with_a_code()
    refuse_previews(stripe, monkeypatch)

    page = browser.get(BILLS).text

    assert "$99 MXN on" in page
    assert "at most" in page


def test_the_notice_says_at_most_when_a_preview_is_refused(
    pay_with_a_code, stripe, drain, monkeypatch
):
    pay_with_a_code()
    soon_due(stripe)
    refuse_previews(stripe, monkeypatch)

    renewals.announce_renewals.call()

    drain()
    assert "On that day at most $99 MXN will be charged" in mail.outbox[-1].body


def test_a_discount_that_covers_everything_is_told_so(pay_with_a_code, stripe, drain):
    pay_with_a_code()
    with stripe.ledger.open():
        stripe.ledger.newest("coupon")[0]["percent_off"] = 100.0
    soon_due(stripe)

    renewals.announce_renewals.call()

    drain()
    assert "On that day nothing will be charged" in mail.outbox[-1].body


def test_our_copy_keeps_the_price_before_the_discount(pay_with_a_code):
    pay_with_a_code()

    assert the_row().amount == 9900
