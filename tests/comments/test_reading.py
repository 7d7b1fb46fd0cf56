"""Reading the conversation: who gets it, who meets the wall, and what stands on it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import threads
from comments.models import Discussion
from comments.wall import open_wall
from tests.factories import (
    make_article,
    make_comment,
    make_plan,
    make_section,
    run_thread,
)

SENTENCE = (
    "Have something to say? Paid Subscribers get all access"
    " to make &amp; read comments."
)
HX = {"HX-Request": "true"}
CANARY = "zq5c41f7"
READERS = ["subscriber", "in_grace", "moderator"]
OTHERS = ["reader", "lapsed", "past_due", "editor", "publisher"]


def thread_of(article) -> str:
    return f"{article.get_absolute_url()}comments/"


@pytest.fixture
def comment(article):
    return make_comment(article, body=f"Words with a canary {CANARY}.")


@pytest.fixture
def person(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("person", READERS, indirect=True)
@pytest.mark.parametrize("headers", [{}, HX], ids=["page", "fragment"])
def test_who_may_read_sees_the_words(person, headers, comment, sign_in):
    make_comment(parent=comment, body=f"A reply with the same {CANARY}.")
    for address in (thread_of(comment.article), comment.get_absolute_url()):
        response = sign_in(person).get(address, headers=headers)

        assert response.status_code == 200
        assert CANARY in response.text
        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("person", OTHERS, indirect=True)
@pytest.mark.parametrize("headers", [{}, HX], ids=["page", "fragment"])
def test_everyone_else_meets_the_wall(person, headers, comment, sign_in):
    make_plan()
    for address in (thread_of(comment.article), comment.get_absolute_url()):
        response = sign_in(person).get(address, headers=headers)

        assert response.status_code == 403
        assert CANARY not in response.text
        assert comment.author.display_name not in response.text
        assert "1 comment" in response.text
        assert response["Cache-Control"] == "private, no-store"


def test_a_stranger_is_shown_the_sentence_the_plans_and_where_to_sign_in(
    client, comment
):
    plan = make_plan()

    page = client.get(thread_of(comment.article)).text

    assert SENTENCE in page
    assert plan.price in page
    assert f"{plan.get_absolute_url()}?next=%2F" in page
    assert "/accounts/login/?next=%2F" in page
    assert "1 person talking" in page


def test_who_owes_a_payment_is_asked_to_update_the_card(sign_in, past_due, comment):
    make_plan()

    page = sign_in(past_due).get(thread_of(comment.article)).text

    assert "Update your card" in page
    assert SENTENCE not in page


def test_who_is_signed_in_is_not_asked_to_sign_in(sign_in, reader, comment):
    page = sign_in(reader).get(thread_of(comment.article), headers=HX).text

    assert SENTENCE in page
    assert "/accounts/login/" not in page


@pytest.mark.parametrize("person", [*OTHERS, None], indirect=False)
def test_the_wall_does_not_tell_which_comments_exist(
    person, request, comment, client, sign_in
):
    browser = sign_in(request.getfixturevalue(person)) if person else client
    there = comment.get_absolute_url()
    nowhere = there.replace(f"/{comment.pk}/", "/987654321/")

    answers = [browser.get(address) for address in (there, nowhere)]

    assert [answer.status_code for answer in answers] == [403, 403]
    pages = [answer.text.replace("987654321", str(comment.pk)) for answer in answers]
    # A past due reader has a button above the page; its form's token is always new.
    pages = [re.sub(r'token" value="\w+"', "", page) for page in pages]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("status", ["held", "removed", "deleted"])
def test_no_reader_sees_what_is_not_visible(
    status, article, sign_in, subscriber, moderator
):
    hidden = make_comment(article, body=CANARY, status=status, reason="spam")
    make_comment(parent=hidden)

    for person in (subscriber, moderator):
        for address in (thread_of(article), hidden.get_absolute_url()):
            response = sign_in(person).get(address)

            assert response.status_code == 200
            assert CANARY not in response.text
            assert hidden.author.display_name not in response.text


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("removed", "Removed by a moderator"),
        ("deleted", "Deleted by its author"),
        ("held", "Waits for a moderator"),
    ],
)
def test_a_tombstone_says_why_it_is_there(status, said, article, sign_in, subscriber):
    hidden = make_comment(article, status=status, reason="spam")
    make_comment(parent=hidden)

    assert said in sign_in(subscriber).get(thread_of(article)).text


def test_an_author_sees_her_held_comment_with_a_word_about_it(
    article, sign_in, subscriber
):
    own = make_comment(article, author=subscriber, body=CANARY, status="held")

    for address in (thread_of(article), own.get_absolute_url()):
        page = sign_in(subscriber).get(address).text

        assert CANARY in page
        assert "only you see it" in page


def test_the_wrong_section_or_slug_is_not_found(article, sign_in, subscriber):
    browser = sign_in(subscriber)

    assert browser.get("/news/nothing-here/comments/").status_code == 404


def test_a_draft_is_not_found_and_a_withdrawn_story_is_gone(
    article, sign_in, subscriber
):
    browser = sign_in(subscriber)
    draft = make_article(status="draft")
    article.withdraw()

    assert browser.get(thread_of(draft)).status_code == 404
    assert browser.get(thread_of(article)).status_code == 410


@pytest.mark.parametrize("number", ["987654321", "99999999999999999999999"])
def test_a_comment_that_is_not_there_is_not_found(article, sign_in, subscriber, number):
    address = f"{thread_of(article)}{number}/"

    assert sign_in(subscriber).get(address).status_code == 404


def test_a_comment_is_not_found_under_another_story(comment, sign_in, subscriber):
    address = f"{thread_of(make_article())}{comment.pk}/"

    assert sign_in(subscriber).get(address).status_code == 404


def test_a_poll_with_the_present_version_has_nothing_to_say(
    comment, sign_in, subscriber
):
    version = Discussion.objects.get(article=comment.article).version
    address = thread_of(comment.article)

    seen = sign_in(subscriber).get(address, {"seen": version})
    older = sign_in(subscriber).get(address, {"seen": version - 1})

    assert (seen.status_code, seen.content) == (204, b"")
    assert older.status_code == 200


def test_a_poll_asks_the_policy_first(comment, sign_in, reader):
    version = Discussion.objects.get(article=comment.article).version

    response = sign_in(reader).get(thread_of(comment.article), {"seen": version})

    assert response.status_code == 403


@pytest.mark.parametrize(
    "query",
    [{"sort": "x"}, {"cursor": "x"}, {"seen": "x"}, {"seen": "9" * 40}, {"sort": "\0"}],
)
def test_a_query_that_makes_no_sense_is_passed_over(
    query, comment, sign_in, subscriber
):
    response = sign_in(subscriber).get(thread_of(comment.article), query)

    assert response.status_code == 200


def test_a_fragment_is_only_the_thread(comment, sign_in, subscriber):
    fragment = sign_in(subscriber).get(thread_of(comment.article), headers=HX).text

    assert fragment.strip().startswith("<section")
    assert "<html" not in fragment
    assert fragment.count('<form class="composer') == 1


def test_more_comments_come_as_rows(article, sign_in, subscriber):
    for _ in range(21):
        make_comment(article)
    browser = sign_in(subscriber)
    with open_wall():
        cursor = threads.page(article, viewer=subscriber).next_cursor

    rows = browser.get(thread_of(article), {"cursor": cursor}, headers=HX).text

    assert rows.strip().startswith("<li")
    assert rows.count("<article") == 1


def test_a_closed_thread_can_be_read_and_says_so(article, sign_in, subscriber):
    run_thread(article, "closed")
    make_comment(article, body=CANARY)

    page = sign_in(subscriber).get(thread_of(article)).text

    assert CANARY in page
    assert "This conversation is closed" in page
    assert "<textarea" not in page


def test_the_number_of_queries_is_the_same_for_0_and_200_comments(sign_in, subscriber):
    browser = sign_in(subscriber)
    counts = []
    for number in (0, 200):
        article = make_article()
        for _ in range(-(-number // 4)):
            root = make_comment(article)
            for _ in range(3):
                make_comment(parent=root)
        browser.get(thread_of(article))
        with CaptureQueriesContext(connection) as queries:
            browser.get(thread_of(article))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 24


def test_the_address_of_a_mail_account_is_never_in_the_thread(
    comment, sign_in, subscriber
):
    page = sign_in(subscriber).get(thread_of(comment.article)).text

    assert comment.author.email not in page


def test_reading_only_answers_to_reading(comment, sign_in, subscriber):
    browser = sign_in(subscriber)

    assert browser.put(thread_of(comment.article)).status_code == 405
    assert browser.post(comment.get_absolute_url()).status_code == 405
    assert browser.head(thread_of(comment.article)).status_code == 200


def test_a_thread_moves_with_its_story_and_no_word_is_lost_on_the_way(
    sign_in, subscriber, article
):
    browser, old = sign_in(subscriber), thread_of(article)
    article.section = make_section("Culture")
    article.save()

    found = browser.get(f"{old}?sort=oldest")
    browser.post(old, {"body": "I was writing when it moved."})

    assert found.status_code == 301
    assert found["Location"] == f"{thread_of(article)}?sort=oldest"
    page = browser.get(thread_of(article)).content.decode()
    assert "I was writing when it moved." in page
