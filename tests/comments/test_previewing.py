"""A preview shows how words will look; nothing is stored, counted or lost by it."""

import gzip

import pytest
from django.conf import settings

from comments import pace
from comments.models import Comment
from comments.wall import open_wall
from tests.factories import make_comment, make_sanction

HX = {"HX-Request": "true"}
TYPED = "> She said so\n\nI was <b>there</b>: https://example.com/"
SHOWN = "I was &lt;b&gt;there&lt;/b&gt;: <a href="


@pytest.fixture
def browser(sign_in, subscriber):
    """A subscriber's browser."""
    return sign_in(subscriber)


@pytest.fixture
def thread(article):
    """The address of the story's conversation."""
    return f"{article.get_absolute_url()}comments/"


def stored() -> int:
    with open_wall():
        return Comment.objects.count()


@pytest.mark.parametrize("headers", [{}, HX], ids=["form", "script"])
def test_a_preview_stores_nothing_and_keeps_the_words_and_the_token(
    browser, thread, headers
):
    token = "0a1b2c3d-0000-4000-8000-000000000001"
    sent = {"body": TYPED, "token": token, "preview": "1"}

    response = browser.post(thread, sent, headers=headers)

    assert response.status_code == 200
    assert SHOWN in response.text
    assert "&gt; She said so" in response.text
    assert token in response.text
    assert ("<html" in response.text) is (not headers)
    assert stored() == 0


def test_previews_are_not_counted_by_the_pace(browser, thread):
    for _time in range(5):
        browser.post(thread, {"body": TYPED, "preview": "1"})

    assert browser.post(thread, {"body": TYPED}, headers=HX).status_code == 201


def test_a_preview_of_a_reply_stays_under_what_it_answers(browser, thread, article):
    parent = make_comment(article, body="A question")
    sent = {"body": TYPED, "parent": parent.pk, "preview": "1"}

    page = browser.post(thread, sent).text

    assert f'name="parent" value="{parent.pk}"' in page
    assert "A question" in page
    assert SHOWN in page


def test_what_can_not_be_posted_has_no_preview(browser, thread):
    response = browser.post(thread, {"body": "x", "preview": "1"})

    assert response.status_code == 422
    assert 'class="preview"' not in response.text


def test_who_may_not_post_has_no_preview(browser, subscriber, thread):
    make_sanction(subscriber)

    response = browser.post(thread, {"body": TYPED, "preview": "1"})

    assert response.status_code == 403
    assert SHOWN not in response.text


@pytest.mark.parametrize("headers", [{}, HX], ids=["form", "script"])
def test_an_edit_is_previewed_and_changes_nothing(
    browser, subscriber, article, headers
):
    own = make_comment(article, author=subscriber, body="Before")
    sent = {"body": TYPED, "preview": "1"}

    response = browser.post(f"{own.get_absolute_url()}edit/", sent, headers=headers)

    assert response.status_code == 200
    assert SHOWN in response.text
    with open_wall():
        assert Comment.objects.get().body == "Before"


def test_a_script_gets_the_changed_comment_in_its_place(browser, subscriber, article):
    own = make_comment(article, author=subscriber, body="Before")
    address = f"{own.get_absolute_url()}edit/"

    form = browser.get(address, headers=HX).text
    response = browser.post(address, {"body": TYPED}, headers=HX)

    assert "<html" not in form
    assert "Before" in form
    assert response.status_code == 201
    assert f'hx-swap-oob="outerHTML:#comment-{own.pk}"' in response.text
    assert SHOWN in response.text
    assert "Before" not in response.text


def test_a_changed_reply_still_says_whom_it_answers(browser, subscriber, article):
    parent = make_comment(article)
    own = make_comment(parent=parent, author=subscriber, body="Before")

    page = browser.post(f"{own.get_absolute_url()}edit/", {"body": TYPED}, headers=HX)

    assert "in reply to" in page.text
    assert parent.author.display_name in page.text
    assert parent.body not in page.text


def test_an_edit_that_comes_too_fast_keeps_the_words(
    browser, subscriber, article, monkeypatch
):
    monkeypatch.setattr(pace, "EDITS_AN_HOUR", 1)
    own = make_comment(article, author=subscriber, body="Before")
    address = f"{own.get_absolute_url()}edit/"
    browser.post(address, {"body": "Once changed"})

    response = browser.post(address, {"body": TYPED})

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "&gt; She said so" in response.text


def test_the_scripts_of_the_thread_are_small():
    scripts = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))

    sizes = {one.name: len(gzip.compress(one.read_bytes())) for one in scripts}

    assert "draft.js" in sizes
    assert sum(sizes.values()) < 15 * 1024
