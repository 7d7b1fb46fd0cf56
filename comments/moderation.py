"""How does a moderator take a comment out of the thread, put it back, or let it in?

Each decision is one transaction: the comment, the record of it, and the author's
notice. Deciding what is decided already changes nothing.
"""

import logging
from collections.abc import Iterable

from comments import emails
from comments.models import Comment, ModerationAction, Reason
from comments.wall import open_wall

logger = logging.getLogger(__name__)

Status = Comment.Status
Verb = ModerationAction.Verb


def remove(comment: Comment, *, by, reason: str, note: str = "") -> bool:
    """Take a comment out of the thread; false when it was not in it, nor held."""
    reason = Reason(reason)
    return bool(remove_all([comment], by=by, reason=reason, note=note))


def restore(comment: Comment, *, by) -> bool:
    """Put a removed comment back; false when it was not removed."""
    return bool(restore_all([comment], by=by))


def approve(comment: Comment, *, by) -> bool:
    """Let a held comment in; false when it was not held."""
    return bool(approve_all([comment], by=by))


def remove_all(comments: Iterable[Comment], *, by, reason: str, note: str = "") -> int:
    """Remove many, with one reason, and return how many that was."""
    removable = {Status.VISIBLE, Status.HELD}
    return _decide(comments, removable, Verb.REMOVE, by=by, reason=reason, note=note)


def restore_all(comments: Iterable[Comment], *, by) -> int:
    """Put many back and return how many that was."""
    return _decide(comments, {Status.REMOVED}, Verb.RESTORE, by=by)


def approve_all(comments: Iterable[Comment], *, by) -> int:
    """Let many in and return how many that was."""
    return _decide(comments, {Status.HELD}, Verb.APPROVE, by=by)


def keep_all(comments: Iterable[Comment], *, by) -> int:
    """Leave reported comments as they are, which answers the reports; how many."""
    with open_wall():
        kept = list(Comment.objects.reported().numbered(comments).lock())
        for comment in kept:
            ModerationAction.objects.create(
                comment=comment, moderator=by, verb=Verb.KEEP
            )
            logger.info("comment kept", extra={"comment": comment.pk})
    return len(kept)


def _decide(
    comments, undecided: set, verb: ModerationAction.Verb, *, by, reason="", note=""
) -> int:
    status = Status.REMOVED if verb is Verb.REMOVE else Status.VISIBLE
    with open_wall():
        comments = list(comments)
        # Held while we look, so that two moderators can't both decide one comment.
        locked = Comment.objects.numbered(comments).with_story().with_author().lock()
        rows = [row for row in locked if row.status in undecided]
        Comment.objects.numbered(rows).update(status=status, reason=reason)
        for row in rows:
            action = ModerationAction.objects.create(
                comment=row, moderator=by, verb=verb, reason=reason, note=note
            )
            emails.tell_the_author(action)
            logger.info("comment decided", extra={"comment": row.pk, "verb": verb})
    _agree(comments, rows, status, reason)
    return len(rows)


def _agree(comments, rows: list[Comment], status: str, reason: str) -> None:
    """Make the objects in the caller's hands say what the database now says."""
    changed = {row.pk for row in rows}
    for comment in comments:
        if comment.pk in changed:
            comment.status, comment.reason = status, reason
