"""What the rules do to a comment as it is posted or edited, as a browser sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import moderation, pace, posting
from comments.models import Comment, Discussion
from comments.rules import sentences
from comments.wall import open_wall
from tests.factories import (
    make_article,
    make_comment,
    make_listed,
    make_person,
    make_rules,
    make_subscriber,
    run_thread,
)

HX = {"HX-Request": "true"}
BAD = "Eres un P E N D E J O"
WHY = "The listed word “pendejo” is in it."


def thread_of(article) -> str:
    return f"{article.get_absolute_url()}comments/"


def now(comment: Comment) -> Comment:
    """The comment as it is stored now."""
    with open_wall():
        return Comment.objects.get(pk=comment.pk)


def only() -> Comment:
    with open_wall():
        return Comment.objects.get()


def earlier(minutes: float):
    return timezone.now() - timedelta(minutes=minutes)


@pytest.fixture
def browser(sign_in, subscriber):
    """A subscriber's browser."""
    return sign_in(subscriber)


@pytest.fixture
def _listed(db):
    make_listed("pendejo")


@pytest.mark.usefixtures("_listed")
def test_a_comment_that_a_rule_finds_waits_and_remembers_why(browser, article):
    response = browser.post(thread_of(article), {"body": f"{BAD}."}, headers=HX)

    new = only()
    (finding,) = new.held_for
    assert response.status_code == 201
    assert "waits for a moderator" in response.text
    assert (new.status, sentences(new.held_for)) == ("held", [WHY])
    assert new.body[finding["start"] : finding["end"]] == "P E N D E J O"
    assert Discussion.objects.get(article=article).visible == 0


@pytest.mark.usefixtures("_listed")
def test_the_author_is_not_told_which_word_it_was(browser, article):
    response = browser.post(thread_of(article), {"body": BAD}, headers=HX)

    assert "listed" not in response.text


@pytest.mark.usefixtures("_listed")
def test_an_edit_that_a_rule_finds_waits_again(browser, subscriber, article):
    own = make_comment(article, author=subscriber)

    browser.post(f"{own.get_absolute_url()}edit/", {"body": BAD})

    assert now(own).status == "held"
    assert sentences(now(own).held_for) == [WHY]


@pytest.mark.usefixtures("_listed")
def test_an_edit_of_what_waits_makes_it_wait_for_the_new_reasons(
    browser, subscriber, article
):
    own = make_comment(
        article, author=subscriber, status="held", held_for=[{"rule": "links"}]
    )

    browser.post(f"{own.get_absolute_url()}edit/", {"body": BAD})

    assert now(own).status == "held"
    assert sentences(now(own).held_for) == [WHY]


def test_what_waits_goes_on_waiting_when_an_edit_makes_it_good(
    browser, subscriber, article
):
    reason = {"rule": "links", "words": "3"}
    own = make_comment(article, author=subscriber, status="held", held_for=[reason])

    browser.post(f"{own.get_absolute_url()}edit/", {"body": "All is well"})

    assert now(own).status == "held"
    assert "no rule holds the new words" in sentences(now(own).held_for)[0]


def test_an_edit_that_no_rule_finds_stays_in_the_thread(browser, subscriber, article):
    stale = {"rule": "listed_words", "words": "x", "start": 0, "end": 9}
    own = make_comment(article, author=subscriber, held_for=[stale])

    browser.post(f"{own.get_absolute_url()}edit/", {"body": "All is well"})

    assert (now(own).status, now(own).held_for) == ("visible", [])


def test_changed_words_are_new_to_the_moderators(article, moderator, subscriber):
    own = make_comment(article, author=subscriber, status="held")
    moderation.approve(own, by=moderator)

    posting.rewrite(now(own), by=subscriber, body="Other words")

    assert now(own).reviewed_at is None


@pytest.mark.usefixtures("_listed")
@pytest.mark.parametrize("body", [BAD, "All is well"])
def test_no_edit_touches_where_a_removed_comment_stands(
    article, moderator, subscriber, body
):
    own = make_comment(article, author=subscriber)
    with open_wall():
        stale = Comment.objects.select_related("article__discussion").get(pk=own.pk)
    moderation.remove(own, by=moderator, reason="abuse")

    posting.rewrite(stale, by=subscriber, body=body)

    assert now(own).status == "removed"


@pytest.mark.usefixtures("_listed")
def test_the_rules_do_not_hold_moderators(sign_in, moderator, article):
    run_thread(article, "held_first")

    sign_in(moderator).post(thread_of(article), {"body": BAD})

    assert only().status == "visible"


def test_in_a_thread_held_first_every_comment_waits(browser, article):
    run_thread(article, "held_first")

    browser.post(thread_of(article), {"body": "Hello"})

    assert only().status == "held"


def test_the_first_comments_wait_and_then_no_more(article, moderator):
    make_rules(first_held=1)
    author = make_subscriber()
    first = posting.post(article=article, author=author, body="One")
    held_then = first.status
    moderation.approve(first, by=moderator)
    make_rules(seconds_between=0)

    second = posting.post(article=article, author=author, body="Two")

    assert (held_then, second.status) == ("held", "visible")


@pytest.mark.parametrize("headers", [{}, HX], ids=["page", "fragment"])
def test_a_slow_thread_says_how_long_and_keeps_the_words(
    browser, subscriber, article, headers
):
    make_comment(article, author=subscriber, created_at=earlier(2))
    run_thread(article, "slow", slow_minutes=5)

    response = browser.post(thread_of(article), {"body": "Again"}, headers=headers)

    assert response.status_code == 429
    assert 170 <= int(response["Retry-After"]) <= 180
    assert "in slow mode: one comment every 5 minutes." in response.text
    assert "Wait 3 minutes, then send it again." in response.text
    assert "Again" in response.text


@pytest.mark.parametrize("status", ["held", "deleted"])
def test_what_waits_or_was_taken_back_was_said_in_a_slow_thread(
    browser, subscriber, article, status
):
    make_comment(article, author=subscriber, status=status)
    run_thread(article, "slow")

    response = browser.post(thread_of(article), {"body": "Again"})

    assert response.status_code == 429


def test_a_slow_thread_is_slow_for_each_person_and_each_thread(
    browser, subscriber, article
):
    make_comment(article)
    make_comment(make_article(), author=subscriber)
    make_comment(article, author=subscriber, created_at=earlier(5.1))
    run_thread(article, "slow", slow_minutes=5)

    response = browser.post(thread_of(article), {"body": "Again"})

    assert response.status_code == 303


def test_a_slow_thread_answers_a_double_click_twice_alike(browser, article):
    run_thread(article, "slow")
    form = {"body": "Once", "token": "c0ffee00-0000-4000-8000-000000000001"}

    answers = [browser.post(thread_of(article), form, headers=HX) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert only().body == "Once"


def test_a_slow_thread_is_not_slow_for_moderators(sign_in, moderator, article):
    make_comment(article, author=moderator)
    run_thread(article, "slow")

    response = sign_in(moderator).post(thread_of(article), {"body": "Again"})

    assert response.status_code == 303


def test_who_edits_again_and_again_is_told_to_wait(browser, subscriber, article):
    own = make_comment(article, author=subscriber)
    address = f"{own.get_absolute_url()}edit/"
    for number in range(pace.EDITS_AN_HOUR):
        browser.post(address, {"body": f"Words {number}"})

    response = browser.post(address, {"body": "Too many words"})

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "Too many words" in response.text
    assert now(own).body == f"Words {pace.EDITS_AN_HOUR - 1}"


@pytest.mark.parametrize(
    ("numbers", "usual", "first_day"),
    [
        (
            {},
            [(200, pace.DAY), (30, pace.HOUR), (1, 5)],
            [(30, pace.DAY), (10, pace.HOUR), (1, 15)],
        ),
        (
            {"per_day": 9, "per_hour": 2, "seconds_between": 60},
            [(9, pace.DAY), (2, pace.HOUR), (1, 60)],
            [(2, pace.DAY), (1, pace.HOUR), (1, 180)],
        ),
        ({"per_day": 0, "per_hour": 0, "seconds_between": 0}, [], []),
    ],
)
def test_the_pace_follows_the_rules(db, numbers, usual, first_day):
    rules = make_rules(**numbers)

    assert pace.usual(rules) == usual
    assert pace.first_day(rules) == first_day


def test_no_limit_is_no_limit(db):
    rules = make_rules(per_day=0, per_hour=0, seconds_between=0)

    assert [pace.wait(make_person(), rules) for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "Wait 1 second,"),
        (119, "Wait 119 seconds,"),
        (121, "Wait 3 minutes,"),
        (7201, "Wait 3 hours,"),
    ],
)
def test_a_wait_is_said_in_the_nearest_unit(seconds, said):
    assert said in pace.slow_sentence(seconds, minutes=5)
    assert said in pace.sentence(seconds)
