"""The page of a thread: what stands on it, where, and how it sounds."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from comments import threads
from comments.templatetags.comments import initials
from comments.wall import open_wall
from tests.factories import make_comment, make_sanction, run_thread

HX = {"HX-Request": "true"}
CANARY = "zq5c41f8"
MEXICO = ZoneInfo("America/Mexico_City")


def thread_of(article) -> str:
    return f"{article.get_absolute_url()}comments/"


@pytest.fixture
def comment(article):
    return make_comment(article)


def test_badges_and_initials(article, sign_in, subscriber, moderator):
    moderator.display_name = "María José Ruiz"
    moderator.save()
    make_comment(article, author=moderator)
    make_comment(article, subscriber_since="2026-02-03")

    page = sign_in(subscriber).get(thread_of(article)).text

    assert ">MR<" in page
    assert "Staff" in page
    assert "Subscriber since February 2026" in page


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Lucía Ferrer", "LF"), ("B. Quintero (ret.)", "BQ"), ("ñandú", "Ñ"), ("★", "★")],
)
def test_initials_are_letters_where_the_name_has_any(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("held_first", "A moderator reads each comment here before it appears."),
        ("slow", "Slow mode: one comment every 7 minutes for each person."),
    ],
)
def test_how_the_thread_is_run_is_said_above_the_composer(
    mode, said, article, sign_in, subscriber
):
    run_thread(article, mode, slow_minutes=7)
    comment = make_comment(article)

    for address in (thread_of(article), comment.get_absolute_url()):
        page = sign_in(subscriber).get(address).text

        assert page.index(said) < page.index('<form class="composer')


def test_a_comment_on_its_own_page_has_the_focus_unless_a_script_asks(
    comment, sign_in, subscriber
):
    browser = sign_in(subscriber)
    make_comment(parent=comment)

    page = browser.get(comment.get_absolute_url()).text
    part = browser.get(comment.get_absolute_url(), headers=HX).text

    focused = re.search(r"<article class=\"comment highlighted\"[^>]*>", page)[0]
    assert 'tabindex="-1" autofocus' in focused
    assert page.count("autofocus") == 1
    assert "highlighted" not in part


def test_the_first_row_that_is_added_gets_the_focus(article, sign_in, subscriber):
    root = make_comment(article)
    for _ in range(6):
        make_comment(parent=root)
    browser = sign_in(subscriber)
    with open_wall():
        more = threads.page(article, viewer=subscriber).rows[-1].more

    rows = browser.get(
        root.get_absolute_url(), {"cursor": more.cursor}, headers=HX
    ).text

    first, others = rows.split("</article>", 1)
    assert "autofocus" in first
    assert "autofocus" not in others


@pytest.mark.parametrize("further", [True, False], ids=["more", "pill"])
def test_what_a_script_adds_to_the_thread_gets_the_focus(
    further, article, sign_in, subscriber
):
    for _ in range(22):
        make_comment(article)
    with open_wall():
        cursor = threads.page(article, viewer=subscriber).next_cursor
    query = {"cursor": cursor} if further else {"sort": "newest", "new": ""}
    browser = sign_in(subscriber)

    part = browser.get(thread_of(article), query, headers=HX).text
    page = browser.get(thread_of(article), query).text

    assert part.count("autofocus") == 1
    assert "autofocus" in part.split("<article")[1]
    assert "autofocus" not in page


def test_what_a_comment_answers_is_said_with_a_link(article, sign_in, subscriber):
    parent = make_comment(article)
    make_comment(parent=parent)

    page = sign_in(subscriber).get(thread_of(article)).text

    name = parent.author.display_name
    link = f'<a href="{parent.get_absolute_url()}"><bdi>{name}</bdi></a>'
    assert f'<span class="answers">in reply to {link}</span>' in page


def test_how_deep_a_reply_stands_can_be_heard(article, sign_in, subscriber):
    comment = make_comment(article)
    for _ in range(7):
        comment = make_comment(parent=comment)

    page = sign_in(subscriber).get(comment.get_absolute_url()).text

    levels = re.findall(r'<h3 id="by-\d+" aria-level="(\d)">', page)
    assert levels == ["3", "4", "5", "6", "6", "6", "6", "6"]
    assert "Reply, level 8:" in page


def test_what_the_editors_picked_stands_first_and_in_its_place(
    article, sign_in, subscriber
):
    picked = make_comment(article, picked_at=timezone.now(), body=CANARY)
    for _ in range(3):
        make_comment(article)

    page = sign_in(subscriber).get(thread_of(article)).text

    assert page.count(CANARY) == 2
    assert page.index(f'id="pick-{picked.pk}"') < page.index('id="comments"')
    assert '<span class="badge pick">' in page
    assert page.count(f'id="comment-{picked.pk}"') == 1


def test_what_was_picked_and_removed_since_stands_nowhere(article, sign_in, subscriber):
    make_comment(
        article, picked_at=timezone.now(), body=CANARY, status="removed", reason="spam"
    )

    page = sign_in(subscriber).get(thread_of(article)).text

    assert CANARY not in page
    assert "Editors’ picks" not in page


def test_three_sorts_are_plain_links(comment, sign_in, subscriber):
    page = sign_in(subscriber).get(f"{thread_of(comment.article)}?sort=best").text

    for sort in ("newest", "oldest", "best"):
        assert f'href="{thread_of(comment.article)}?sort={sort}' in page
    assert page.count('aria-current="true"') == 1


def test_a_page_from_the_middle_leads_back_to_the_first(article, sign_in, subscriber):
    for _ in range(21):
        make_comment(article)
    with open_wall():
        cursor = threads.page(article, viewer=subscriber).next_cursor

    page = sign_in(subscriber).get(thread_of(article), {"cursor": cursor}).text

    assert "Back to the first comments" in page


def test_a_suspended_subscriber_reads_and_is_told_until_when(
    article, sign_in, subscriber
):
    until = datetime(2031, 5, 3, 9, 30, tzinfo=MEXICO)
    make_sanction(subscriber, "suspension", until=until)
    make_comment(article, body=CANARY)

    page = sign_in(subscriber).get(thread_of(article)).text

    assert CANARY in page
    assert "stopped you from writing until May 3, 2031, 9:30 a.m." in page
    assert '<form class="composer' not in page
    assert '<form class="like' not in page


def test_an_own_comment_that_waits_and_was_answered_stands_once(
    article, sign_in, subscriber
):
    own = make_comment(article, author=subscriber, body=CANARY)
    make_comment(parent=own)
    own.edit(f"{CANARY} again", held_for=[{"rule": "capitals", "words": "90"}])

    page = sign_in(subscriber).get(thread_of(article)).text

    assert page.count(f'id="comment-{own.pk}"') == 1
    assert f"{CANARY} again" in page
