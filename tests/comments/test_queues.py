"""What waits, in which order, how it is counted, and what that costs."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from bench.threads import cost
from comments import cards, moderation, queues
from comments.highlights import changes, marked, merged
from comments.models import Appeal, Comment, ModerationAction, Report
from comments.models.comments import step
from comments.queues import Place, Queue
from comments.wall import open_wall
from tests.factories import make_article, make_comment, make_person, make_subscriber

BIG = 20_000
STATUS = {Queue.HELD: "held", Queue.APPEALS: "removed"}
WAITING = 200  # in each of the queues
BY_NUMBER = {0: "held", 1: "removed"}


def line(queue, **asked) -> list[int]:
    """The numbers of the comments in a queue."""
    with open_wall():
        return [entry.comment for entry in queues.entries(queue, **asked)]


def report(comment, **fields):
    with open_wall():
        Report.objects.create(
            comment=comment, reader=make_person(), reason="abuse", **fields
        )


def test_the_longest_wait_comes_first(article):
    now = timezone.now()
    later = make_comment(article, status="held", created_at=now)
    first = make_comment(article, status="held", created_at=now - timedelta(hours=1))
    make_comment(article)

    assert line(Queue.HELD) == [first.pk, later.pk]


def test_the_most_reports_come_first_then_the_oldest(article):
    once, twice, once_more, never = (make_comment(article) for _ in range(4))
    for comment in (once_more, twice, once, twice):
        report(comment)

    assert line(Queue.REPORTED) == [twice.pk, once.pk, once_more.pk]


def test_a_report_that_was_answered_waits_no_more_and_a_new_one_does(
    article, moderator
):
    comment = make_comment(article)
    report(comment)
    moderation.keep_all([comment], by=moderator)
    answered = line(Queue.REPORTED)

    report(comment)

    assert answered == []
    assert line(Queue.REPORTED) == [comment.pk]


@pytest.mark.parametrize("status", ["removed", "deleted", "held"])
def test_what_is_not_in_the_thread_is_not_among_the_reported(article, status):
    reason = "spam" if status == "removed" else ""
    report(make_comment(article, status=status, reason=reason))

    assert line(Queue.REPORTED) == []
    with open_wall():
        assert queues.counts()[Queue.REPORTED] == "0"


def test_new_is_what_no_moderator_has_looked_at(article, moderator):
    looked_at, new = make_comment(article), make_comment(article)
    make_comment(article, status="held")
    moderation.keep_all([looked_at], by=moderator)

    assert line(Queue.NEW) == [new.pk]


def test_an_appeal_waits_until_it_is_answered(article, moderator):
    comment = make_comment(article)
    moderation.remove(comment, by=moderator, reason="spam")
    with open_wall():
        removal = ModerationAction.objects.get()
        Appeal.objects.create(comment=comment, removal=removal, words="Why?")
    waiting = line(Queue.APPEALS)

    moderation.restore(comment, by=make_person(group="Moderators"))

    assert waiting == [comment.pk]
    assert line(Queue.APPEALS) == []


def test_decisions_are_the_latest_first_and_perhaps_of_one(article, moderator):
    other = make_person(group="Moderators")
    first, second = make_comment(article), make_comment(article)
    moderation.remove(first, by=moderator, reason="spam")
    moderation.remove(second, by=other, reason="spam")

    assert line(Queue.DECIDED) == [second.pk, first.pk]
    assert line(Queue.DECIDED, by=moderator) == [first.pk]


@pytest.mark.parametrize("queue", Queue)
def test_page_after_page_shows_each_once(article, moderator, queue):
    wanted = [_in_queue(article, moderator, queue, number) for number in range(7)]
    pages, after = [], None

    for _ in range(4):
        with open_wall():
            found = queues.entries(queue, after=after, limit=2)
        pages.append([entry.comment for entry in found])
        after = found[-1].place

    assert [len(page) for page in pages] == [2, 2, 2, 1]
    assert sorted(pk for page in pages for pk in page) == sorted(wanted)


def _in_queue(article, moderator, queue, number) -> int:
    # All at one time: only the number keeps them apart.
    fields = {"created_at": timezone.now().replace(microsecond=0, second=0)}
    status = STATUS.get(queue, "visible")
    reason = "spam" if status == "removed" else ""
    comment = make_comment(article, status=status, reason=reason, **fields)
    if queue is Queue.REPORTED:
        for _ in range(1 + number % 2):
            report(comment)
    with open_wall():
        if queue in {Queue.DECIDED, Queue.APPEALS}:
            removal = ModerationAction.objects.create(
                comment=comment, moderator=moderator, verb="keep", **fields
            )
        if queue is Queue.APPEALS:
            words = {"words": "Why?", **fields}
            Appeal.objects.create(comment=comment, removal=removal, **words)
    return comment.pk


def test_the_place_of_a_card_is_that_of_its_entry(article, moderator):
    for queue in (Queue.HELD, Queue.REPORTED, Queue.NEW, Queue.APPEALS):
        pk = _in_queue(article, moderator, queue, 1)
        with open_wall():
            places = {one.comment: one.place for one in queues.entries(queue)}
            (card,) = cards.cards([pk], viewer=moderator)

        assert card.place_in(queue) == places[pk]


@pytest.mark.parametrize(
    "text", ["", "x", "1", "1-", "-1-1", "1-1-1", "1-1 ", "9" * 17 + "-1", "٣-٣"]
)
def test_a_place_is_read_from_our_own_links_alone(text):
    assert Place.read(text) is None


def test_a_place_comes_back_from_its_link():
    place = Place.at(timezone.now(), 12)

    assert Place.read(str(place)) == place


def test_the_numbers_stop_at_a_thousand(article, monkeypatch):
    monkeypatch.setattr(queues, "COUNTED", 3)
    for _ in range(4):
        make_comment(article, status="held")
    for _ in range(3):
        report(make_comment(article))

    with open_wall():
        numbers = queues.counts()

    assert numbers == {
        Queue.HELD: "3+",
        Queue.NEW: "3",
        Queue.REPORTED: "3",
        Queue.APPEALS: "0",
    }


def test_every_queue_is_empty_while_the_wall_is_closed(article, moderator):
    for queue in Queue:
        _in_queue(article, moderator, queue, 1)

    assert [queues.entries(queue) for queue in Queue] == [[]] * len(Queue)
    assert set(queues.counts().values()) == {"0"}


@pytest.mark.parametrize(
    ("spans", "whole"),
    [
        ([(4, 6), (0, 2)], [(0, 2), (4, 6)]),
        ([(0, 3), (2, 5)], [(0, 5)]),
        ([(0, 9), (2, 5)], [(0, 9)]),
        ([(0, 2), (2, 4)], [(0, 4)]),
    ],
)
def test_marks_that_touch_become_one(spans, whole):
    assert merged(spans) == whole


def found(start, end) -> dict:
    return {"rule": "listed_words", "words": "x", "start": start, "end": end}


@pytest.mark.parametrize(
    ("text", "findings", "html"),
    [
        ("<a> <i> b", [found(4, 7)], "&lt;a&gt; <mark>&lt;i&gt;</mark> b"),
        ("a <script>", [], "a &lt;script&gt;"),
        ("abcdef", [found(1, 3), found(2, 4)], "a<mark>bcd</mark>ef"),
        ("abc", [found(2, 99)], "ab<mark>c</mark>"),
        ("abc", [found(9, 12), found(2, 1), found(-1, 2)], "abc"),
        ("abc", [{"rule": "capitals", "start": None, "end": None}, {}], "abc"),
    ],
)
def test_what_was_found_is_marked_and_all_else_escaped(text, findings, html):
    assert marked(text, findings) == html


def test_a_link_and_a_mark_across_its_edge_are_both_drawn():
    html = marked("see https://a.example/x now", [found(0, 13)])

    assert html == (
        '<mark>see </mark><a href="https://a.example/x"'
        ' rel="nofollow noopener noreferrer"><mark>https://a</mark>.example/x</a> now'
    )


def test_a_link_that_leads_nowhere_or_elsewhere_is_no_link():
    assert "<a" not in marked("javascript:alert(1) https://bank@evil.example/", [])


def test_an_edit_is_drawn_as_what_went_out_and_what_came_in():
    html = changes("You are a <b>fool</b> here", "You are a friend here")

    assert html == (
        "You are a <del>&lt;b&gt;fool&lt;/b&gt;</del><ins>friend</ins> here"
    )


@pytest.fixture(scope="module")
def big_house(django_db_setup, django_db_blocker):
    """20,000 comments, two hundred of them in each queue, analysed; then undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        savepoint = transaction.savepoint()
        article, author = make_article(), make_subscriber()
        with open_wall():
            comments = list(_comments(article, author))
            Comment.objects.bulk_create(comments, batch_size=5000)
            _fill(comments, make_person())
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        yield
        transaction.savepoint_rollback(savepoint)


def _comments(article, author):
    began, base = timezone.now() - timedelta(days=30), 20_000_000
    for number in range(BIG):
        at = began + timedelta(minutes=number)
        is_new = number > BIG - WAITING
        yield Comment(
            pk=base + number,
            article=article,
            author=author,
            path=step(base + number),
            depth=1,
            status=BY_NUMBER.get(number % 100, "visible"),
            reason="spam" if number % 100 == 1 else "",
            body=f"Comment {number} with as many words as people use.",
            created_at=at,
            reviewed_at=None if is_new else at,
        )


def _fill(comments, moderator):
    visible = [one for one in comments if one.status == "visible"][:WAITING]
    Report.objects.bulk_create(Report(comment=c, reason="spam") for c in visible)
    batch = uuid.uuid4()
    removals = ModerationAction.objects.bulk_create(
        ModerationAction(
            comment=one,
            moderator=moderator,
            verb="remove",
            reason="spam",
            batch=batch,
            created_at=one.created_at,
        )
        for one in comments
    )
    Appeal.objects.bulk_create(
        Appeal(
            comment=one.comment, removal=one, words="Why?", created_at=one.created_at
        )
        for one in removals
        if one.comment.status == "removed"
    )


@pytest.mark.parametrize("queue", Queue)
@pytest.mark.parametrize("depth", [0, 150])
def test_a_page_of_a_long_queue_reads_few_buffers(big_house, queue, depth):
    with open_wall():
        before = queues.entries(queue, limit=depth)
        after = before[-1].place if before else None

        read = cost(lambda: queues.entries(queue, after=after)).buffers

    # Each waiting appeal is looked up, in case its author has deleted the comment.
    assert 0 < read < (4 * WAITING if queue is Queue.APPEALS else 150)


def test_the_numbers_of_long_queues_read_few_buffers(big_house):
    with open_wall():
        read = cost(queues.counts).buffers
        numbers = queues.counts()

    assert numbers[Queue.HELD] == numbers[Queue.REPORTED] == str(WAITING)
    assert 0 < read < 2000


def test_twenty_cards_read_few_buffers(big_house):
    moderator = make_person(group="Moderators")
    with open_wall():
        numbers = [entry.comment for entry in queues.entries(Queue.HELD)]

        read = cost(lambda: cards.cards(numbers, viewer=moderator)).buffers

    assert 0 < read < 1500
