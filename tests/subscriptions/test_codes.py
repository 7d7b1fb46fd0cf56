"""A code for complimentary access: who may redeem it, and what each other one hears."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from subscriptions import access, codes
from subscriptions.models import Code, Grant
from tests import factories

REDEEM = "/redeem/"
STORY = "/news/a-story/comments/"


@pytest.fixture
def batch(publisher):
    """Three codes of thirty days."""
    return factories.make_batch(by=publisher)


@pytest.fixture
def code(batch):
    """One of them."""
    return batch.codes.first()


@pytest.fixture
def browser(sign_in, reader):
    """The reader's browser."""
    return sign_in(reader)


def redeem(browser, typed, **more):
    """Fill in the form, and follow it."""
    return browser.post(REDEEM, {"code": typed} | more, follow=True)


def test_a_code_opens_the_conversation_and_says_until_when(browser, reader, code):
    answer = redeem(browser, code.code)

    until = timezone.localtime(timezone.now() + timedelta(days=30))
    assert f"Access until {until:%B} {until.day}, {until.year}. Welcome!" in answer.text
    assert access.is_subscriber(reader)
    assert answer.redirect_chain == [("/account/", 303)]


def test_the_grant_says_why_and_whose_batch_it_was(browser, reader, code, publisher):
    redeem(browser, code.code)

    grant = reader.grants.get()
    assert (grant.reason, grant.by) == (code.batch.reason, publisher)
    assert grant.code == code


def test_whoever_came_from_a_story_goes_back_to_it(browser, code):
    answer = browser.post(REDEEM, {"code": code.code, "next": STORY})

    assert (answer.status_code, answer["Location"]) == (303, STORY)


def test_nobody_is_led_to_another_site(browser, code):
    answer = browser.post(REDEEM, {"code": code.code, "next": "https://evil.example/"})

    assert answer["Location"] == "/account/"


@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code.lower().replace('-', ' – ')}\n",
        lambda code: "".join(chr(ord(each) + 0xFEE0) for each in code),
    ],
    ids=["lower case", "no dashes", "spaces", "other dashes", "wide letters"],
)
def test_a_code_may_be_written_as_people_write(browser, reader, code, write):
    redeem(browser, write(code.code))

    assert access.is_subscriber(reader)


@pytest.mark.parametrize("typed", ["K7QM-2XWD-9TR0", "K7QM-2XWD", "mañana", "ß" * 12])
def test_what_can_be_no_code_is_answered_with_how_codes_look(browser, db, typed):
    answer = redeem(browser, typed)

    assert answer.status_code == 422
    assert "never I, L, O, U, 0 or 1" in answer.text
    assert f'value="{typed}"' in answer.text


def test_an_unknown_code_is_not_known(browser, db):
    answer = redeem(browser, "K7QM-2XWD-9TRA")

    assert answer.status_code == 422
    assert "We don&#x27;t know this code." in answer.text


@pytest.mark.parametrize("typed", ["", "   ", "x" * 61, "\0"])
def test_nothing_or_too_much_is_said_to_be_no_code(browser, db, typed):
    assert redeem(browser, typed).status_code == 422


def test_a_used_code_says_so_and_gives_nothing(browser, reader, code):
    codes.redeem(code.code, factories.make_person("first"))

    answer = redeem(browser, code.code)

    assert answer.status_code == 422
    assert "has been used by somebody else" in answer.text
    assert not access.is_subscriber(reader)


def test_clicking_twice_is_one_grant_and_the_same_answer(browser, reader, code):
    first = redeem(browser, code.code)
    second = redeem(browser, code.code)

    assert "Access until" in first.text
    assert "Access until" in second.text
    assert reader.grants.count() == 1


def test_a_code_of_long_ago_says_when_it_ended(browser, reader, code):
    grant = codes.redeem(code.code, reader)
    grant.starts_at -= timedelta(days=90)
    grant.until -= timedelta(days=90)
    grant.save()

    answer = redeem(browser, code.code)

    assert "the access it gave ended on" in answer.text


def test_a_code_is_good_until_the_last_second_of_its_last_day(browser, batch, code):
    batch.expires_at = timezone.now() + timedelta(seconds=30)
    batch.save()

    assert codes.look(code.code) == code


def test_a_code_past_its_last_day_says_which_day_it_was(browser, reader, batch, code):
    batch.expires_at = codes.end_of(timezone.localdate() - timedelta(days=1))
    batch.save()

    answer = redeem(browser, code.code)

    yesterday = timezone.localdate() - timedelta(days=1)
    day = f"{yesterday:%B} {yesterday.day}, {yesterday.year}"
    assert f"could be redeemed until {day}" in answer.text
    assert not access.is_subscriber(reader)


def test_each_person_uses_one_code_of_a_batch(browser, reader, batch):
    first, second, _third = batch.codes.all()
    grant = codes.redeem(first.code, reader)
    grant.starts_at -= timedelta(days=60)
    grant.until -= timedelta(days=60)
    grant.save()

    answer = redeem(browser, second.code)

    assert "another code of this kind" in answer.text
    assert reader.grants.count() == 1


def test_a_subscriber_keeps_her_code_for_later(sign_in, subscriber, code):
    answer = redeem(sign_in(subscriber), code.code)

    assert answer.status_code == 422
    assert "You have access already, until" in answer.text
    assert codes.look(code.code) == code
    assert not subscriber.grants.exists()


def test_a_lapsed_subscriber_may_redeem(sign_in, lapsed, code):
    redeem(sign_in(lapsed), code.code)

    assert access.is_subscriber(lapsed)


def test_who_is_signed_out_keeps_the_code_and_the_story_on_the_way(client, code):
    answer = client.post(
        REDEEM, {"code": code.code.lower(), "next": STORY}, follow=True
    )

    here = f"/redeem/%3Fcode%3D{code.code}%26next%3D{STORY.replace('/', '%2F')}"
    assert code.code in answer.text
    assert f"/accounts/signup/?next={here.replace('/', '%2F')}" in answer.text
    assert f"/accounts/login/?next={here.replace('/', '%2F')}" in answer.text


def test_who_comes_back_signed_in_finds_the_code_typed(browser, code):
    answer = browser.get(REDEEM, {"code": code.code, "next": STORY})

    assert f'value="{code.code}"' in answer.text
    assert f'value="{STORY}"' in answer.text
    assert not Grant.objects.exists()


def test_nobody_signs_up_for_a_code_that_gives_nothing(client, code):
    codes.redeem(code.code, factories.make_person("first"))

    answer = client.post(REDEEM, {"code": code.code})

    assert answer.status_code == 422
    assert "has been used by somebody else" in answer.text


def test_a_person_guesses_ten_times_in_ten_minutes(browser, code):
    statuses = [redeem(browser, "K7QM-2XWD-9TRA").status_code for _ in range(11)]

    answer = redeem(browser, code.code)

    assert statuses == [422] * 10 + [429]
    assert answer.status_code == 429
    assert f'value="{code.code}"' in answer.text
    assert not Grant.objects.exists()


def test_a_client_guesses_forty_times_an_hour_whoever_signs_in(sign_in, db):
    browsers = [sign_in(factories.make_person()) for _ in range(5)]
    for browser in browsers[:4]:
        for _time in range(10):
            redeem(browser, "K7QM-2XWD-9TRA")

    assert redeem(browsers[4], "K7QM-2XWD-9TRA").status_code == 429


def test_the_plans_lead_to_it(client, db):
    assert f'<a href="{REDEEM}">Have a code?</a>' in client.get("/subscribe/").text


@pytest.mark.django_db(transaction=True)
def test_of_eight_people_with_one_code_one_gets_in(publisher):
    code = factories.make_batch(by=publisher).codes.first().code
    people = [factories.make_person() for _ in range(8)]

    heard = at_once(lambda person: codes.redeem(code, person), people)

    assert sorted(heard) == ["Grant"] + ["used"] * 7
    assert Grant.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_codes_of_a_batch_at_once_are_one_grant(publisher, reader):
    both = [one.code for one in factories.make_batch(by=publisher).codes.all()[:2]]

    heard = at_once(lambda code: codes.redeem(code, reader), both)

    assert sorted(heard) == ["Grant", "same batch"]
    assert Code.objects.filter(grant__isnull=False).count() == 1


def at_once(verb, things):
    """What comes of doing it to each of them in a thread of its own."""

    def do(thing):
        try:
            return type(verb(thing)).__name__
        except codes.NotRedeemed as refused:
            return refused.why.value
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(do, things))
