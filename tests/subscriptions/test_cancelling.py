"""Cancelling without signing in: a link by mail, and nothing told to strangers."""

import re
import time

import pytest
from django.core import mail, signing

from subscriptions import cancelling
from tests import factories
from tests.subscriptions.conftest import the_row

CANCEL = "/cancel/"
ASKED = "a mail with a link is on its way"


def ask(client, address):
    """Fill in the form of who is signed out, and follow it."""
    return client.post(CANCEL, {"email": address}, follow=True)


def test_who_is_signed_out_may_sign_in_or_ask_for_a_link(client, db):
    answer = client.get(CANCEL)

    assert "/accounts/login/?next=/cancel/" in answer.text
    assert 'name="email"' in answer.text


def test_the_link_goes_to_the_address_on_file_and_cancels(client, payer, drain):
    ask(client, payer.user.email.upper())
    drain()
    (letter,) = [one for one in mail.outbox if "The link" in one.subject]
    assert letter.to == [payer.user.email]
    address = re.search(r"/cancel/\S+", letter.body)[0]

    page = client.get(address)
    assert the_row().cancel_at is None
    assert "Cancel my subscription" in page.text
    answer = client.post(address, follow=True)

    assert "Your subscription is cancelled" in answer.text
    assert the_row().cancel_at == the_row().current_period_end


def test_the_answer_is_the_same_for_every_address(client, subscriber, reader):
    known = ask(client, subscriber.email)
    free = ask(client, reader.email)
    unknown = ask(client, "nobody@example.com")

    assert ASKED in known.text
    assert strip(known) == strip(free) == strip(unknown)
    assert known.redirect_chain == free.redirect_chain == unknown.redirect_chain


def strip(answer):
    """The page without its form's token."""
    token = answer.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    return answer.text.replace(token, "")


@pytest.mark.parametrize("who", ["reader", "lapsed", "nobody"])
def test_who_has_nothing_to_cancel_gets_no_mail(client, reader, lapsed, drain, who):
    ask(client, f"{who}@example.com")
    drain()

    assert mail.outbox == []


def test_no_address_is_no_request(client, db, drain):
    answer = client.post(CANCEL, {"email": "not an address"})

    assert answer.status_code == 422
    assert "Enter a valid email address" in answer.text


def test_a_subscriber_is_not_mailed_more_than_three_links_an_hour(
    client, subscriber, drain
):
    for _ in range(5):
        assert ASKED in ask(client, subscriber.email).text
    drain()

    assert len(mail.outbox) == 3


def test_one_client_asks_ten_times_an_hour_and_no_more(client, db):
    for number in range(10):
        ask(client, f"a{number}@example.com")

    answer = client.post(CANCEL, {"email": "b@example.com"})

    assert answer.status_code == 429
    assert "Please wait" in answer.text


@pytest.mark.parametrize(
    "forge",
    [lambda: "forged", lambda: "1", lambda: signing.dumps(1, salt="another")],
    ids=["words", "a number", "signed for another purpose"],
)
def test_a_forged_link_says_how_to_get_a_true_one(client, db, forge):
    token = forge()

    answer = client.post(f"{CANCEL}{token}/")

    assert answer.status_code == 404
    assert "Ask for a new link" in answer.text


def test_a_link_is_too_old_after_two_days(client, payer, monkeypatch):
    made_at = time.time() - 2 * 24 * 3600 - 60
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: made_at)
        old = cancelling.path(payer.user)

    assert client.post(old).status_code == 404
    assert the_row().cancel_at is None


def test_the_link_of_who_has_left_is_dead(client, subscriber):
    link = cancelling.path(subscriber)
    subscriber.is_active = False
    subscriber.save()

    assert client.get(link).status_code == 404


def test_a_link_with_nothing_left_to_cancel_says_so(client, lapsed):
    answer = client.post(cancelling.path(lapsed))

    assert "no subscription left to cancel" in answer.text


def test_a_link_is_good_for_ten_tries(client, subscriber, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    statuses = [client.post(cancelling.path(subscriber)).status_code for _ in "x" * 11]

    assert statuses == [503] * 10 + [429]


def test_who_is_signed_in_may_cancel_what_lies_under_another_address(
    sign_in, reader, subscriber, drain
):
    answer = ask(sign_in(reader), subscriber.email)
    drain()

    assert ASKED in answer.text
    assert mail.outbox[0].to == [subscriber.email]


def test_a_plan_of_a_subscriber_can_not_be_cancelled_by_another(client, payer):
    stranger = factories.make_person("stranger")

    client.post(cancelling.path(stranger))

    assert the_row().cancel_at is None
