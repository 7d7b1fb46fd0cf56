"""Two connections at once: one form makes one comment, and no count is lost."""

import threading
import uuid

import pytest
from django.db import connection

from comments import moderation, posting
from comments.models import Comment, Discussion, ModerationAction
from comments.wall import open_wall
from tests.factories import (
    make_article,
    make_comment,
    make_rules,
    make_subscriber,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls) -> list:
    """What the calls return or raise, each made in its own thread and connection."""
    barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        try:
            barrier.wait()
            answers[number] = call()
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def staff():
    """Two moderators, made by hand: no fixture survives a flushed database."""
    return [make_subscriber(is_staff=True) for _ in range(2)]


def test_one_form_sent_twice_at_once_makes_one_comment():
    article, author, token = make_article(), make_subscriber(), uuid.uuid4()

    def send():
        return posting.post(article=article, author=author, body="Once", token=token)

    answers = at_once(send, send, send)

    with open_wall():
        new = Comment.objects.get()
    assert answers == [new, new, new]
    assert Discussion.objects.get(article=article).visible == 1


def test_two_different_posts_at_once_do_not_get_round_the_pace():
    article, author = make_article(), make_subscriber()

    answers = at_once(
        *(
            lambda n=n: posting.post(article=article, author=author, body=f"Text {n}")
            for n in range(3)
        )
    )

    assert sum(isinstance(answer, posting.TooFast) for answer in answers) == 2
    with open_wall():
        assert Comment.objects.count() == 1


def test_people_who_post_at_once_are_all_counted():
    article, authors = make_article(), [make_subscriber() for _ in range(6)]

    at_once(
        *(
            lambda a=author: posting.post(article=article, author=a, body="Hello")
            for author in authors
        )
    )

    row = Discussion.objects.get(article=article)
    assert (row.visible, row.voices) == (6, 6)


def test_replies_to_one_comment_at_once_and_its_removal_do_not_deadlock(staff):
    parent = make_comment(make_article())
    authors = [make_subscriber() for _ in range(4)]

    answers = at_once(
        lambda: moderation.remove(parent, by=staff[0], reason="spam"),
        *(lambda a=a: make_comment(parent=parent, author=a) for a in authors),
    )

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Discussion.objects.get(article=parent.article).visible == 4


def test_bulk_decisions_over_the_same_stories_do_not_deadlock(staff):
    comments = [make_comment(make_article()) for _ in range(8)]

    answers = at_once(
        lambda: moderation.remove_all(comments, by=staff[0], reason="spam"),
        lambda: moderation.remove_all(comments[::-1], by=staff[1], reason="abuse"),
    )

    assert sorted(answer.decided for answer in answers) == [0, 8]
    with open_wall():
        assert ModerationAction.objects.count() == 8
    assert not Discussion.objects.filter(visible__gt=0).exists()


def test_a_post_that_fails_leaves_no_count_of_the_pace():
    article, author = make_article(), make_subscriber()
    make_rules(per_hour=1)

    def fail():
        with open_wall():
            posting.post(article=article, author=author, body="Lost")
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert posting.post(article=article, author=author, body="Kept").pk
