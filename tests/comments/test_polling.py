"""The quiet question of an open page: has anybody else written meanwhile?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import ignoring
from comments.models import Discussion
from tests.factories import make_comment

HX = {"HX-Request": "true"}


@pytest.fixture
def first(article):
    return make_comment(article, body="Words with a canary zq44dd03.")


@pytest.fixture
def poll(sign_in, subscriber, first):
    """Ask as the subscriber's page would that was drawn after the first comment."""
    browser, article = sign_in(subscriber), first.article
    version = Discussion.objects.get(article=article).version
    address = f"{article.get_absolute_url()}comments/"

    def ask(**query):
        query = {"seen": version, "after": first.pk} | query
        return browser.get(address, query, headers=HX)

    return ask


def test_nothing_has_happened(poll):
    response = poll()

    assert (response.status_code, response.content) == (204, b"")


def test_others_have_written(poll, first):
    make_comment(first.article, body="zq44dd04")
    make_comment(parent=first, body="zq44dd05")

    response = poll()

    assert response.status_code == 200
    assert response.text.strip().startswith('<a class="pill"')
    assert "2 new comments" in response.text
    assert 'hx-target="#discussion"' in response.text
    assert "zq44dd" not in response.text


@pytest.mark.parametrize("status", ["held", "removed", "deleted"])
def test_what_nobody_may_read_is_no_news(status, poll, first):
    make_comment(first.article, status=status, reason="spam")

    assert poll().status_code == 204


def test_her_own_words_are_no_news_to_her(poll, first, subscriber):
    make_comment(first.article, author=subscriber)

    assert poll().status_code == 204


def test_whom_she_ignores_is_no_news_to_her(poll, first, subscriber):
    bore = make_comment(first.article).author
    ignoring.ignore(bore.pk, by=subscriber)

    assert poll().status_code == 204


def test_an_edit_or_a_removal_is_no_new_comment(poll, first):
    first.edit("Other words")

    assert poll().status_code == 204


def test_many_are_said_to_be_many(poll, first):
    for _ in range(101):
        make_comment(first.article)

    assert "100+ new comments" in poll().text


def test_a_thread_that_was_empty(poll, first):
    assert "1 new comment<" in poll(seen=0, after=0).text


@pytest.mark.parametrize("after", ["987654321", "9" * 18])
def test_a_number_that_is_not_in_the_thread_has_no_news(after, poll):
    assert poll(seen=0, after=after).status_code == 204


def test_a_number_that_makes_no_sense_draws_the_thread(poll):
    response = poll(seen=0, after="9" * 40)

    assert response.text.strip().startswith("<section")


@pytest.mark.parametrize("person", ["reader", "lapsed", "past_due", "editor"])
def test_the_policy_is_asked_first(person, request, sign_in, first):
    browser = sign_in(request.getfixturevalue(person))
    version = Discussion.objects.get(article=first.article).version
    address = f"{first.article.get_absolute_url()}comments/"

    for seen in (version, 0):
        query = {"seen": seen, "after": 0}
        response = browser.get(address, query, headers=HX)

        assert response.status_code == 403
        assert "new comment" not in response.text


def test_a_poll_takes_a_handful_of_queries(poll, first):
    with CaptureQueriesContext(connection) as queries:
        poll()
    quiet = len(queries)
    make_comment(first.article)
    with CaptureQueriesContext(connection) as queries:
        poll()

    assert quiet <= 4
    assert len(queries) <= 12


def test_the_page_says_where_the_poll_begins(sign_in, subscriber, first):
    newest = make_comment(first.article)
    make_comment(first.article, status="held")
    address = f"{first.article.get_absolute_url()}comments/?sort=oldest"

    page = sign_in(subscriber).get(address).text

    version = Discussion.objects.get(article=first.article).version
    assert f'data-version="{version}" data-newest="{newest.pk}"' in page
