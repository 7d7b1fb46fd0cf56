"""Free days: once per person, told to the day and the cent, and charged after them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from subscriptions import checkout, renewals, trials
from subscriptions.access import is_subscriber
from subscriptions.explaining import access_sentence
from subscriptions.models import Consent, Customer, Notice
from tests import factories
from tests.subscriptions.buying import (
    PLAN,
    agreement,
    order,
    subscribe,
    visit_of,
    visits,
)
from tests.subscriptions.conftest import look_again, the_row

DAYS = 14


@pytest.fixture
def plan(db):
    """99 pesos a month, after a fortnight."""
    return factories.make_plan(trial_days=DAYS)


@pytest.fixture
def the_end(db):
    """The day on which a trial that begins today ends, as it is written."""
    return date_format(timezone.localdate() + timedelta(days=DAYS), "F j, Y")


@pytest.fixture
def try_it(browser, stripe, plan, reader):
    """Have the reader begin her free days, of which we have heard."""

    def try_it():
        answer = browser.post(PLAN, {"agreed": agreement(plan, trial_days=DAYS)})
        assert stripe.pay(visit_of(answer))
        customer = Customer.objects.get(user=reader)
        look_again(customer)
        return customer

    return try_it


def test_the_plans_page_says_it_the_same_for_everyone(client, browser, plan, the_end):
    public = client.get("/subscribe/").text

    assert "14 days free for new subscribers." in public
    assert f"$99 MXN on {the_end}" in public
    assert browser.get("/subscribe/").text == public


def test_the_plan_says_when_and_how_much_before_any_redirect(browser, plan, the_end):
    page = browser.get(PLAN).text

    assert "<dt>Today</dt><dd>Nothing</dd>" in page
    assert f"<dt>First charge</dt><dd>$99 MXN on {the_end}</dd>" in page
    assert f"On {the_end} I pay $99 MXN, and it renews every month" in page


@pytest.mark.parametrize(("interval", "each"), [("month", "month"), ("year", "year")])
def test_the_words_name_the_end_the_amount_and_the_period(db, interval, each):
    plan = factories.make_plan("tried", interval=interval, trial_days=10)

    text = plan.agreement(date(2026, 2, 20), trial_days=10)

    assert "I begin 10 free days" in text
    assert f"On March 2, 2026 I pay $99 MXN, and it renews every {each}" in text


def test_what_she_agreed_to_is_kept_with_the_day_of_the_first_charge(
    browser, stripe, plan
):
    browser.post(PLAN, {"agreed": agreement(plan, trial_days=DAYS)})

    kept = Consent.objects.get()
    assert kept.text == agreement(plan, trial_days=DAYS)
    assert kept.next_charge_on == timezone.localdate() + timedelta(days=DAYS)
    assert kept.amount == 9900


def test_nothing_is_charged_until_it_ends_and_then_the_price_is(try_it, stripe, reader):
    customer = try_it()
    assert the_row().status == "trialing"
    assert is_subscriber(reader)
    with stripe.ledger.open():
        assert stripe.ledger.newest("charge") == []

    stripe.advance(days=DAYS + 1)

    look_again(customer)
    assert the_row().status == "active"
    with stripe.ledger.open():
        (charge,) = stripe.ledger.newest("charge")
    assert (charge["amount"], charge["customer"]) == (9900, customer.stripe_id)


def _opens_a_visit(call):
    return (call.method, call.path) == ("POST", "/v1/checkout/sessions")


def test_the_card_is_asked_for_and_a_lost_one_ends_it(browser, stripe, plan):
    browser.post(PLAN, {"agreed": agreement(plan, trial_days=DAYS)})

    (asked,) = (call.params for call in stripe.requests if _opens_a_visit(call))
    # Stripe asks for a card unless it is told not to.
    assert "payment_method_collection" not in asked
    ending = asked["subscription_data"]["trial_settings"]["end_behavior"]
    assert ending == {"missing_payment_method": "cancel"}


def test_the_mail_of_welcome_says_when_and_how_much(try_it, drain, the_end):
    try_it()
    drain()

    (letter,) = [one for one in mail.outbox if "Welcome" in one.subject]
    assert the_end in letter.body
    assert "$99 MXN will be charged" in letter.body
    assert "subscribing to" not in letter.body


def test_her_access_is_explained_by_the_trial(try_it, reader, the_end):
    try_it()

    assert f"the trial of Monthly runs until {the_end}" in access_sentence(reader)


def test_who_had_one_gets_none(browser, try_it, stripe, plan):
    stripe.end_subscription(try_it().stripe_id)
    look_again(Customer.objects.get())

    page = browser.get(PLAN).text

    assert "<dt>Today</dt><dd>$99 MXN</dd>" in page
    assert "you have had a subscription with us before" in page
    answer = browser.post(PLAN, {"agreed": agreement(plan)})
    visit = visit_of(answer)
    stripe.pay(visit)
    look_again(Customer.objects.get())
    with stripe.ledger.open():
        assert [one["amount"] for one in stripe.ledger.newest("charge")] == [9900]


@pytest.mark.parametrize("status", ["canceled", "incomplete_expired", "unpaid"])
def test_any_subscription_there_ever_was_counts(reader, plan, status):
    factories.subscribe(reader, plan=None, status=status, access_until=None)

    assert trials.days_for(reader, plan) == 0


def test_one_that_only_stripe_knows_of_counts_and_she_is_asked_again(
    browser, try_it, stripe, plan, reader
):
    customer = try_it()
    stripe.end_subscription(customer.stripe_id)
    the_row().changes.all().delete()
    the_row().notices.all().delete()
    the_row().delete()
    assert "14 days free" in browser.get(PLAN).text

    answer = browser.post(PLAN, {"agreed": agreement(plan, trial_days=DAYS)})

    assert answer.status_code == 422
    assert "The offer has changed" in answer.text
    assert "<dt>Today</dt><dd>$99 MXN</dd>" in answer.text
    assert visits(stripe, "open") == []


def test_a_visit_with_free_days_is_not_used_again_by_who_has_none(
    browser, stripe, plan, reader
):
    browser.post(PLAN, {"agreed": agreement(plan, trial_days=DAYS)})
    factories.subscribe(reader, status="canceled", access_until=None)

    subscribe(browser, PLAN)

    (visit,) = visits(stripe, "open")
    assert "trial" not in visit["metadata"]


def test_a_plan_that_gains_free_days_asks_her_again(browser, stripe, plan):
    plan.trial_days = 0
    plan.save()
    answer = browser.post(PLAN, {"agreed": agreement(plan, trial_days=DAYS)})

    assert answer.status_code == 422
    assert visits(stripe) == []


@pytest.mark.django_db(transaction=True)
def test_two_tabs_with_two_plans_have_one_trial(stripe, plan, reader):
    yearly = factories.make_plan("yearly", interval="year", trial_days=30)

    def click(chosen):
        try:
            return checkout.open_checkout(reader, order(chosen))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        addresses = list(pool.map(click, [plan, yearly]))

    paid = [stripe.pay(address.rsplit("/", 1)[1]) for address in addresses]
    assert sum(paid) == 1
    with stripe.ledger.open():
        assert len(stripe.ledger.newest("subscription")) == 1


def test_the_notice_before_the_charge_speaks_of_the_trial(
    try_it, stripe, drain, the_end
):
    try_it()
    with stripe.ledger.open():
        body = stripe.ledger.newest("subscription")[0]
        end = timezone.now() + timedelta(days=6)
        body["items"]["data"][0]["current_period_end"] = int(end.timestamp())
    look_again(Customer.objects.get())

    assert renewals.announce_renewals.call() == 1

    drain()
    letter = mail.outbox[-1]
    assert "Your free days" in letter.subject
    assert "$99 MXN" in letter.subject
    assert "Your free days of Monthly end on" in letter.body
    assert "On that day $99 MXN will be charged" in letter.body


@pytest.mark.parametrize("days", [1, 3])
def test_a_trial_shorter_than_the_notice_is_told_by_the_next_run(
    browser, stripe, plan, reader, days
):
    plan.trial_days = days
    plan.save()
    answer = browser.post(PLAN, {"agreed": agreement(plan, trial_days=days)})
    stripe.pay(visit_of(answer))
    look_again(Customer.objects.get())

    renewals.announce_renewals.call()

    notice = Notice.objects.get(kind=Notice.Kind.RENEWAL)
    assert notice.made_at < the_row().current_period_end


def test_someone_not_signed_in_is_told_of_the_free_days(plan):
    page = Client().get(PLAN).text

    assert "14 days free for new subscribers." in page
