"""What becomes of somebody's words and marks, when she deletes her account?"""

from comments.markup import render
from comments.models import (
    Appeal,
    Comment,
    CommentRevision,
    Ignore,
    Like,
    MailChoices,
    Report,
    Sanction,
    ThreadMark,
)
from comments.wall import open_wall
from newsroom import desk_log

# A comment has words, says the database; these stand where hers were.
NO_WORDS = "—"


def let_go(leaving) -> None:
    """Delete her words, or leave those that others can read; forget all her marks.

    PostgreSQL keeps every count. What was decided about her stays: it holds no words
    of hers. Safe to do twice.
    """
    person = leaving.user
    with open_wall():
        hers = Comment.objects.by(person)
        list(hers.lock().values_list("pk"))  # in one order, before any of them changes
        taken = hers if leaving.takes_her_words else hers.filter(status="deleted")
        _forget_words(taken)
        hers.update(subscriber_since=None)
        CommentRevision.objects.filter(comment__author=person).delete()
        Appeal.objects.filter(comment__author=person).delete()
        Report.objects.filter(reader=person).update(reader=None, words="")
        for kind in (Like, Ignore, ThreadMark, MailChoices):
            kind.objects.filter(person=person).delete()
        desk_log.forget_names(Sanction.objects.against(person))


def _forget_words(comments) -> None:
    comments.update(
        status=Comment.Status.DELETED,
        body=NO_WORDS,
        body_html=render(NO_WORDS),
        fingerprint="",
        held_for=[],
        picked_at=None,
    )
