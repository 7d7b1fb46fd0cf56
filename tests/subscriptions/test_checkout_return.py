"""Back from Stripe: whoever paid is in, and nobody else."""

import pytest

from subscriptions.access import is_subscriber
from tests import factories
from tests.subscriptions.buying import (
    PLAN,
    STORY,
    THANKS,
    subscribe,
    visit_of,
    visits,
)


def test_she_comes_back_to_the_story_with_access_and_without_a_webhook(
    browser, stripe, plan, reader
):
    visit = visit_of(subscribe(browser, PLAN, {"next": STORY}))
    stripe.pay(visit)

    answer = browser.get(THANKS, {"session_id": visit, "next": STORY})

    assert answer["Location"] == STORY
    assert is_subscriber(reader)


def test_the_address_stripe_sends_her_to_is_the_one_that_works(browser, stripe, plan):
    visit = visit_of(subscribe(browser, PLAN, {"next": STORY}))
    stripe.pay(visit)
    address = visits(stripe)[0]["success_url"].replace("{CHECKOUT_SESSION_ID}", visit)

    answer = browser.get(address)

    assert answer["Location"] == STORY


@pytest.mark.parametrize("times", [1, 2])
def test_a_webhook_before_the_return_is_fine(
    browser, stripe, plan, deliver_all, reader, times
):
    visit = visit_of(subscribe(browser, PLAN))
    stripe.pay(visit)
    for _ in range(times):
        deliver_all()

    answer = browser.get(THANKS, {"session_id": visit})

    assert answer["Location"] == "/account/"
    assert is_subscriber(reader)


def test_a_webhook_after_the_return_changes_nothing(
    browser, stripe, plan, deliver_all, reader
):
    visit = visit_of(subscribe(browser, PLAN))
    stripe.pay(visit)
    browser.get(THANKS, {"session_id": visit})

    statuses = deliver_all()

    assert set(statuses) == {200}
    assert is_subscriber(reader)


def test_coming_back_without_having_paid_gives_nothing(browser, stripe, plan, reader):
    visit = visit_of(subscribe(browser, PLAN))

    answer = browser.get(THANKS, {"session_id": visit, "next": STORY})

    assert "We are confirming your payment" in answer.text
    assert f"session_id={visit}" in answer.text
    assert not is_subscriber(reader)


def test_stripe_down_at_the_return_asks_for_patience(browser, stripe, plan):
    visit = visit_of(subscribe(browser, PLAN))
    stripe.pay(visit)
    stripe.go_down()

    answer = browser.get(THANKS, {"session_id": visit})

    assert "We are confirming your payment" in answer.text


def test_somebody_elses_visit_is_not_found(browser, stripe, plan, sign_in):
    stranger = factories.make_person("stranger")
    theirs = visit_of(subscribe(sign_in(stranger), PLAN))
    stripe.pay(theirs)

    answer = browser.get(THANKS, {"session_id": theirs})

    assert answer.status_code == 404
    assert not is_subscriber(stranger)


@pytest.mark.parametrize("visit", ["", "cs_unknown", "sub_1", "cs_../../x", "cs_\x00"])
def test_a_visit_that_never_was_is_not_found(browser, stripe, visit):
    assert browser.get(THANKS, {"session_id": visit}).status_code == 404


def test_coming_back_signed_out_asks_who_she_is(client, db):
    answer = client.get(THANKS, {"session_id": "cs_test_1"})

    assert answer["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "evil",
        "/" + "x" * 500,
    ],
)
def test_she_is_never_sent_to_another_site(browser, stripe, plan, address):
    visit = visit_of(subscribe(browser, PLAN, {"next": address}))
    stripe.pay(visit)

    answer = browser.get(THANKS, {"session_id": visit, "next": address})

    assert visits(stripe)[0]["metadata"].get("story", "") == ""
    assert answer["Location"] == "/account/"
