"""Likes: once each, taken back at will, and counted exactly."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from comments import likes
from comments.models import Comment, Discussion, Like
from comments.wall import open_wall
from tests.factories import make_comment, make_person, make_sanction, make_subscriber

HX = {"HX-Request": "true"}
READERS = ["subscriber", "in_grace", "moderator"]
OTHERS = ["reader", "lapsed", "past_due", "editor", "publisher"]


@pytest.fixture
def comment(article):
    return make_comment(article, body="Words with a canary zq77aa01.")


@pytest.fixture
def person(request):
    return request.getfixturevalue(request.param)


def likes_of(comment) -> int:
    with open_wall():
        return Comment.objects.get(pk=comment.pk).likes


def like_of(comment) -> str:
    return f"{comment.get_absolute_url()}like/"


def test_a_like_is_counted_once_and_can_be_taken_back(comment, subscriber):
    counts = []
    with open_wall():
        for on in (True, True, False, False):
            likes.like(comment, by=subscriber, on=on)
            counts.append(comment.likes)

    assert counts == [1, 1, 0, 0]


@pytest.mark.parametrize("person", READERS, indirect=True)
def test_a_form_without_a_script_leads_back_to_the_comment(person, comment, sign_in):
    response = sign_in(person).post(like_of(comment), {"like": "on"})

    assert response.status_code == 303
    assert response["Location"].endswith(f"#comment-{comment.pk}")
    assert likes_of(comment) == 1


def test_a_script_gets_only_the_button_back(comment, sign_in, subscriber):
    browser = sign_in(subscriber)

    liked = browser.post(like_of(comment), {"like": "on"}, headers=HX)
    unliked = browser.post(like_of(comment), {"like": "off"}, headers=HX)

    assert liked.status_code == unliked.status_code == 200
    assert liked.text.strip().startswith('<form class="like"')
    assert 'aria-pressed="true"' in liked.text
    assert 'value="off"' in liked.text
    assert 'aria-pressed="false"' in unliked.text
    assert "canary" not in liked.text
    assert likes_of(comment) == 0


def test_the_thread_shows_each_reader_her_own_likes(comment, sign_in, subscriber):
    with open_wall():
        likes.like(comment, by=subscriber)
        likes.like(comment, by=make_subscriber())
    thread = f"{comment.article.get_absolute_url()}comments/"

    hers = sign_in(subscriber).get(thread).text
    anothers = sign_in(make_subscriber()).get(thread).text

    assert pressed(hers, comment) == ("true", "2")
    assert pressed(anothers, comment) == ("false", "2")


def test_no_number_stands_beside_what_nobody_likes(comment, sign_in, subscriber):
    page = sign_in(subscriber).get(f"{comment.article.get_absolute_url()}comments/")

    form = page.text.split('<form class="like"')[1].split("</form>")[0]
    assert ">Like<" in form
    assert 'class="number"' not in form


def pressed(page: str, comment) -> tuple[str, ...]:
    """Whether the comment's button is pressed, and the number on it."""
    button = (
        rf'id="like-{comment.pk}" aria-pressed="(\w+)".*?'
        r'<span class="number">([\d,]+)'
    )
    return re.search(button, page, re.DOTALL).groups()


def test_the_form_in_the_page_carries_its_security_token(comment, sign_in, subscriber):
    page = sign_in(subscriber).get(f"{comment.article.get_absolute_url()}comments/")

    form = page.text.split('<form class="like"')[1].split("</form>")[0]
    assert "csrfmiddlewaretoken" in form


@pytest.mark.parametrize("person", OTHERS, indirect=True)
@pytest.mark.parametrize("headers", [{}, HX], ids=["page", "fragment"])
def test_who_may_not_read_likes_nothing(person, headers, comment, sign_in):
    browser = sign_in(person)
    nowhere = like_of(comment).replace(f"/{comment.pk}/", "/987654321/")

    answers = [
        browser.post(address, {"like": "on"}, headers=headers)
        for address in (like_of(comment), nowhere)
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "canary" not in answers[0].text
    assert "was not posted" not in answers[0].text
    assert likes_of(comment) == 0


def test_who_is_silenced_likes_nothing(comment, sign_in, subscriber):
    make_sanction(subscriber)

    response = sign_in(subscriber).post(like_of(comment), {"like": "on"}, headers=HX)

    assert response.status_code == 403
    assert "stopped you from writing" in response.text
    assert likes_of(comment) == 0


def test_nobody_likes_her_own_comment(article, sign_in, subscriber):
    own = make_comment(article, author=subscriber)

    response = sign_in(subscriber).post(like_of(own), {"like": "on"})

    assert response.status_code == 403
    assert likes_of(own) == 0


def test_her_own_comment_shows_its_likes_without_a_button(article, sign_in, subscriber):
    own = make_comment(article, author=subscriber)
    with open_wall():
        likes.like(own, by=make_subscriber())

    page = sign_in(subscriber).get(own.get_absolute_url()).text

    assert '<span class="likes">1 like</span>' in page
    assert '<form class="like"' not in page


@pytest.mark.parametrize("status", ["held", "removed", "deleted"])
def test_what_can_not_be_read_can_not_be_liked(status, article, sign_in, subscriber):
    hidden = make_comment(article, status=status, reason="spam")
    make_comment(parent=hidden)

    response = sign_in(subscriber).post(like_of(hidden), {"like": "on"})

    assert response.status_code == 403
    assert likes_of(hidden) == 0


def test_the_page_that_asks_changes_nothing(comment, sign_in, subscriber):
    response = sign_in(subscriber).get(like_of(comment))

    assert response.status_code == 200
    assert '<form class="like"' in response.text
    assert likes_of(comment) == 0


def test_too_many_likes_are_told_to_wait(comment, sign_in, subscriber):
    browser = sign_in(subscriber)
    for _ in range(60):
        browser.post(like_of(comment), {"like": "off"}, headers=HX)

    page = browser.post(like_of(comment), {"like": "on"})
    part = browser.post(like_of(comment), {"like": "on"}, headers=HX)

    for response in (page, part):
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 60
        assert "That was a lot in a short time." in response.text
        assert '<form class="like"' in response.text
    assert likes_of(comment) == 0


def test_a_like_changes_neither_the_version_nor_the_numbers(comment, subscriber):
    before = Discussion.objects.values().get(article=comment.article)

    with open_wall():
        likes.like(comment, by=subscriber)

    assert Discussion.objects.values().get(article=comment.article) == before


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_time_are_counted_exactly():
    comment, people = make_comment(), [make_person() for _ in range(3)]
    barrier = Barrier(6)

    def click(person) -> None:
        try:
            barrier.wait()
            with open_wall():
                likes.like(Comment.objects.get(pk=comment.pk), by=person)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(click, people * 2))

    assert Like.objects.filter(comment=comment).count() == 3
    assert likes_of(comment) == 3


def test_who_leaves_takes_her_likes_along(comment):
    leaver = make_person(date_joined=timezone.now())
    with open_wall():
        likes.like(comment, by=leaver)

    leaver.delete()

    assert likes_of(comment) == 0
