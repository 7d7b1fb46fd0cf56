"""Posting and replying, as a browser does it."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments import pace
from comments.models import Comment, Discussion
from comments.wall import open_wall
from tests.factories import (
    make_article,
    make_comment,
    make_person,
    make_rules,
    make_sanction,
    make_subscriber,
    run_thread,
)

HX = {"HX-Request": "true"}
TYPED = "I was there, and it rained."


def thread_of(article) -> str:
    return f"{article.get_absolute_url()}comments/"


def stored(article) -> list[Comment]:
    """The story's comments, earliest first."""
    with open_wall():
        comments = Comment.objects.under(article).oldest_first()
        return list(comments.select_related("author", "parent"))


@pytest.fixture
def browser(sign_in, subscriber):
    """A subscriber's browser."""
    return sign_in(subscriber)


def test_a_form_without_scripts_is_sent_on_to_the_new_comment(
    browser, article, subscriber
):
    response = browser.post(thread_of(article), {"body": TYPED})

    (new,) = stored(article)
    assert response.status_code == 303
    assert response["Location"] == f"{new.get_absolute_url()}#comment-{new.pk}"
    assert (new.body, new.author, new.status) == (TYPED, subscriber, "visible")
    assert TYPED in browser.get(response["Location"]).text


def test_a_script_is_answered_with_the_new_comment_and_the_new_count(browser, article):
    response = browser.post(thread_of(article), {"body": TYPED}, headers=HX)

    assert response.status_code == 201
    assert TYPED in response.text
    assert "1 comment<" in response.text
    assert "1 person talking" in response.text
    assert "afterbegin:#comments" in response.text
    assert "<html" not in response.text


def test_another_subscriber_sees_it(browser, article, sign_in):
    other = make_subscriber()

    browser.post(thread_of(article), {"body": TYPED})

    assert TYPED in sign_in(other).get(thread_of(article)).text


def test_a_reply_stands_under_what_it_answers(browser, article):
    parent = make_comment(article)

    response = browser.post(
        thread_of(article), {"body": TYPED, "parent": parent.pk}, headers=HX
    )

    reply = stored(article)[1]
    assert response.status_code == 201
    assert reply.parent == parent
    assert f"afterend:#comment-{parent.pk}" in response.text


def test_the_form_for_a_reply_comes_as_a_fragment(browser, article):
    parent = make_comment(article)

    form = browser.get(f"{parent.get_absolute_url()}?reply", headers=HX).text

    assert form.strip().startswith("<form")
    assert f'name="parent" value="{parent.pk}"' in form
    assert parent.author.display_name in form


@pytest.mark.parametrize("parent", ["x", "987654321", "9" * 30, "-1"])
def test_a_reply_to_nothing_is_not_found(browser, article, parent):
    response = browser.post(thread_of(article), {"body": TYPED, "parent": parent})

    assert response.status_code == 404
    assert stored(article) == []


def test_a_reply_can_not_answer_under_another_story(browser, article):
    elsewhere = make_comment(make_article())

    response = browser.post(thread_of(article), {"body": TYPED, "parent": elsewhere.pk})

    assert response.status_code == 404


def test_what_was_removed_can_not_be_answered_and_the_text_is_kept(browser, article):
    parent = make_comment(article, status="removed", reason="spam")
    make_comment(parent=parent)

    response = browser.post(thread_of(article), {"body": TYPED, "parent": parent.pk})

    assert response.status_code == 403
    assert TYPED in response.text
    assert "no longer in the thread" in response.text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "Your comment is empty."),
        (" \n ", "Your comment is empty."),
        ("\u200b\u200d\u3164", "Your comment is empty."),
        ("\x00\x01", "Your comment is empty."),
        ("x", "one character long"),
        ("x" * 5_001, "Your comment is 5,001 characters long; the limit is 5,000."),
        ("x" * 1_000_000, "is 1,000,000 characters long; the limit is 5,000."),
    ],
    ids=["empty", "blank", "zero-width", "control", "1", "5001", "1000000"],
)
@pytest.mark.parametrize("headers", [{}, HX], ids=["page", "fragment"])
def test_a_text_of_the_wrong_length_is_refused_and_kept(
    browser, article, body, said, headers
):
    response = browser.post(thread_of(article), {"body": body}, headers=headers)

    assert response.status_code == 422
    assert said in response.text
    assert body.strip("\x00\x01 \n") in response.text
    assert stored(article) == []


@pytest.mark.parametrize(
    "body",
    [
        "ok",
        "x" * 5_000,
        "هذا تعليق بالعربية",
        "👩‍👩‍👧 👍🏽",
        "<script>alert(1)</script>",
        "null\x00byte",
        "%s {{ 7*7 }} {% now %}",
        "' OR 1=1; --",
    ],
    ids=["2", "5000", "arabic", "emoji", "script", "null", "template", "sql"],
)
def test_any_other_text_is_posted_as_it_was_typed(browser, article, body):
    response = browser.post(thread_of(article), {"body": body})

    (new,) = stored(article)
    assert response.status_code == 303
    assert new.body == body.replace("\x00", "")
    assert "<script>alert" not in browser.get(thread_of(article)).text


def test_a_double_click_posts_once_and_both_are_told_so(browser, article):
    form = {"body": TYPED, "token": str(uuid.uuid4())}

    first = browser.post(thread_of(article), form, headers=HX)
    second = browser.post(thread_of(article), form, headers=HX)

    (new,) = stored(article)
    assert (first.status_code, second.status_code) == (201, 201)
    assert f'id="comment-{new.pk}"' in second.text


def test_an_old_form_with_new_words_is_a_new_comment(browser, article):
    make_rules(seconds_between=0)
    token = str(uuid.uuid4())

    for body in ("One thing", "Another thing"):
        browser.post(thread_of(article), {"body": body, "token": token})

    assert [comment.body for comment in stored(article)] == [
        "One thing",
        "Another thing",
    ]


def test_another_persons_token_is_no_matter(browser, article):
    theirs = make_comment(article)

    browser.post(thread_of(article), {"body": TYPED, "token": str(theirs.token)})

    assert len(stored(article)) == 2


def test_a_form_without_a_proper_token_is_still_told_what_happened(browser, article):
    response = browser.post(thread_of(article), {"body": TYPED, "token": "x"})

    assert response.status_code == 303
    assert len(stored(article)) == 1


@pytest.mark.parametrize("headers", [{}, HX], ids=["page", "fragment"])
def test_an_expired_session_loses_no_words(client, article, headers):
    response = client.post(thread_of(article), {"body": TYPED}, headers=headers)

    assert response.status_code == 403
    assert TYPED in response.text
    assert "/accounts/login/" in response.text
    assert stored(article) == []


@pytest.mark.parametrize("name", ["reader", "lapsed", "past_due", "editor"])
def test_who_may_no_longer_write_keeps_her_words(request, name, sign_in, article):
    person = request.getfixturevalue(name)

    response = sign_in(person).post(thread_of(article), {"body": TYPED})

    assert response.status_code == 403
    assert TYPED in response.text
    assert stored(article) == []


def test_a_form_with_a_wrong_security_token_loses_no_words(subscriber, article):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(subscriber)

    response = browser.post(thread_of(article), {"body": TYPED})

    assert response.status_code == 403
    assert TYPED in response.text
    assert stored(article) == []


def test_a_silenced_subscriber_is_told_and_keeps_her_words(
    browser, subscriber, article
):
    make_sanction(subscriber)

    response = browser.post(thread_of(article), {"body": TYPED})

    assert response.status_code == 403
    assert TYPED in response.text
    assert "stopped you from writing" in response.text


def test_what_a_held_subscriber_writes_waits(browser, subscriber, article):
    make_sanction(subscriber, "hold")

    response = browser.post(thread_of(article), {"body": TYPED}, headers=HX)

    (new,) = stored(article)
    assert new.status == "held"
    assert "waits for a moderator" in response.text
    assert Discussion.objects.get(article=article).visible == 0


def test_nobody_posts_under_a_closed_thread_or_a_story_that_is_not_there(
    browser, article
):
    draft = make_article(status="draft")
    run_thread(article, "closed")

    assert browser.post(thread_of(article), {"body": TYPED}).status_code == 403
    assert browser.post(thread_of(draft), {"body": TYPED}).status_code == 404


def test_who_writes_too_fast_is_told_to_wait_and_keeps_her_words(browser, article):
    browser.post(thread_of(article), {"body": "First"})

    response = browser.post(thread_of(article), {"body": TYPED}, headers=HX)

    assert response.status_code == 429
    assert TYPED in response.text
    assert int(response["Retry-After"]) > 0
    assert len(stored(article)) == 1


def test_the_repeat_of_a_post_is_not_too_fast(browser, article):
    form = {"body": TYPED, "token": str(uuid.uuid4())}

    answers = [browser.post(thread_of(article), form, headers=HX) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 201]


@pytest.mark.parametrize(("days", "allowed"), [(0, 10), (3, 30)])
def test_the_first_day_is_gentler(db, days, allowed):
    rules = make_rules(seconds_between=0)
    person = make_person(date_joined=timezone.now() - timedelta(days=days))

    answers = [not pace.wait(person, rules) for _ in range(allowed + 1)]

    assert answers == [True] * allowed + [False]
