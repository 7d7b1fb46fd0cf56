"""Taking back a first payment: it ends at once, and the money comes back once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from subscriptions import access, cancelling, withdrawing
from subscriptions.models import AccessChange, Notice, Subscription
from tests import factories
from tests.subscriptions.conftest import look_again, the_row

CANCEL = "/cancel/"
WITHDRAW = {"withdraw": "1"}
OFFER = "Withdraw and get your money back"


@pytest.fixture
def browser(sign_in, reader):
    """The reader's browser."""
    return sign_in(reader)


def refunded(stripe):
    """What has gone back at Stripe, in cents."""
    return [one["amount"] for one in stripe.ledger.newest("refund")]


def at_stripe(stripe):
    """The one subscription, as Stripe has it."""
    (subscription,) = stripe.ledger.newest("subscription")
    return subscription


def age(days):
    """Have the subscription begin so many days ago."""
    Subscription.objects.update(started_at=timezone.now() - timedelta(days=days))


def test_the_page_offers_it_beside_cancelling(browser, payer):
    answer = browser.get(CANCEL)

    last = timezone.localdate() + timedelta(days=14)
    assert "Cancel my subscription" in answer.text
    assert f"Through {last:%B} {last.day}, {last.year} you may withdraw" in answer.text
    assert f'href="{CANCEL}?withdraw=1"' in answer.text


def test_looking_at_what_it_means_changes_nothing(browser, payer, stripe):
    answer = browser.get(CANCEL, WITHDRAW)

    assert "Confirm: end it now" in answer.text
    assert "goes back to the card" in answer.text
    assert refunded(stripe) == []
    assert the_row().cancel_at is None


def test_it_ends_at_once_and_all_of_the_money_goes_back(browser, payer, stripe):
    answer = browser.post(CANCEL, WITHDRAW, follow=True)

    assert "You withdrew on" in answer.text
    assert refunded(stripe) == [9900]
    assert at_stripe(stripe)["status"] == the_row().status == "canceled"
    assert the_row().ended_at <= timezone.now() + timedelta(seconds=1)
    assert not access.is_subscriber(payer.user)
    assert AccessChange.objects.latest("pk").cause == AccessChange.Cause.READER


def test_the_receipt_is_dated_and_says_what_comes_back(browser, payer, drain):
    browser.post(CANCEL, WITHDRAW)
    drain()

    letter = mail.outbox[-1]
    today = timezone.localdate()
    assert letter.to == [payer.user.email]
    assert f"{today:%B} {today.day}, {today.year}" in letter.subject
    assert "$99 MXN goes back to the card you paid with" in letter.body
    assert letter.alternatives
    assert not Notice.objects.filter(kind=Notice.Kind.ENDED).exists()


def test_twice_is_as_good_as_once(browser, payer, stripe, drain):
    browser.post(CANCEL, WITHDRAW)

    answer = browser.post(CANCEL, WITHDRAW, follow=True)
    drain()

    assert "You withdrew on" in answer.text
    assert refunded(stripe) == [9900]
    assert [one.subject for one in mail.outbox if "Withdrawn" in one.subject] != []
    assert Notice.objects.filter(kind=Notice.Kind.WITHDRAWN).count() == 1


def test_it_works_signed_out_with_the_link_of_a_mail(client, payer, stripe):
    link = cancelling.path(payer.user)
    assert OFFER in client.get(link).text

    answer = client.post(link, WITHDRAW, follow=True)

    assert "You withdrew on" in answer.text
    assert refunded(stripe) == [9900]


def test_who_has_cancelled_already_may_still_withdraw(browser, payer, stripe):
    browser.post(CANCEL)
    assert OFFER in browser.get(CANCEL).text

    browser.post(CANCEL, WITHDRAW)

    assert refunded(stripe) == [9900]
    assert the_row().status == "canceled"


@pytest.mark.parametrize(("days", "offered"), [(14, True), (15, False)])
def test_the_last_day_is_the_fourteenth_after_the_payment(
    browser, payer, stripe, days, offered
):
    age(days)

    page = browser.get(CANCEL)
    answer = browser.post(CANCEL, WITHDRAW)

    assert (OFFER in page.text) is offered
    assert answer.status_code == (303 if offered else 422)
    assert (refunded(stripe) == [9900]) is offered
    assert ("taken back are over" in answer.text) is not offered


def test_the_paper_may_offer_no_withdrawing(browser, payer, stripe, settings):
    settings.WITHDRAWAL_DAYS = 0

    page = browser.get(CANCEL)
    answer = browser.post(CANCEL, WITHDRAW)

    assert OFFER not in page.text
    assert answer.status_code == 422
    assert refunded(stripe) == []


def test_during_a_trial_the_page_offers_to_end_it_now(browser, reader):
    factories.subscribe(reader, status="trialing")

    assert "End my trial now" in browser.get(CANCEL).text


def test_the_days_begin_with_the_first_payment_and_not_with_the_trial(reader):
    row = factories.subscribe(reader)  # it began forty days ago
    AccessChange.objects.create(
        user=reader,
        subscription=row,
        cause=AccessChange.Cause.RECONCILE,
        was="trialing",
        became="active",
        at=timezone.now() - timedelta(days=3),
    )

    last = withdrawing.last_day(row)

    assert last == timezone.localdate() + timedelta(days=11)


def test_withdrawing_from_a_trial_gives_nothing_back(
    browser, reader, stripe, pay, drain
):
    look_again(pay(reader, for_plan=factories.make_plan("try", trial_days=14)))
    assert the_row().status == "trialing"

    browser.post(CANCEL, WITHDRAW)
    drain()

    assert refunded(stripe) == []
    assert the_row().status == "canceled"
    assert "You had paid nothing" in mail.outbox[-1].body


@pytest.mark.parametrize("step", ["end_with_period", "pay_back", "end_now"])
def test_where_stripe_falls_silent_she_can_do_it_again_and_is_not_charged_again(
    browser, payer, stripe, monkeypatch, step, drain
):
    before_each(monkeypatch, step, stripe.go_down)
    answer = browser.post(CANCEL, WITHDRAW)
    assert answer.status_code == 503
    stripe.come_back()
    monkeypatch.undo()
    look_again(payer)

    # She has a way on, and no further charge comes unless nothing was done at all.
    is_untouched = step == "end_with_period"
    assert bool(at_stripe(stripe)["cancel_at_period_end"]) is not is_untouched
    assert OFFER in browser.get(CANCEL).text
    answer = browser.post(CANCEL, WITHDRAW, follow=True)
    drain()

    assert "You withdrew on" in answer.text
    assert refunded(stripe) == [9900]
    assert at_stripe(stripe)["status"] == the_row().status == "canceled"
    assert "$99 MXN goes back" in mail.outbox[-1].body


def before_each(monkeypatch, step, happens):
    """Have something happen just before a step at Stripe."""
    from subscriptions import stripe_gateway

    honest = getattr(stripe_gateway, step)

    def then(*args, **kwargs):
        happens()
        return honest(*args, **kwargs)

    monkeypatch.setattr(stripe_gateway, step, then)


def test_what_is_done_counts_even_if_the_copy_has_to_wait(
    browser, payer, stripe, monkeypatch
):
    before_each(monkeypatch, "fetch_subscriptions", stripe.go_down)
    answer = browser.post(CANCEL, WITHDRAW, follow=True)
    assert the_row().status == "active"
    assert "You withdrew on" in answer.text
    stripe.come_back()
    monkeypatch.undo()

    look_again(payer)

    assert the_row().status == "canceled"
    assert not Notice.objects.filter(kind=Notice.Kind.ENDED).exists()


def test_a_stranger_withdraws_nothing(client, payer, stripe):
    client.post(cancelling.path(factories.make_person("stranger")), WITHDRAW)

    assert refunded(stripe) == []


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_give_the_money_back_once(payer, stripe):
    def click(_number):
        try:
            withdrawing.withdraw(Subscription.objects.get())
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(click, range(3)))

    assert refunded(stripe) == [9900]
    assert Notice.objects.filter(kind=Notice.Kind.WITHDRAWN).count() == 1
