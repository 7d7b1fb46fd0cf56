"""Who is told what by mail; and never another's words after she has lapsed."""

import json

import pytest
from django.core import mail
from django.utils import timezone
from django_ox.models import OxTask

from articles.models import Article
from comments import emails, moderation, posting
from newsroom.models import Limit
from tests.factories import (
    choose_mail,
    make_comment,
    make_ignore,
    make_mark,
    make_person,
    make_subscriber,
)

CANARY = "zq7c3d9e"


def everything(message) -> str:
    """All that a mail carries, headers included."""
    parts = [part.content for part in message.alternatives]
    return message.message().as_string() + "".join([message.body, *parts])


def lapse(person) -> None:
    now = timezone.now()
    person.subscriptions.update(status="canceled", access_until=now)


def test_the_author_of_a_comment_is_told_of_a_reply(answer, subscriber, drain):
    answer(CANARY)

    drain()

    (message,) = mail.outbox
    assert message.to == [subscriber.email]
    assert CANARY in message.body
    assert "Nadia Names" in message.body
    assert CANARY not in message.subject
    assert "Nadia" not in message.subject


def test_who_lapses_before_the_mail_is_sent_gets_none(answer, subscriber, drain):
    answer()
    lapse(subscriber)

    drain()

    assert mail.outbox == []


def test_the_queue_never_holds_the_words(answer, answered, moderator, a_minute_later):
    reply = answer(CANARY)
    moderation.remove(reply, by=moderator, reason="spam", note="Not here, please.")
    waiting = json.dumps(list(OxTask.objects.values()), default=str)
    a_minute_later()
    done = json.dumps(list(OxTask.objects.values()), default=str)

    for rows in (waiting, done):
        assert CANARY not in rows
        assert "Nadia" not in rows
        assert "Not here, please." not in rows


def no_longer_active(reply, subscriber):
    subscriber.is_active = False
    subscriber.save()


def ignores_the_author(reply, subscriber):
    make_ignore(subscriber, reply.author)


def mutes_the_thread(reply, subscriber):
    make_mark(subscriber, reply.article, "mute")


def wants_no_mail(reply, subscriber):
    choose_mail(subscriber, replies="off")


def wants_it_once_a_day(reply, subscriber):
    choose_mail(subscriber, replies="daily")


def the_reply_is_removed(reply, subscriber):
    moderator = make_person(group="Moderators")
    moderation.remove(reply, by=moderator, reason="spam")


def the_reply_is_deleted(reply, subscriber):
    reply.delete_by_author()


def the_story_is_withdrawn(reply, subscriber):
    Article.objects.filter(pk=reply.article_id).update(status="withdrawn")


@pytest.mark.parametrize(
    "happens",
    [
        no_longer_active,
        ignores_the_author,
        mutes_the_thread,
        wants_no_mail,
        wants_it_once_a_day,
        the_reply_is_removed,
        the_reply_is_deleted,
        the_story_is_withdrawn,
    ],
)
def test_what_happens_before_the_mail_is_sent_counts(
    answer, subscriber, drain, happens
):
    happens(answer(), subscriber)

    drain()

    assert mail.outbox == []


def test_nobody_is_told_of_her_own_reply(answer, subscriber, drain):
    answer(author=subscriber)

    drain()

    assert mail.outbox == []


def test_a_reply_to_the_deepest_level_is_told_to_whom_it_answers(
    answered, subscriber, drain
):
    others = make_comment(parent=answered)
    for _level in range(5):
        others = make_comment(parent=others)
    deepest = make_comment(parent=others, author=subscriber)
    assert deepest.depth == 8

    posting.post(
        article=answered.article, author=make_subscriber(), body="Ah.", parent=deepest
    )
    drain()

    assert [message.to for message in mail.outbox] == [[subscriber.email]]


def test_a_mail_is_sent_once_however_often_its_task_runs(answer, subscriber, drain):
    reply = answer()
    drain()

    emails.spread.enqueue(comment=reply.pk)
    emails.mail_comment.enqueue(comment=reply.pk, person=subscriber.pk)
    drain()

    assert len(mail.outbox) == 1


def test_a_mail_that_failed_is_tried_again(answer, drain, settings):
    honest = settings.MAILERS
    settings.MAILERS = {
        "default": {"BACKEND": "tests.comments.test_mail.ServerThatIsDown"}
    }
    answer()
    drain()

    settings.MAILERS = honest
    before = len(mail.outbox)
    OxTask.objects.update(run_after=None)
    drain()

    assert before == 0
    assert len(mail.outbox) == 1


class ServerThatIsDown:
    def __init__(self, *args, **kwargs) -> None:
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_who_follows_at_once_is_told_of_any_comment(article, drain):
    follower, other = make_subscriber(), make_subscriber()
    for person in (follower, other):
        make_mark(person, article)
    choose_mail(follower, followed="instant")

    posting.post(article=article, author=make_subscriber(), body=f"{CANARY} is new.")
    drain()

    (message,) = mail.outbox
    assert message.to == [follower.email]
    assert CANARY in message.body


def test_a_held_reply_is_told_when_it_is_let_in_and_only_once(
    answered, subscriber, moderator, a_minute_later
):
    reply = make_comment(parent=answered, body=CANARY, status="held")
    emails.tell_of_reply(reply)
    a_minute_later()
    before = len(mail.outbox)

    moderation.approve(reply, by=moderator)
    a_minute_later()
    moderation.remove(reply, by=moderator, reason="spam")
    moderation.restore(reply, by=moderator)
    a_minute_later()

    told = [message for message in mail.outbox if message.to == [subscriber.email]]
    assert before == 0
    assert len(told) == 1


@pytest.mark.parametrize("kind", ["reply", "decision"])
def test_every_mail_can_be_turned_off_with_one_click(
    answer, answered, moderator, a_minute_later, kind
):
    if kind == "reply":
        answer()
    else:
        moderation.remove(answered, by=moderator, reason="spam")
    a_minute_later()

    (message,) = mail.outbox
    link = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == (
        "List-Unsubscribe=One-Click"
    )
    assert "/unsubscribe/" in link
    assert f"\nList-Unsubscribe: <{link}>\n" in message.message().as_string()
    assert link in message.body
    assert link in message.alternatives[0].content
    assert "/account/comments/mail/" in message.body


def test_words_are_quoted_and_their_html_is_shown_as_text(answer, drain):
    answer(body="<img src=x onerror=alert(1)>\n-- \nYour account is closed.")

    drain()

    (message,) = mail.outbox
    assert "<img" not in message.alternatives[0].content
    assert "&lt;img" in message.alternatives[0].content
    assert "> Your account is closed." in message.body


def test_the_counters_that_send_once_hold_no_address(answer, subscriber, drain):
    answer()

    drain()

    rows = json.dumps(list(Limit.objects.values()), default=str)
    assert subscriber.email not in rows
