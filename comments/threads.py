"""Which comments does one page of a thread show, at a cost that does not grow?

Twenty roots by keyset, three replies under each by one LATERAL join, and the reader's
own comments that wait for a moderator: three queries for a thread of any size. Ask the
policy first, and call these inside ``open_wall()``.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.core import signing
from django.db.models import Q

from comments.models import Comment

ROOTS_PER_PAGE = 20
REPLIES_PER_ROOT = 3
REPLIES_PER_PAGE = 50
COUNTED = 100  # further replies; more than that is said as "100+"
SALT = "comments.threads"

# Names of columns as ``CommentQuerySet.drawn`` gives them.
FIRST_REPLIES = f"""
    SELECT reply.*, further.replies AS further,
        author.display_name AS author_name, author.is_staff AS author_is_staff,
        EXISTS (
            SELECT FROM articles_byline AS byline
            JOIN articles_author AS signer ON signer.id = byline.author_id
            WHERE byline.article_id = reply.article_id
              AND signer.user_id = reply.author_id
        ) AS is_story_author
    FROM unnest(%s::text[]) WITH ORDINALITY AS root (path, number)
    CROSS JOIN LATERAL (
        SELECT * FROM comments_comment
        WHERE path > root.path AND path < root.path || '~'
          AND (status = 'visible' OR has_replies)
        ORDER BY path LIMIT {REPLIES_PER_ROOT}
    ) AS reply
    CROSS JOIN LATERAL (
        SELECT count(*) AS replies FROM (
            SELECT path FROM comments_comment
            WHERE path > root.path AND path < root.path || '~'
              AND (status = 'visible' OR has_replies)
            ORDER BY path OFFSET {REPLIES_PER_ROOT} LIMIT {COUNTED}
        ) AS rest
    ) AS further
    JOIN accounts_user AS author ON author.id = reply.author_id
    ORDER BY root.number, reply.path
"""  # noqa: S608 - only our own numbers stand in it


class Sort(StrEnum):
    """In which order the roots stand."""

    NEWEST = "newest"
    OLDEST = "oldest"

    @classmethod
    def named(cls, name: str) -> "Sort":
        """The sort with this name; newest first for any other."""
        return cls(name) if name in set(cls) else cls.NEWEST


@dataclass
class More:
    """A link to replies that the page does not draw."""

    under: Comment
    cursor: str
    replies: int = 0

    @property
    def number(self) -> str:
        """How many, as far as we count."""
        return f"{COUNTED}+" if self.replies >= COUNTED else str(self.replies)


@dataclass
class Row:
    """One comment as the page draws it, and the link that stands after it."""

    comment: Comment
    answers: str = ""  # the name of the person it replies to, when the page knows it
    offers: set[str] = field(default_factory=set)  # what the reader may do with it
    is_readable: bool = False  # else the page draws only that something was here
    more: More | None = None


@dataclass
class Page:
    """One page of a thread, ready to be drawn."""

    rows: list[Row] = field(default_factory=list)
    waiting: list[Row] = field(default_factory=list)
    next_cursor: str = ""


def page(article, *, viewer, sort: Sort = Sort.NEWEST, cursor: str = "") -> Page:
    """One page of the story's thread, from the start or from a cursor."""
    roots = list(_roots(article, sort, cursor)[: ROOTS_PER_PAGE + 1])
    has_next = len(roots) > ROOTS_PER_PAGE
    roots = roots[:ROOTS_PER_PAGE]
    replies = _first_replies(roots)
    return Page(
        rows=_rows(roots, replies),
        waiting=[Row(comment=comment) for comment in _waiting(article, viewer)],
        next_cursor=_cursor_after(roots[-1], sort) if has_next else "",
    )


def conversation(
    comment: Comment, *, cursor: str = "", replies_only: bool = False
) -> Page:
    """A comment between what it answers and what answers it, or only the latter."""
    after = _read(cursor, "replies", comment.pk) or [""]
    above = [] if cursor else list(Comment.objects.above(comment).drawn())
    below = Comment.objects.below(comment).shown().by_path().drawn()
    replies = list(below.filter(path__gt=after[0])[: REPLIES_PER_PAGE + 1])
    rows = _named([*above, comment, *replies[:REPLIES_PER_PAGE]])
    if len(replies) > REPLIES_PER_PAGE:
        rows[-1].more = More(under=comment, cursor=_reply_cursor(comment, rows[-1]))
    return Page(rows=rows[len(above) + 1 :] if replies_only else rows)


def _roots(article, sort: Sort, cursor: str):
    roots = Comment.objects.under(article).roots().shown().drawn()
    at, pk = _read(cursor, sort, article.pk) or (None, None)
    if sort is Sort.OLDEST:
        roots = roots.oldest_first()
        return roots.filter(_later_than(at, pk)) if at else roots
    roots = roots.newest_first()
    return roots.filter(_earlier_than(at, pk)) if at else roots


def _earlier_than(at, pk) -> Q:
    # The first condition is implied by the second, and is what the index can use.
    return Q(created_at__lte=at) & (Q(created_at__lt=at) | Q(pk__lt=pk))


def _later_than(at, pk) -> Q:
    return Q(created_at__gte=at) & (Q(created_at__gt=at) | Q(pk__gt=pk))


def _first_replies(roots: list[Comment]) -> dict[int | None, list[Comment]]:
    replies = defaultdict(list)
    for reply in Comment.objects.raw(FIRST_REPLIES, [[root.path for root in roots]]):
        replies[reply.root_id].append(reply)
    return replies


def _rows(roots: list[Comment], replies) -> list[Row]:
    rows: list[Row] = []
    for root in roots:
        rows += _named([root, *replies[root.pk]])
        further = getattr(rows[-1].comment, "further", 0)
        if further:
            cursor = _reply_cursor(root, rows[-1])
            rows[-1].more = More(under=root, cursor=cursor, replies=further)
    return rows


def _named(comments: Iterable[Comment]) -> list[Row]:
    names: dict[int | None, str] = {}
    rows = []
    for comment in comments:
        answered = comment.in_reply_to_id or comment.parent_id
        rows.append(Row(comment=comment, answers=names.get(answered, "")))
        names[comment.pk] = comment.author_name if comment.is_visible else ""
    return rows


def _waiting(article, viewer):
    return Comment.objects.under(article).by(viewer).held().newest_first().drawn()


def _cursor_after(root: Comment, sort: Sort) -> str:
    return _sign(sort, root.article_id, root.created_at.isoformat(), root.pk)


def _reply_cursor(comment: Comment, last: Row) -> str:
    return _sign("replies", comment.pk, last.comment.path)


def _sign(*parts) -> str:
    return signing.dumps(parts, salt=SALT)


def _read(cursor: str, kind: str, pk: int) -> list | None:
    """What a cursor of this kind says; None for any that is not one of ours."""
    try:
        made_for, of, *values = signing.loads(cursor, salt=SALT)
    except signing.BadSignature:
        return None
    if (made_for, of) != (kind, pk):
        return None
    return [datetime.fromisoformat(values[0]), values[1]] if len(values) > 1 else values
