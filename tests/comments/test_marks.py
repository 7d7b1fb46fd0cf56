"""Marks of a thread: what is new since the last visit, and who follows or mutes it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import ignoring, marks
from comments.models import ThreadMark
from comments.wall import open_wall
from tests.factories import make_comment, make_subscriber

HX = {"HX-Request": "true"}
NEW = '<span class="badge new">'
OTHERS = ["reader", "lapsed", "past_due", "editor", "publisher"]
SOON = timedelta(minutes=5)


def thread_of(article) -> str:
    return f"{article.get_absolute_url()}comments/"


def wish_of(article) -> str:
    return f"{thread_of(article)}wish/"


def mark(reader, article) -> ThreadMark:
    return ThreadMark.objects.get(person=reader, article=article)


def visit(reader, article, *, ago: timedelta, **fields) -> None:
    """She looked into the thread some time ago."""
    seen_at = timezone.now() - ago
    ThreadMark.objects.create(person=reader, article=article, seen_at=seen_at, **fields)


def test_nothing_is_new_on_the_first_visit(article, sign_in, subscriber):
    make_comment(article)

    page = sign_in(subscriber).get(thread_of(article)).text

    assert "since your last visit" not in page
    assert NEW not in page


def test_what_others_wrote_since_the_last_visit_is_new(article, sign_in, subscriber):
    old = timezone.now() - 2 * SOON
    make_comment(article, created_at=old)
    visit(subscriber, article, ago=SOON)
    root = make_comment(article)
    make_comment(parent=root)
    make_comment(article, author=subscriber)
    make_comment(article, status="held")
    make_comment(article, status="removed", reason="spam")

    page = sign_in(subscriber).get(thread_of(article)).text

    assert "2 new since your last visit" in page
    assert page.count(NEW) == 2


def test_the_second_look_finds_nothing_new(article, sign_in, subscriber):
    visit(subscriber, article, ago=SOON)
    make_comment(article)
    browser = sign_in(subscriber)

    browser.get(thread_of(article))
    page = browser.get(thread_of(article)).text

    assert NEW not in page


@pytest.mark.parametrize("headers", [{}, HX], ids=["page", "fragment"])
def test_looking_at_the_first_page_moves_the_mark(
    headers, article, sign_in, subscriber
):
    visit(subscriber, article, ago=SOON)

    sign_in(subscriber).get(thread_of(article), headers=headers)

    assert timezone.now() - mark(subscriber, article).seen_at < timedelta(minutes=1)


def test_other_requests_leave_the_mark_where_it_is(article, sign_in, subscriber):
    comment = make_comment(article)
    visit(subscriber, article, ago=SOON)
    before, browser = mark(subscriber, article).seen_at, sign_in(subscriber)

    browser.get(thread_of(article), {"cursor": "x"})
    browser.get(thread_of(article), {"seen": 0, "after": 0}, headers=HX)
    browser.get(comment.get_absolute_url())
    browser.get(comment.get_absolute_url(), headers=HX)
    browser.head(thread_of(article))
    browser.post(wish_of(article), {"wish": "follow"})

    assert mark(subscriber, article).seen_at == before


def test_what_was_new_stays_marked_in_another_order_and_further_down(
    article, sign_in, subscriber
):
    visit(subscriber, article, ago=SOON)
    for _ in range(25):
        make_comment(article)
    browser = sign_in(subscriber)

    first = browser.get(thread_of(article)).text
    links = [
        link.split('"')[0].replace("&amp;", "&") for link in first.split('href="')[1:]
    ]
    sorted_anew = next(link for link in links if "?sort=oldest" in link)
    further = next(link for link in links if "cursor=" in link)

    assert "25 new since your last visit" in browser.get(sorted_anew).text
    assert browser.get(further, headers=HX).text.count(NEW) == 5


def test_more_new_comments_than_we_count_are_said_to_be_more(article, subscriber):
    visit(subscriber, article, ago=SOON)
    for _ in range(102):
        make_comment(article)

    with open_wall():
        found = marks.visit(article, reader=subscriber)

    assert found.number == "100+"


def test_who_is_ignored_writes_nothing_new(article, sign_in, subscriber):
    visit(subscriber, article, ago=SOON)
    ignoring.ignore(make_comment(article).author_id, by=subscriber)

    page = sign_in(subscriber).get(thread_of(article)).text

    assert "since your last visit" not in page
    assert NEW not in page


@pytest.mark.parametrize("since", ["x", "nan", "inf", "1e400", "-1e30", "\0"])
def test_an_instant_that_makes_no_sense_is_passed_over(
    since, article, sign_in, subscriber
):
    make_comment(article)

    response = sign_in(subscriber).get(thread_of(article), {"since": since})

    assert response.status_code == 200
    assert NEW not in response.text


def test_an_instant_survives_its_way_through_a_link():
    now = timezone.now()

    assert marks.read_since(marks.write_since(now)) == now


@pytest.mark.parametrize("wanted", ["follow", "mute"])
def test_a_reader_follows_or_mutes_and_stops_again(
    wanted, article, sign_in, subscriber
):
    browser, wishes = sign_in(subscriber), []

    for wish in (wanted, wanted, ""):
        response = browser.post(wish_of(article), {"wish": wish})
        wishes.append(mark(subscriber, article).wish)

    assert response.status_code == 303
    assert response["Location"] == f"{thread_of(article)}#discussion"
    assert wishes == [wanted, wanted, ""]


def test_a_script_gets_the_two_buttons_back(article, sign_in, subscriber):
    response = sign_in(subscriber).post(
        wish_of(article), {"wish": "follow"}, headers=HX
    )

    assert response.status_code == 200
    assert response.text.strip().startswith('<form class="wish"')
    assert response.text.count('aria-pressed="true"') == 1
    assert "told by mail when others write" in response.text


def test_the_thread_says_what_she_wishes(article, sign_in, subscriber):
    visit(subscriber, article, ago=SOON, wish="mute")

    page = sign_in(subscriber).get(thread_of(article)).text

    assert "You get no mail about this conversation." in page


def test_a_wish_that_makes_no_sense_changes_nothing(article, sign_in, subscriber):
    visit(subscriber, article, ago=SOON, wish="mute")

    sign_in(subscriber).post(wish_of(article), {"wish": "x"})

    assert mark(subscriber, article).wish == "mute"


@pytest.mark.parametrize(("before", "after"), [("", "follow"), ("mute", "mute")])
def test_who_writes_follows_unless_she_has_muted(
    before, after, article, sign_in, subscriber
):
    visit(subscriber, article, ago=SOON, wish=before)

    sign_in(subscriber).post(thread_of(article), {"body": "My two centavos."})

    assert mark(subscriber, article).wish == after


def test_who_writes_without_having_looked_follows_too(article, subscriber):
    marks.follow_by_posting(article, author=subscriber)

    assert mark(subscriber, article).wish == "follow"


@pytest.mark.parametrize("person", OTHERS)
def test_who_may_not_read_follows_nothing(person, request, article, sign_in):
    browser = sign_in(request.getfixturevalue(person))

    answers = [
        browser.get(wish_of(article)),
        browser.post(wish_of(article), {"wish": "follow"}),
        browser.post(wish_of(article), {"wish": "follow"}, headers=HX),
        browser.get(thread_of(article)),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert ThreadMark.objects.count() == 0


def test_too_many_wishes_are_told_to_wait(article, sign_in, subscriber):
    browser = sign_in(subscriber)
    for _ in range(30):
        browser.post(wish_of(article), {"wish": ""})

    response = browser.post(wish_of(article), {"wish": "follow"}, headers=HX)

    assert response.status_code == 429
    assert "That was a lot in a short time." in response.text
    assert mark(subscriber, article).wish == ""


def test_marks_of_two_readers_do_not_touch(article, subscriber):
    other = make_subscriber()
    marks.wish(article, "follow", reader=subscriber)
    marks.see(article, reader=other)

    assert marks.wish_of(article, reader=other) == ""
    assert mark(subscriber, article).seen_at is None
