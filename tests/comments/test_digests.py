"""What was new in the conversations someone follows, in one mail a day."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from django_ox.models import OxTask

from comments import digests, moderation
from comments.models import Comment, MailChoices
from comments.wall import open_wall
from tests.comments.test_mail import CANARY, everything, lapse
from tests.factories import (
    choose_mail,
    make_article,
    make_comment,
    make_ignore,
    make_mark,
    make_subscriber,
)


@pytest.fixture(autouse=True)
def _all_day(monkeypatch):
    monkeypatch.setattr(digests, "HOURS", range(24))


@pytest.fixture
def followed(article, subscriber):
    """A story whose thread the subscriber follows, and has not looked into."""
    make_mark(subscriber, article)
    return article


@pytest.fixture
def one_day(drain):
    """Let the hour of the digests strike, and the worker work."""

    def run():
        digests.begin.enqueue()
        return drain()

    return run


def test_a_follower_is_told_once_a_day_what_is_new(followed, subscriber, one_day):
    new = make_comment(followed, body=f"{CANARY} is new.")
    make_comment(body="In another thread.")

    one_day()
    one_day()

    (message,) = mail.outbox
    assert message.to == [subscriber.email]
    assert CANARY in message.body
    assert followed.headline.upper() in message.body
    assert new.get_absolute_url() in message.body
    assert "In another thread." not in everything(message)
    assert "List-Unsubscribe" in message.extra_headers


def test_a_digest_whose_task_runs_twice_is_sent_once(followed, subscriber, drain):
    for words in ("First.", "Second."):
        make_comment(followed, body=words)
        digests.send.enqueue(person=subscriber.pk)
        drain()

    (message,) = mail.outbox
    assert "First." in message.body


def test_what_was_told_yesterday_is_not_told_again(followed, subscriber, one_day):
    evening = digests._this_morning() - timedelta(hours=2)
    choose_mail(subscriber, digested_at=evening)
    before = evening - timedelta(hours=1)
    make_comment(followed, body="Said before.", created_at=before)
    make_comment(followed, body="Said since.")

    one_day()

    (message,) = mail.outbox
    assert "Said since." in message.body
    assert "Said before." not in message.body


def test_nothing_new_is_no_mail(followed, one_day):
    one_day()

    assert mail.outbox == []


def test_a_follower_who_lapses_before_it_is_sent_gets_none(followed, subscriber, drain):
    make_comment(followed, body=CANARY)
    digests.enqueue_some.call(after=0)
    lapse(subscriber)

    drain()

    assert OxTask.objects.count() == 1
    assert mail.outbox == []


def test_a_digest_leaves_out_her_own_what_she_ignores_and_what_is_gone(
    followed, subscriber, moderator, one_day
):
    ignored = make_comment(followed, body="From someone ignored.")
    make_ignore(subscriber, ignored.author)
    make_comment(followed, author=subscriber, body="From herself.")
    removed = make_comment(followed, body="Removed meanwhile.")
    moderation.remove(removed, by=moderator, reason="spam")
    make_comment(followed, body="Held.", status="held")
    make_comment(followed, body="Stays.")

    one_day()

    (message,) = [one for one in mail.outbox if "was removed" not in one.subject]
    assert "Stays." in message.body
    for words in ("From someone", "From herself", "Removed meanwhile", "Held."):
        assert words not in everything(message)


def test_what_she_has_seen_in_the_thread_is_not_told(article, subscriber, one_day):
    now = timezone.now()
    earlier = now - timedelta(minutes=2)
    make_comment(article, body="Seen by her.", created_at=earlier)
    make_mark(subscriber, article, seen_at=now - timedelta(minutes=1))
    make_comment(article, body="Not seen yet.")

    one_day()

    (message,) = mail.outbox
    assert "Not seen yet." in message.body
    assert "Seen by her." not in message.body


def test_a_thread_that_she_has_seen_to_its_end_is_no_mail(article, subscriber, one_day):
    make_comment(article)
    make_mark(subscriber, article, seen_at=timezone.now())

    one_day()

    assert mail.outbox == []


@pytest.mark.parametrize("pace", ["off", "instant"])
def test_no_digest_for_who_does_not_want_one(followed, subscriber, one_day, pace):
    choose_mail(subscriber, followed=pace)
    make_comment(followed)

    one_day()

    assert mail.outbox == []


def test_replies_once_a_day_come_with_the_digest_and_once(
    followed, subscriber, one_day
):
    choose_mail(subscriber, replies="daily")
    own = make_comment(followed, author=subscriber)
    make_comment(parent=own, body=f"{CANARY} is a reply.")

    one_day()

    (message,) = mail.outbox
    assert "REPLIES TO YOU" in message.body
    assert message.body.count(CANARY) == 1


def test_a_muted_thread_is_silent_in_the_digest_too(article, subscriber, one_day):
    choose_mail(subscriber, replies="daily")
    make_mark(subscriber, article, "mute")
    make_comment(parent=make_comment(article, author=subscriber))

    one_day()

    assert mail.outbox == []


def test_a_reply_that_was_held_over_the_digest_is_in_the_next(
    article, subscriber, moderator, one_day
):
    choose_mail(subscriber, replies="daily")
    own = make_comment(article, author=subscriber)
    long_ago = timezone.now() - timedelta(hours=30)
    held = make_comment(parent=own, body=CANARY, status="held", created_at=long_ago)
    moderation.approve(held, by=moderator)

    one_day()

    told = [one for one in mail.outbox if one.to == [subscriber.email]]
    assert len(told) == 1
    assert CANARY in told[0].body


def test_a_digest_is_short_however_much_was_said(
    subscriber, one_day, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(digests, "COMMENTS", 2)
    monkeypatch.setattr(digests, "THREADS", 2)
    author = make_subscriber()
    for _thread in range(4):
        story = make_article()
        make_mark(subscriber, story)
        for _comment in range(4):
            make_comment(story, author=author, body="Something new.")

    with django_assert_max_num_queries(40):
        digests.send.call(person=subscriber.pk)

    (message,) = mail.outbox
    assert message.body.count("Something new.") == 4
    assert message.body.count("There is more in the conversation.") == 2


def test_one_failure_does_not_stop_the_others(followed, subscriber, one_day, settings):
    other = make_subscriber()
    make_mark(other, followed)
    make_comment(followed)
    honest, OnlyFor.sent = settings.MAILERS, []
    backend = "tests.comments.test_digests.OnlyFor"
    settings.MAILERS = {"default": {"BACKEND": backend}}
    OnlyFor.person = other.email

    one_day()
    settings.MAILERS = honest
    OxTask.objects.update(run_after=None)
    one_day()

    assert OnlyFor.sent == [[other.email]]
    assert [message.to for message in mail.outbox] == [[subscriber.email]]


@pytest.mark.django_db(transaction=True)
def test_she_may_change_her_choices_while_the_mail_server_thinks(settings):
    followed, person = make_article(), make_subscriber()
    make_mark(person, followed)
    choose_mail(person, digested_at=None)
    make_comment(followed, body="Said before.")
    settings.MAILERS = {"default": {"BACKEND": "tests.comments.test_digests.Slow"}}
    Slow.meanwhile = lambda: (
        choose_mail(person, replies="off"),
        make_comment(followed, body="Said meanwhile."),
    )

    digests.send.call(person=person.pk)

    choices = MailChoices.of(person)
    assert Slow.done
    assert choices.replies == "off"
    with open_wall():
        assert Comment.objects.come_since(choices.digested_at).get().body == (
            "Said meanwhile."
        )


class Slow:
    """A mail server that lets something happen before it answers."""

    meanwhile: Callable
    done = False

    def __init__(self, *args, **kwargs) -> None:
        pass

    def send_messages(self, messages) -> int:
        with ThreadPoolExecutor() as pool:
            pool.submit(self._let_it_happen).result(timeout=5)
        return len(messages)

    @classmethod
    def _let_it_happen(cls) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            cls.meanwhile()
            cls.done = True
        finally:
            connection.close()


class OnlyFor:
    """A mail server that takes mails for one person and refuses all others."""

    person = ""
    sent: list

    def __init__(self, *args, **kwargs) -> None:
        pass

    def send_messages(self, messages):
        for message in messages:
            if message.to != [self.person]:
                raise ConnectionRefusedError
            self.sent.append(message.to)
        return len(messages)


def test_many_followers_are_taken_some_at_a_time(followed, one_day, monkeypatch):
    monkeypatch.setattr(digests, "PEOPLE_AT_ONCE", 2)
    for _person in range(4):
        make_mark(make_subscriber(), followed)
    make_comment(followed)

    one_day()

    assert len({message.to[0] for message in mail.outbox}) == 5


def test_digests_are_begun_in_the_morning_alone(followed, one_day, monkeypatch):
    make_comment(followed)
    monkeypatch.setattr(digests, "HOURS", range(0))

    one_day()

    assert mail.outbox == []


def test_they_are_on_the_schedule(settings):
    schedules = settings.TASKS["default"]["OPTIONS"]["SCHEDULES"]

    assert "comments.digests.begin" in {one["task"] for one in schedules.values()}
