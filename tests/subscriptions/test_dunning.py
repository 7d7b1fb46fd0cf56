"""A payment failed: the person hears of it everywhere, with the way out beside it."""

import pytest
from django.core import mail

from subscriptions.models import Notice
from tests.subscriptions.conftest import look_again

MASTHEAD = "/account/masthead/"
BUTTON = "Fix your payment"


@pytest.mark.parametrize("who", ["in_grace", "past_due"])
@pytest.mark.parametrize("address", [MASTHEAD, "/account/", "/cancel/"])
def test_the_masthead_has_a_button_that_updates_the_card(
    sign_in, request, who, address
):
    browser = sign_in(request.getfixturevalue(who))

    answer = browser.get(address)

    form = answer.text.split(BUTTON)[0].rsplit("<form", 1)[1]
    assert 'method="post" action="/account/subscription/portal/"' in form
    assert 'name="csrfmiddlewaretoken"' in form
    assert 'name="card"' in form


@pytest.mark.parametrize("who", ["reader", "subscriber", "lapsed"])
def test_nobody_else_sees_it(sign_in, request, who):
    browser = sign_in(request.getfixturevalue(who))

    assert BUTTON not in browser.get(MASTHEAD).text


def test_who_is_signed_out_sees_nothing_of_it(client, db):
    assert BUTTON not in client.get(MASTHEAD).text


def test_the_masthead_asks_the_database_once_more(
    sign_in, subscriber, django_assert_max_num_queries
):
    browser = sign_in(subscriber)

    with django_assert_max_num_queries(3):
        browser.get(MASTHEAD)


def test_the_mail_leads_to_where_it_is_mended(payer, stripe, deliver_all, drain):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)
    look_again(payer)
    drain()

    letters = [one for one in mail.outbox if "did not go through" in one.subject]

    assert len(letters) == 1
    assert "/account/subscription/" in letters[0].body
    assert "confirm the payment" in letters[0].body


@pytest.mark.parametrize("newest_first", [False, True])
def test_one_failure_is_one_mail_in_whatever_order_we_hear_of_it(
    payer, stripe, deliver_all, drain, newest_first
):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=36)

    for _ in range(2):
        deliver_all(newest_first=newest_first)
        look_again(payer)
    drain()

    failed = Notice.objects.filter(kind=Notice.Kind.PAYMENT_FAILED)
    assert failed.count() == 1
    letters = [one for one in mail.outbox if "did not go through" in one.subject]
    assert len(letters) == 1
