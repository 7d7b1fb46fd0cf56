"""Do the counts agree with the rows they count? Finds what differs, and mends it.

PostgreSQL keeps every count by triggers; this is the proof. Each question looks at a
slice of the rows in one statement, so that it sees one moment however many write
meanwhile, and is short however many rows there are.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.tasks import task

from comments.wall import open_wall

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Count:
    """One kind of count: where to look, what differs, how that is mended.

    Whoever counts holds the row of the count until the end of her transaction. So
    mending holds it first: then what can be seen is in the count, the rest is not yet.
    """

    name: str
    table: str  # whose numbers are gone through, so many at a time
    step: int
    differing: str  # the numbers of the rows whose count is wrong
    mend: str


HOLD_COMMENTS = """
    SELECT FROM comments_comment WHERE id = ANY(%(found)s)
    ORDER BY id FOR NO KEY UPDATE;
"""
HOLD_DISCUSSIONS = """
    INSERT INTO comments_discussion (article_id) SELECT unnest(%(found)s::bigint[])
    ON CONFLICT DO NOTHING;
    SELECT FROM comments_discussion WHERE article_id = ANY(%(found)s)
    ORDER BY article_id FOR NO KEY UPDATE;
"""
HEARD = """
    SELECT article_id, author_id, count(*) FILTER (WHERE status = 'visible') AS visible,
        count(*) AS written
    FROM comments_comment WHERE {these} GROUP BY article_id, author_id
"""
SAID = """
    SELECT story.id AS article_id, said.visible, said.last_comment_at, heard.voices
    FROM articles_article AS story
    CROSS JOIN LATERAL (
        SELECT count(*) AS visible, max(created_at) AS last_comment_at
        FROM comments_comment
        WHERE article_id = story.id AND status = 'visible'
    ) AS said
    CROSS JOIN LATERAL (
        SELECT count(*) AS voices FROM comments_voice
        WHERE article_id = story.id AND visible > 0
    ) AS heard
    WHERE {these}
"""
SLICE = "{0} > %(after)s AND {0} <= %(to)s"

LIKES = Count(
    name="likes of comments",
    table="comments_comment",
    step=50_000,
    differing=f"""
        SELECT id FROM comments_comment AS comment LEFT JOIN (
            SELECT comment_id, count(*) AS likes FROM comments_like
            WHERE {SLICE.format("comment_id")} GROUP BY comment_id
        ) AS counted ON comment_id = id
        WHERE {SLICE.format("id")} AND comment.likes <> coalesce(counted.likes, 0)
    """,  # noqa: S608 - only our own words stand in it, here and below
    mend=f"""
        {HOLD_COMMENTS}
        UPDATE comments_comment AS comment SET likes = (
            SELECT count(*) FROM comments_like WHERE comment_id = comment.id
        ) WHERE id = ANY(%(found)s);
        INSERT INTO comments_rerank (root_id)
        SELECT id FROM comments_comment WHERE id = ANY(%(found)s) AND depth = 1
    """,  # noqa: S608
)
# Only that way round: the mark is never taken off again.
ANSWERS = Count(
    name="marks of answered comments",
    table="comments_comment",
    step=50_000,
    differing=f"""
        SELECT id FROM comments_comment AS comment
        WHERE {SLICE.format("id")} AND NOT has_replies AND EXISTS (
            SELECT FROM comments_comment WHERE parent_id = comment.id
        )
    """,  # noqa: S608
    mend=f"""
        {HOLD_COMMENTS}
        UPDATE comments_comment SET has_replies = true WHERE id = ANY(%(found)s)
    """,  # noqa: S608
)
# By author, since there is an index over what each one wrote, whatever its status.
VOICES = Count(
    name="voices",
    table="accounts_user",
    step=2000,
    differing=f"""
        SELECT DISTINCT article_id
        FROM ({HEARD.format(these=SLICE.format("author_id"))}) AS counted
        FULL JOIN (
            SELECT * FROM comments_voice WHERE {SLICE.format("author_id")}
        ) AS voice USING (article_id, author_id)
        WHERE (counted.visible, counted.written)
            IS DISTINCT FROM (voice.visible::bigint, voice.written::bigint)
    """,  # noqa: S608
    mend=f"""
        {HOLD_DISCUSSIONS}
        DELETE FROM comments_voice WHERE article_id = ANY(%(found)s);
        INSERT INTO comments_voice (article_id, author_id, visible, written)
        {HEARD.format(these="article_id = ANY(%(found)s)")}
    """,  # noqa: S608
)
DISCUSSIONS = Count(
    name="numbers of discussions",
    table="articles_article",
    step=1000,
    differing=f"""
        SELECT counted.article_id
        FROM ({SAID.format(these=SLICE.format("story.id"))}) AS counted
        LEFT JOIN comments_discussion AS discussion USING (article_id)
        WHERE (counted.visible, counted.voices, counted.last_comment_at)
            IS DISTINCT FROM (discussion.visible::bigint, discussion.voices::bigint,
                discussion.last_comment_at)
    """,  # noqa: S608
    mend=f"""
        {HOLD_DISCUSSIONS}
        UPDATE comments_discussion AS discussion SET visible = counted.visible,
            voices = counted.voices, last_comment_at = counted.last_comment_at,
            version = version + 1
        FROM ({SAID.format(these="story.id = ANY(%(found)s)")}) AS counted
        WHERE discussion.article_id = counted.article_id
    """,  # noqa: S608
)
BRANCHED = """
    SELECT root.id AS root_id, counted.replies
    FROM comments_comment AS root CROSS JOIN LATERAL (
        SELECT count(*) AS replies FROM comments_comment
        WHERE path > root.path AND path < root.path || '~'
          AND (status = 'visible' OR has_replies)
    ) AS counted
    WHERE root.depth = 1 AND {these}
"""
BRANCHES = Count(
    name="numbers of replies",
    table="comments_comment",
    step=50_000,
    differing=f"""
        SELECT root_id
        FROM ({BRANCHED.format(these=SLICE.format("root.id"))}) AS counted
        LEFT JOIN comments_branch AS branch USING (root_id)
        WHERE counted.replies <> coalesce(branch.replies, 0)
    """,  # noqa: S608
    mend=f"""
        SELECT FROM comments_discussion WHERE article_id IN (
            SELECT article_id FROM comments_comment WHERE id = ANY(%(found)s)
        ) ORDER BY article_id FOR NO KEY UPDATE;
        INSERT INTO comments_branch (root_id, replies)
        {BRANCHED.format(these="root.id = ANY(%(found)s)")}
        ON CONFLICT (root_id) DO UPDATE SET replies = excluded.replies
    """,  # noqa: S608
)
# In this order: the numbers of a discussion are counted from its voices too.
COUNTS = (LIKES, ANSWERS, BRANCHES, VOICES, DISCUSSIONS)


def differences() -> dict[str, list[int]]:
    """What differs, by the kind of count: comments, or for the last two stories.

    Empty when everything agrees.
    """
    found = {count.name: _differing(count) for count in COUNTS}
    return {name: numbers for name, numbers in found.items() if numbers}


def mend() -> dict[str, int]:
    """Count again what differs, beside everyone who writes; how many of each kind."""
    mended = {}
    for count in COUNTS:
        if found := _differing(count):
            with open_wall(), connection.cursor() as cursor:
                cursor.execute(count.mend, {"found": found})
            mended[count.name] = len(found)
    return mended


@task
def check_counts() -> None:
    """Every hour: say in the log what differs, if anything does."""
    for name, numbers in differences().items():
        logger.error("%s: %d are wrong, such as %s", name, len(numbers), numbers[:5])


def _differing(count: Count) -> list[int]:
    found: set[int] = set()
    for after, to in _slices(count):
        with open_wall(), connection.cursor() as cursor:
            cursor.execute(count.differing, {"after": after, "to": to})
            found.update(number for (number,) in cursor)
    return sorted(found)


def _slices(count: Count) -> Iterator[tuple[int, int]]:
    with open_wall(), connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id), max(id) FROM {count.table}")  # noqa: S608
        first, last = cursor.fetchone()
    if last is not None:
        for after in range(first - 1, last, count.step):
            yield after, after + count.step
