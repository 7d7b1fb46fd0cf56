"""What becomes of somebody's words and marks when she deletes her account."""

import pytest

from accounts.models import Leaving
from comments import emails, leaving, likes, moderation, reconciling
from comments.models import (
    Appeal,
    Comment,
    CommentRevision,
    Ignore,
    Like,
    MailChoices,
    ModerationAction,
    Report,
    Sanction,
    ThreadMark,
)
from comments.wall import open_wall
from tests.factories import (
    choose_mail,
    make_comment,
    make_ignore,
    make_mark,
    make_sanction,
    make_subscriber,
)

pytestmark = pytest.mark.django_db

WORDS = "zqHER words"


@pytest.fixture
def other(db):
    """Somebody else in the same thread."""
    return make_subscriber("other")


@pytest.fixture
def hers(article, subscriber, other, moderator):
    """A comment of hers in every state, and all that can hang on one."""
    said = {
        "answered": make_comment(article, author=subscriber, body=f"{WORDS} first"),
        "alone": make_comment(article, author=subscriber, body=f"{WORDS} alone"),
        "held": make_comment(
            article, author=subscriber, body=f"{WORDS} held", status="held"
        ),
        "deleted": make_comment(article, author=subscriber, body=f"{WORDS} deleted"),
        "removed": make_comment(article, author=subscriber, body=f"{WORDS} removed"),
    }
    said["answered"].edit(f"{WORDS} edited")
    said["deleted"].delete_by_author()
    reply = make_comment(parent=said["answered"], author=other, body="A reply.")
    moderation.remove(said["removed"], by=moderator, reason="spam", note="Please.")
    make_ignore(subscriber, other)
    make_ignore(other, subscriber)
    make_mark(subscriber, article)
    make_mark(other, article)
    choose_mail(subscriber, replies="daily")
    make_sanction(subscriber, "hold")
    with open_wall():
        likes.like(said["answered"], by=other)
        likes.like(reply, by=subscriber)
        Appeal.objects.create(
            comment=said["removed"], removal=said["removed"].actions.get(), words=WORDS
        )
        Report.objects.create(
            comment=reply, reader=subscriber, reason="other", words=WORDS
        )
    return said


def leave(person, *, takes_her_words=True):
    asked, _new = Leaving.objects.get_or_create(
        user=person, defaults={"takes_her_words": takes_her_words}
    )
    leaving.let_go(asked)


def states(hers) -> dict[str, tuple[str, bool]]:
    """How each stands, and whether its words are there still."""
    with open_wall():
        now = Comment.objects.in_bulk([one.pk for one in hers.values()])
        rows = {name: now[one.pk] for name, one in hers.items()}
        return {
            name: (row.status, WORDS in row.body + row.body_html)
            for name, row in rows.items()
        }


def test_her_words_go_wherever_they_stood(hers, subscriber):
    leave(subscriber)

    assert states(hers) == dict.fromkeys(hers, ("deleted", False))
    with open_wall():
        assert not CommentRevision.objects.exists()
        assert not Appeal.objects.exists()
        assert Report.objects.get().words == ""
        assert Report.objects.get().reader is None


def test_her_words_stay_where_others_read_them_when_she_leaves_them(hers, subscriber):
    leave(subscriber, takes_her_words=False)

    assert states(hers) == {
        "answered": ("visible", True),
        "alone": ("visible", True),
        "held": ("held", True),
        "deleted": ("deleted", False),
        "removed": ("removed", True),
    }
    with open_wall():
        assert not CommentRevision.objects.exists()


def test_the_thread_shows_a_tombstone_where_others_answered(
    hers, subscriber, other, article, sign_in
):
    leave(subscriber)

    page = sign_in(other).get(f"{article.get_absolute_url()}comments/").text

    assert WORDS not in page
    assert "A reply." in page
    assert "Deleted by its author" in page


@pytest.mark.parametrize("takes", [True, False])
def test_her_marks_go_and_those_of_others_stay(hers, subscriber, other, takes):
    leave(subscriber, takes_her_words=takes)

    assert Like.objects.get().person == other
    assert Ignore.objects.get().person == other
    assert ThreadMark.objects.get().person == other
    assert not MailChoices.objects.exists()


@pytest.mark.parametrize("takes", [True, False])
def test_the_counts_are_exact_and_the_log_is_whole(hers, subscriber, article, takes):
    leave(subscriber, takes_her_words=takes)

    assert reconciling.differences() == {}
    article.discussion.refresh_from_db()
    assert article.discussion.visible == (1 if takes else 3)
    assert Sanction.objects.count() == 1
    with open_wall():
        action = ModerationAction.objects.get()
    assert (action.verb, action.note) == ("remove", "Please.")


def test_what_is_done_twice_is_done_once(hers, subscriber):
    leave(subscriber)
    versions = versions_of(hers)

    leave(subscriber)

    assert versions_of(hers) == versions
    assert reconciling.differences() == {}


def versions_of(hers):
    with open_wall():
        found = Comment.objects.numbered(list(hers.values())).order_by("pk")
        return list(found.values_list("version", "status", "body"))


def test_the_words_of_others_are_untouched(hers, subscriber, other):
    with open_wall():
        before = list(Comment.objects.by(other).values())

    leave(subscriber)

    with open_wall():
        (after,) = Comment.objects.by(other).values()
    changed = {name for name in after if after[name] != before[0][name]}
    assert changed <= {"likes"}


def test_no_mail_about_the_conversation_reaches_her_any_more(
    hers, subscriber, other, a_minute_later, mailoutbox
):
    a_minute_later()
    mailoutbox.clear()
    leave(subscriber, takes_her_words=False)
    type(subscriber).objects.filter(pk=subscriber.pk).update(is_active=False)

    emails.tell_of_reply(make_comment(parent=hers["alone"], author=other))
    a_minute_later()

    assert not [one for one in mailoutbox if subscriber.email in one.to]
