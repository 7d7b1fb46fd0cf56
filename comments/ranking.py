"""Which roots are the best, and when is that found out anew?

PostgreSQL notes in ``comments_rerank`` the roots that a like or a reply may have moved.
Every minute a task takes the notes out and writes the ranks that changed, many in one
UPDATE: a like itself never touches the index that "best first" is read from.
"""

import math

from django.db import connection
from django.tasks import task

from comments.models import Comment
from comments.wall import open_wall

Z = 1.96  # 95 per cent sure
# A reply says neither yes nor no. One in four is taken for a no: docs/design.md shows
# what other shares would do.
OBJECTIONS = 0.25
BATCH = 1000  # a like waits for the batch its comment is in, so that it must be short

TAKE = """
    DELETE FROM comments_rerank WHERE id IN (
        SELECT id FROM comments_rerank WHERE id <= %s
        ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
    ) RETURNING root_id
"""
PUT_BACK = """
    INSERT INTO comments_rerank (root_id)
    SELECT id FROM comments_comment WHERE id = ANY(%s)
"""
# Of the first thousand replies: no root costs more than that, however big.
WEIGH = """
    SELECT root.id, root.rank, root.likes, others.people
    FROM comments_comment AS root CROSS JOIN LATERAL (
        SELECT count(DISTINCT author_id) AS people FROM (
            SELECT author_id FROM comments_comment
            WHERE path > root.path AND path < root.path || '~' AND status = 'visible'
            ORDER BY path LIMIT 1000
        ) AS reply
        WHERE author_id <> root.author_id AND NOT EXISTS (
            SELECT FROM comments_like
            WHERE comment_id = root.id AND person_id = reply.author_id
        )
    ) AS others
    WHERE root.id = ANY(%s)
"""
WRITE = """
    UPDATE comments_comment AS root SET rank = new.rank
    FROM unnest(%s::bigint[], %s::float8[]) AS new (id, rank)
    WHERE root.id = new.id
"""


def score(likes: int, repliers: int) -> float:
    """How good a root is, from 0 to 1: likes, as far as there are enough to believe.

    The lower bound of the Wilson interval for the share of those who reacted that likes
    it. ``repliers`` are the people who answered and did not like it.
    Source: https://www.evanmiller.org/how-not-to-sort-by-average-rating.html
    """
    if not likes:
        return 0.0
    trials = likes + OBJECTIONS * repliers
    share, z2 = likes / trials, Z * Z
    spread = Z * math.sqrt((share * (1 - share) + z2 / (4 * trials)) / trials)
    return (share + z2 / (2 * trials) - spread) / (1 + z2 / trials)


@task
def rank_changed() -> int:
    """Every minute: rank what was noted, and return how many ranks changed."""
    return rank_noted()


def rank_noted() -> int:
    """Rank every root noted until now; how many ranks changed.

    Several may run at once. None waits for another, nor for anyone who writes: what is
    in other hands stays noted for the next time.
    """
    changed, last = 0, _last_note()
    while (batch := _rank_batch(last)) is not None:
        changed += batch
    return changed


def _last_note() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM comments_rerank")
        return cursor.fetchone()[0]


def _rank_batch(last: int) -> int | None:
    """How many ranks one batch changed; None when no note was left."""
    with open_wall(), connection.cursor() as cursor:
        cursor.execute(TAKE, [last, BATCH])
        if not (noted := {root for (root,) in cursor}):
            return None
        # Held before they are weighed, or a slower run could write what was true before
        # the last like. In one order, as everyone holds comments.
        roots = Comment.objects.filter(pk__in=noted, depth=1).order_by("pk")
        free = roots.select_for_update(no_key=True, skip_locked=True)
        held = list(free.values_list("pk", flat=True))
        cursor.execute(PUT_BACK, [list(noted.difference(held))])
        cursor.execute(WEIGH, [held])
        return _write(cursor, cursor.fetchall())


def _write(cursor, weighed: list[tuple[int, float, int, int]]) -> int:
    new = {
        pk: now
        for pk, before, likes, repliers in weighed
        if (now := score(likes, repliers)) != before
    }
    if new:
        cursor.execute(WRITE, [list(new), list(new.values())])
    return len(new)
