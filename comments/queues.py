"""What waits for a moderator, in which order, and how much of it?

Every queue goes on from a place in it, never from a number of rows, so that nothing is
passed over while others decide. Ask the policy first, and call these inside
``open_wall()``.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Appeal, Comment, ModerationAction

CARDS_PER_PAGE = 20
COUNTED = 1000  # more than that is said as "1000+"
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# The reports are counted and put in order before any comment is looked up, so that only
# those are that the page will show.
REPORTED = """
    SELECT ranked.comment_id, ranked.reports
    FROM (
        SELECT comment_id, count(*) AS reports FROM comments_report
        WHERE answer_id IS NULL GROUP BY comment_id
        HAVING (-count(*), comment_id) > (-%(reports)s::bigint, %(pk)s::bigint)
        ORDER BY reports DESC, comment_id
    ) AS ranked
    JOIN comments_comment AS comment ON comment.id = ranked.comment_id
    WHERE comment.status = 'visible'
"""
IN_ORDER = " ORDER BY ranked.reports DESC, ranked.comment_id LIMIT %(limit)s"
FREE = """
    AND (comment.claimed_until IS NULL OR comment.claimed_until <= now()
         OR comment.claimed_by_id = %(person)s)
"""
LOCKED = " FOR NO KEY UPDATE OF comment SKIP LOCKED"
MOST_REPORTS = 10**12


class Queue(StrEnum):
    """One question that a moderator asks: what shall I decide next?"""

    HELD = "held"
    REPORTED = "reported"
    NEW = "new"
    APPEALS = "appeals"
    DECIDED = "decided"

    @property
    def label(self) -> str | Promise:
        return LABELS[self][0]

    @property
    def explained(self) -> str | Promise:
        """What stands in it, in one sentence."""
        return LABELS[self][1]

    @property
    def waits(self) -> bool:
        """True when something in it is still to be decided."""
        return self is not Queue.DECIDED


LABELS: dict[Queue, tuple[str | Promise, str | Promise]] = {
    Queue.HELD: (
        _("Held"),
        _("Nobody but its author sees these until you decide. The longest wait first."),
    ),
    Queue.REPORTED: (
        _("Reported"),
        _("Readers object to these. The most reports first, then the oldest."),
    ),
    Queue.NEW: (
        _("New"),
        # Newest first would leave the oldest unseen for ever on a busy day.
        _("In the thread already, and not looked at yet. The oldest first."),
    ),
    Queue.APPEALS: (
        _("Appeals"),
        _("Authors ask for a second look, from another moderator than the first."),
    ),
    Queue.DECIDED: (_("Decided"), _("What was decided, the latest first.")),
}


@dataclass(frozen=True)
class Place:
    """Where something stands in a queue: by its time or its reports, then by number."""

    rank: int
    pk: int

    def __str__(self) -> str:
        return f"{self.rank}-{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that a link names; None for anything else, which is the start."""
        match = re.fullmatch(r"(\d{1,16})-(\d{1,18})", text, re.ASCII)
        return cls(int(match[1]), int(match[2])) if match else None

    @classmethod
    def at(cls, time: datetime, pk: int) -> "Place":
        """The place of something by its time."""
        return cls((time - EPOCH) // MICROSECOND, pk)

    @property
    def time(self) -> datetime:
        return EPOCH + self.rank * MICROSECOND


@dataclass(frozen=True)
class Entry:
    """A comment in a queue; among the decided, one decision about it."""

    comment: int
    place: Place


def entries(
    queue: Queue, *, after: Place | None = None, by=None, limit: int = CARDS_PER_PAGE
) -> list[Entry]:
    """The next of a queue, from its start or a place; the decided perhaps of one."""
    if queue is Queue.REPORTED:
        return _reported(after, limit)
    if queue is Queue.APPEALS:
        rows = _appeals(after).values_list("comment", "created_at", "pk")
        return [Entry(row, Place.at(at, pk)) for row, at, pk in rows[:limit]]
    if queue is Queue.DECIDED:
        return _decided(after, by, limit)
    rows = _line(queue, after).values_list("pk", "created_at")[:limit]
    return [Entry(pk, Place.at(at, pk)) for pk, at in rows]


def first_free(queue: Queue, *, by, after: Place | None = None) -> Entry | None:
    """The first that no other moderator looks at, locked; those being locked are left.

    Appeals against the moderator's own removals are not hers to decide.
    """
    if queue is Queue.REPORTED:
        return next(iter(_reported(after, 1, FREE, LOCKED, person=by.pk)), None)
    if queue is Queue.APPEALS:
        return _first_free_appeal(after, by)
    line = _line(queue, after).free_for(by)
    found = line.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()
    return Entry(found.pk, Place.at(found.created_at, found.pk)) if found else None


def counts() -> dict[Queue, str]:
    """How many wait in each queue, as far as we count; the decided are not counted."""
    lines = {queue: _line(queue, None) for queue in (Queue.HELD, Queue.NEW)}
    numbers = {queue: len_of(line) for queue, line in lines.items()}
    numbers[Queue.REPORTED] = _number_reported()
    numbers[Queue.APPEALS] = len_of(Appeal.objects.waiting())
    return {
        queue: f"{COUNTED}+" if number > COUNTED else str(number)
        for queue, number in numbers.items()
    }


def len_of(line) -> int:
    """How many stand in a line, counted to one more than we say."""
    # In the order of its index: without it a plan may read the table to find so many.
    return line[: COUNTED + 1].count()


def _line(queue: Queue, after: Place | None):
    waiting = Comment.objects.held() if queue is Queue.HELD else Comment.objects.new()
    waiting = waiting.oldest_first()
    return waiting.later_than(after.time, after.pk) if after else waiting


def _appeals(after: Place | None):
    waiting = Appeal.objects.waiting()
    return waiting.later_than(after.time, after.pk) if after else waiting


def _first_free_appeal(after: Place | None, by) -> Entry | None:
    line = _appeals(after).not_against(by).on_comments_free_for(by)
    found = line.select_for_update(
        skip_locked=True, no_key=True, of=("comment",)
    ).first()
    if found is None:
        return None
    return Entry(found.comment_id, Place.at(found.created_at, found.pk))


def _decided(after: Place | None, by, limit: int) -> list[Entry]:
    made = ModerationAction.objects.latest_first()
    made = made.by(by) if by else made
    if after:
        made = made.earlier_than(after.time, after.pk)
    rows = made.values_list("comment", "created_at", "pk")[:limit]
    return [Entry(comment, Place.at(at, pk)) for comment, at, pk in rows]


def _reported(after: Place | None, limit: int, *also: str, person: int = 0):
    where, lock = also or ("", "")
    place = after or Place(MOST_REPORTS, 0)
    values = {"reports": place.rank, "pk": place.pk, "limit": limit, "person": person}
    with connection.cursor() as cursor:
        cursor.execute(REPORTED + where + IN_ORDER + lock, values)
        return [Entry(pk, Place(reports, pk)) for pk, reports in cursor.fetchall()]


def _number_reported() -> int:
    with connection.cursor() as cursor:
        values = {"reports": MOST_REPORTS, "pk": 0, "limit": COUNTED + 1}
        counted = f"SELECT count(*) FROM ({REPORTED} LIMIT %(limit)s) AS found"  # noqa: S608
        cursor.execute(counted, values)
        return cursor.fetchone()[0]
