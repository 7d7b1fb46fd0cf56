"""Ignoring someone folds her comments away for one reader, and for nobody else."""

import pytest
from django.utils import timezone

from comments import ignoring
from comments.models import Ignore
from tests.factories import make_comment, make_person, make_subscriber

CANARY = "zq33bb02"
OTHERS = ["reader", "lapsed", "past_due", "editor", "publisher"]


@pytest.fixture
def bore(db):
    return make_person(display_name="Bore Zq55Cc")


@pytest.fixture
def comment(article, bore):
    return make_comment(article, author=bore, body=f"Once more, {CANARY}.")


def ignore_of(comment) -> str:
    return f"{comment.get_absolute_url()}ignore/"


def thread_of(article) -> str:
    return f"{article.get_absolute_url()}comments/"


def test_ignoring_twice_is_ignoring_once_and_it_can_stop(subscriber, bore):
    seen = []
    for on in (True, True, False, False):
        ignoring.ignore(bore.pk, by=subscriber, on=on)
        seen.append(ignoring.ignored(by=subscriber))

    assert seen == [{bore.pk}, {bore.pk}, set(), set()]


def test_her_comments_are_folded_without_her_name(comment, sign_in, subscriber, bore):
    reply = make_comment(parent=comment, body="I disagree.")
    browser = sign_in(subscriber)

    response = browser.post(ignore_of(comment))

    assert response.status_code == 303
    for address in (thread_of(comment.article), reply.get_absolute_url()):
        page = browser.get(address).text
        folded = page.split("<details>")[1].split("</details>")[0]
        assert "You ignore this person. Show the comment" in folded
        assert CANARY in folded
        assert CANARY not in page.replace(folded, "")
        assert bore.display_name not in page


def test_nobody_else_notices(comment, sign_in, subscriber, bore):
    ignoring.ignore(bore.pk, by=subscriber)

    page = sign_in(make_subscriber()).get(thread_of(comment.article)).text

    assert "<details>" not in page
    assert bore.display_name in page


def test_the_folded_comment_offers_to_stop(comment, sign_in, subscriber, bore):
    ignoring.ignore(bore.pk, by=subscriber)
    browser = sign_in(subscriber)

    page = browser.get(thread_of(comment.article)).text
    response = browser.post(ignore_of(comment), {"wish": "off"})

    assert "Stop ignoring this person" in page
    assert response.status_code == 303
    assert bore.display_name in browser.get(thread_of(comment.article)).text


def test_the_page_asks_before_anything_changes(comment, sign_in, subscriber, bore):
    browser = sign_in(subscriber)

    page = browser.get(ignore_of(comment)).text
    ignoring.ignore(bore.pk, by=subscriber)
    again = browser.get(ignore_of(comment)).text

    assert f"Ignore {bore.display_name}?" in page
    assert "You ignore this person" in again
    assert bore.display_name not in again


def test_her_picked_comment_is_not_put_first(article, sign_in, subscriber, bore):
    make_comment(article, author=bore, picked_at=timezone.now())
    ignoring.ignore(bore.pk, by=subscriber)

    page = sign_in(subscriber).get(thread_of(article)).text

    assert "picks-heading" not in page
    assert bore.display_name not in page


def test_staff_can_not_be_folded_away(article, sign_in, subscriber, moderator):
    comment = make_comment(article, author=moderator, body=CANARY)
    browser = sign_in(subscriber)

    response = browser.post(ignore_of(comment))
    ignoring.ignore(moderator.pk, by=subscriber)  # before she was staff, perhaps
    page = browser.get(thread_of(article)).text

    assert response.status_code == 403
    assert "speaks for the newsroom" in response.text
    assert "<details>" not in page
    assert "ignore/" not in page


def test_nobody_ignores_herself(article, sign_in, subscriber):
    own = make_comment(article, author=subscriber)

    response = sign_in(subscriber).post(ignore_of(own))

    assert response.status_code == 403
    assert Ignore.objects.count() == 0


@pytest.mark.parametrize("person", OTHERS)
def test_who_may_not_read_ignores_nobody(person, request, comment, sign_in, bore):
    browser = sign_in(request.getfixturevalue(person))

    for answer in (browser.get(ignore_of(comment)), browser.post(ignore_of(comment))):
        assert answer.status_code == 403
        assert bore.display_name not in answer.text
    assert Ignore.objects.count() == 0


def test_a_tombstone_does_not_betray_whom_it_covers(article, sign_in, subscriber, bore):
    hidden = make_comment(article, author=bore, status="removed", reason="spam")
    make_comment(parent=hidden)

    response = sign_in(subscriber).get(ignore_of(hidden))

    assert response.status_code == 403
    assert bore.display_name not in response.text


def test_too_much_ignoring_is_told_to_wait(comment, sign_in, subscriber):
    browser = sign_in(subscriber)
    for _ in range(30):
        browser.post(ignore_of(comment), {"wish": "off"})

    response = browser.post(ignore_of(comment))

    assert response.status_code == 429
    assert "That was a lot in a short time." in response.text
    assert Ignore.objects.count() == 0
