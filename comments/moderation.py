"""How does a moderator decide about comments, and how is a decision taken back?

Each decision is one transaction: the comments, the record of it, the answered reports
and the authors' notices. Deciding what is decided already changes nothing.
"""

import logging
import uuid
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from comments import emails
from comments.models import Appeal, Comment, ModerationAction, Reason, Report
from comments.wall import open_wall

logger = logging.getLogger(__name__)

Status = Comment.Status
Verb = ModerationAction.Verb

# Which verb a decision is, by where the comment stands; elsewhere it does not apply.
REMOVE = {Status.VISIBLE: Verb.REMOVE, Status.HELD: Verb.REMOVE}
RESTORE = {Status.REMOVED: Verb.RESTORE}
APPROVE = {Status.HELD: Verb.APPROVE}
KEEP = {Status.VISIBLE: Verb.KEEP}
ACCEPT = APPROVE | KEEP


class Outcome(NamedTuple):
    """What came of a decision: false when it changed nothing."""

    decided: int = 0
    passed: int = 0  # edited or decided by someone else since they were seen
    batch: uuid.UUID | None = None  # what ``undo`` takes back

    def __bool__(self) -> bool:
        return bool(self.decided)


# The version of each comment as the moderator saw it, by the comment's number.
Seen = Mapping[int, int]


def remove(comment: Comment, *, by, reason: str, note: str = "") -> Outcome:
    """Take a comment out of the thread, unless it was neither in it nor held."""
    return remove_all([comment], by=by, reason=reason, note=note)


def restore(comment: Comment, *, by) -> Outcome:
    """Put a removed comment back."""
    return restore_all([comment], by=by)


def approve(comment: Comment, *, by) -> Outcome:
    """Let a held comment in."""
    return approve_all([comment], by=by)


def remove_all(
    comments: Iterable[Comment],
    *,
    by,
    reason: str,
    note: str = "",
    seen: Seen | None = None,
) -> Outcome:
    """Remove many, with one reason. Raises ``ValueError`` for an unknown reason."""
    reason = Reason(reason)
    return _decide(comments, REMOVE, by=by, reason=reason, note=note, seen=seen)


def restore_all(comments, *, by, seen: Seen | None = None) -> Outcome:
    """Put many removed comments back."""
    return _decide(comments, RESTORE, by=by, seen=seen)


def approve_all(comments, *, by, seen: Seen | None = None) -> Outcome:
    """Let many held comments in."""
    return _decide(comments, APPROVE, by=by, seen=seen)


def keep_all(comments, *, by, seen: Seen | None = None) -> Outcome:
    """Leave visible comments where they are, which answers their reports."""
    return _decide(comments, KEEP, by=by, seen=seen)


def accept_all(comments, *, by, seen: Seen | None = None) -> Outcome:
    """Let the held ones in and leave the visible ones: nothing is wrong with any."""
    return _decide(comments, ACCEPT, by=by, seen=seen)


def pick(comment: Comment, *, by) -> bool:
    """Show a visible comment first, as the editors' choice; false if it was already."""
    return _choose(comment, Verb.PICK, by=by)


def unpick(comment: Comment, *, by) -> bool:
    """Put a picked comment back among the others; false if it was not picked."""
    return _choose(comment, Verb.UNPICK, by=by)


def undo(batch: uuid.UUID, *, by) -> Outcome:
    """Take back the decisions made together, where nobody has decided anew since."""
    with open_wall():
        decided = ModerationAction.objects.filter(batch=batch).values("comment")
        # Held before we look what still stands: someone else may be undoing the same.
        rows = {row.pk: row for row in Comment.objects.filter(pk__in=decided).lock()}
        actions = ModerationAction.objects.standing(batch)
        undone = [one for one in actions if rows[one.comment_id].status == one.became]
        if undone:
            _take_back(undone, by=by)
    return Outcome(len(undone), len(actions) - len(undone), batch)


def _decide(comments, decision: dict, *, by, reason="", note="", seen=None) -> Outcome:
    batch = uuid.uuid4()
    with open_wall():
        comments = list(comments)
        # Held while we look, so that two moderators can't both decide one comment.
        locked = Comment.objects.numbered(comments).with_story().with_author().lock()
        due = [row for row in locked if row.status in decision]
        rows = [row for row in due if _is_as_seen(row, seen)]
        if rows:
            actions = _record(rows, decision, batch, by=by, reason=reason, note=note)
            _write(rows, actions[0].became, reason)
            _answer_reports(batch)
            _tell(actions, by=by)
    _agree(comments, rows)
    return Outcome(len(rows), len(comments) - len(rows), batch)


def _is_as_seen(row: Comment, seen: Seen | None) -> bool:
    return seen is None or seen.get(row.pk) == row.version


def _record(rows, decision, batch, *, by, reason, note) -> list[ModerationAction]:
    actions = []
    for row in rows:
        verb = decision[row.status]
        logger.info("comment decided", extra={"comment": row.pk, "verb": verb})
        actions.append(
            ModerationAction(
                comment=row,
                moderator=by,
                verb=verb,
                reason=reason,
                note=note,
                was=row.status,
                was_reason=row.reason,
                became=Status.REMOVED if verb is Verb.REMOVE else Status.VISIBLE,
                batch=batch,
            )
        )
    return ModerationAction.objects.bulk_create(actions)


def _write(rows: list[Comment], status: str, reason: str) -> None:
    changes = {"status": status, "reason": reason, "reviewed_at": timezone.now()}
    changes |= {"claimed_by": None, "claimed_until": None}
    Comment.objects.numbered(rows).update(**changes)
    for row in rows:
        row.status, row.reason = status, reason


def _answer_reports(batch: uuid.UUID) -> None:
    answers = ModerationAction.objects.filter(batch=batch)
    answer = answers.filter(comment=OuterRef("comment")).values("pk")[:1]
    open_reports = Report.objects.open()
    open_reports.filter(comment__in=answers.values("comment")).update(
        answer=Subquery(answer)
    )


def _take_back(undone: list[ModerationAction], *, by) -> None:
    batch = uuid.uuid4()
    former = ModerationAction.objects.filter(pk__in=[action.pk for action in undone])
    before = former.filter(comment=OuterRef("pk"))
    Comment.objects.filter(pk__in=[action.comment_id for action in undone]).update(
        status=Subquery(before.values("was")[:1]),
        reason=Subquery(before.values("was_reason")[:1]),
        reviewed_at=None,
    )
    Report.objects.filter(answer__in=undone).update(answer=None)
    actions = ModerationAction.objects.bulk_create(
        ModerationAction(
            comment_id=action.comment_id,
            moderator=by,
            verb=Verb.UNDO,
            was=action.became,
            became=action.was,
            reason=action.was_reason,
            batch=batch,
            undoes=action.pk,
        )
        for action in undone
    )
    _tell(actions, by=by)


def _tell(actions: list[ModerationAction], *, by) -> None:
    Appeal.objects.follow(actions, by=by)
    for action in actions:
        emails.tell_the_author(action)


def _choose(comment: Comment, verb: ModerationAction.Verb, *, by) -> bool:
    with open_wall():
        row = Comment.objects.numbered([comment]).visible().lock().first()
        if row is None or bool(row.picked_at) == (verb is Verb.PICK):
            return False
        picked_at = timezone.now() if verb is Verb.PICK else None
        Comment.objects.numbered([row]).update(picked_at=picked_at)
        ModerationAction.objects.create(
            comment=row, moderator=by, verb=verb, was=row.status, became=row.status
        )
    comment.picked_at = picked_at
    return True


def _agree(comments, rows: list[Comment]) -> None:
    """Make the objects in the caller's hands say what the database now says."""
    changed = {row.pk: row for row in rows}
    for comment in comments:
        if comment.pk in changed:
            comment.status = changed[comment.pk].status
            comment.reason = changed[comment.pk].reason
