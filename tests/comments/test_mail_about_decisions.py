"""What is an author told of a moderator's decision, and when is she told nothing?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles.models import Article
from comments import emails, moderation
from comments.models import Comment, ModerationAction
from comments.wall import open_wall
from tests.comments.test_mail import CANARY, everything
from tests.factories import choose_mail, make_comment, make_sanction


def test_the_author_is_told_what_was_removed_why_and_how_to_appeal(
    answered, answer, moderator, a_minute_later
):
    reply = answer(body=CANARY)
    mail.outbox.clear()

    moderation.remove(answered, by=moderator, reason="off_topic", note="Stay with it.")
    a_minute_later()

    (message,) = [one for one in mail.outbox if "was removed" in one.subject]
    assert message.to == [answered.author.email]
    assert answered.article.headline in message.subject
    assert "> What I wrote." in message.body
    assert "It has nothing to do with the story" in message.body
    assert "> Stay with it." in message.body
    assert f"{answered.get_absolute_url()}appeal/" in message.body
    assert CANARY not in everything(message)
    assert reply.author.display_name not in everything(message)


def test_a_decision_is_not_told_before_it_can_no_longer_be_undone(
    answered, moderator, drain
):
    moderation.remove(answered, by=moderator, reason="spam")

    drain()

    assert mail.outbox == []


def test_a_decision_that_was_undone_at_once_is_never_told(
    answered, moderator, a_minute_later
):
    done = moderation.remove(answered, by=moderator, reason="spam")
    moderation.undo(done.batch, by=moderator)

    a_minute_later()

    assert mail.outbox == []


def test_a_decision_that_was_undone_later_is_told_as_well(
    answered, moderator, a_minute_later
):
    with open_wall():
        ModerationAction.objects.create(
            comment=answered,
            moderator=moderator,
            verb="remove",
            reason="spam",
            was="visible",
            became="removed",
            created_at=timezone.now() - timedelta(hours=1),
        )
        Comment.objects.filter(pk=answered.pk).update(status="removed", reason="spam")
        batch = ModerationAction.objects.get().batch

    moderation.undo(batch, by=moderator)
    a_minute_later()

    (message,) = mail.outbox
    assert message.subject.endswith("is back")


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("approved", "is in the conversation"),
        ("removed", "was removed"),
    ],
)
def test_a_held_comment_is_told_of_either_way(
    article, moderator, a_minute_later, decision, said
):
    held = make_comment(article, body="My own words.", status="held")
    if decision == "approved":
        moderation.approve(held, by=moderator)
    else:
        moderation.remove(held, by=moderator, reason="spam")

    a_minute_later()

    (message,) = mail.outbox
    assert said in message.subject
    assert "> My own words." in message.body


def test_keeping_a_comment_is_told_to_nobody(answered, moderator, a_minute_later):
    moderation.keep_all([answered], by=moderator)

    a_minute_later()

    assert mail.outbox == []


def deletes_it(own):
    own.delete_by_author()


def turns_decisions_off(own):
    choose_mail(own.author, decisions="off")


def leaves(own):
    own.author.is_active = False
    own.author.save()


@pytest.mark.parametrize("happens", [deletes_it, turns_decisions_off, leaves])
def test_an_author_who_wants_no_notice_gets_none(
    answered, moderator, a_minute_later, happens
):
    moderation.remove(answered, by=moderator, reason="spam")
    happens(answered)

    a_minute_later()

    assert mail.outbox == []


def test_a_lapsed_author_is_told_about_her_own(
    article, lapsed, moderator, a_minute_later
):
    own = make_comment(article, author=lapsed, body="Mine.")

    moderation.remove(own, by=moderator, reason="spam")
    a_minute_later()

    (message,) = mail.outbox
    assert message.to == [lapsed.email]


def test_a_headline_stands_in_a_subject_as_it_is(article, moderator, a_minute_later):
    Article.objects.filter(pk=article.pk).update(headline="Tortas & “tacos”")
    article.refresh_from_db()
    own = make_comment(article)

    moderation.remove(own, by=moderator, reason="spam")
    a_minute_later()

    assert "Tortas & “tacos”" in mail.outbox[0].subject


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("hold", "a moderator reads your comments"),
        ("suspension", "stopped you from writing comments until"),
        ("ban", "stopped you from writing comments"),
    ],
)
def test_someone_is_told_of_a_sanction(subscriber, a_minute_later, kind, said):
    until = timezone.now() + timedelta(days=3) if kind == "suspension" else None
    sanction = make_sanction(subscriber, kind, until=until)

    emails.tell_of_sanction(sanction)
    a_minute_later()

    (message,) = mail.outbox
    assert said in message.body
    assert "It attacks or insults someone" in message.body


def test_a_sanction_that_was_lifted_at_once_is_not_told(subscriber, a_minute_later):
    sanction = make_sanction(subscriber)
    emails.tell_of_sanction(sanction)
    sanction.lifted_at = timezone.now()
    sanction.save()

    a_minute_later()

    assert mail.outbox == []
