"""Which comments does one page of a thread show, at a cost that does not grow?

Roots by keyset, the first replies under each by one LATERAL join, the editors' picks,
the reader's own comments that wait for a moderator, and everybody's names: five queries
for a thread of any size. Ask the policy first, and call these inside ``open_wall()``.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from django.core import signing
from django.utils import timezone

from comments.identity import introduce
from comments.models import Comment

ROOTS_PER_PAGE = 20
REPLIES_PER_ROOT = 3
REPLIES_PER_PAGE = 50
PICKS_PER_PAGE = 3
# What has waited for a moderator longer stands among one's own comments only.
WAITED = timedelta(days=30)
SALT = "comments.threads"

# How many there are below a root is counted when they are written: from the index, a
# page of old roots would read five times as much for these numbers as for all the rest.
FIRST_REPLIES = """
    WITH branch AS MATERIALIZED (
        SELECT root_id, replies FROM comments_branch WHERE root_id = ANY(%(roots)s)
    )
    SELECT reply.*, coalesce(branch.replies, 0) AS below_root
    FROM unnest(%(roots)s::bigint[], %(paths)s::text[])
        WITH ORDINALITY AS root (id, path, number)
    CROSS JOIN LATERAL (
        SELECT * FROM comments_comment
        WHERE path > root.path AND path < root.path || '~'
          AND (status = 'visible' OR has_replies)
        ORDER BY path LIMIT %(replies)s
    ) AS reply
    LEFT JOIN branch ON branch.root_id = root.id
    ORDER BY root.number, reply.path
"""


class Sort(StrEnum):
    """In which order the roots stand.

    A comment's place among the newest or oldest never changes. Among the best it does,
    though only when the ranks are computed anew: a root that rises over the reader's
    place between two pages of hers stands on neither, one that sinks on both.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"

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
        """How many, as it is read."""
        return f"{self.replies:,}"


@dataclass
class Row:
    """One comment as the page draws it, and the link that stands after it."""

    comment: Comment
    answers: Comment | None = None  # what it replies to, when the page can name it
    offers: set[str] = field(default_factory=set)  # what the reader may do with it
    is_readable: bool = False  # else the page draws only that something was here
    is_folded: bool = False  # by a reader who ignores its author
    is_liked: bool = False
    is_new: bool = False
    more: More | None = None

    @property
    def is_picked(self) -> bool:
        """True for an editors' pick that can be read."""
        return self.comment.is_visible and self.comment.picked_at is not None

    @property
    def heading(self) -> int:
        """The level of its heading: the thread has the second, and there are six."""
        return min(self.comment.depth + 2, 6)


@dataclass
class Page:
    """One page of a thread, ready to be drawn."""

    rows: list[Row] = field(default_factory=list)
    waiting: list[Row] = field(default_factory=list)
    picks: list[Row] = field(default_factory=list)
    next_cursor: str = ""

    @property
    def all_rows(self) -> list[Row]:
        """Every row, wherever on the page it stands."""
        return [*self.waiting, *self.picks, *self.rows]


def page(
    article,
    *,
    viewer,
    sort: Sort = Sort.NEWEST,
    cursor: str = "",
    roots: int = ROOTS_PER_PAGE,
    replies: int = REPLIES_PER_ROOT,
) -> Page:
    """One page of the story's thread, from the start or from a cursor."""
    found = list(_roots(article, sort, cursor)[: roots + 1])
    has_next = len(found) > roots
    found = found[:roots]
    rows = _rows(found, _first_replies(found, replies))
    drawn = {row.comment.pk for row in rows}  # one that was answered keeps its place
    waiting = [one for one in _waiting(article, viewer) if one.pk not in drawn]
    page = Page(
        rows=rows,
        waiting=_plain(waiting),
        picks=[] if cursor else _plain(_picks(article)),
        next_cursor=_cursor_after(found[-1], sort) if has_next else "",
    )
    introduce([row.comment for row in page.all_rows], article.pk)
    return page


def conversation(
    comment: Comment, *, cursor: str = "", replies_only: bool = False
) -> Page:
    """A comment between what it answers and what answers it, or only the latter."""
    after = _read(cursor, "replies", comment.pk) or [""]
    above = [] if cursor else list(Comment.objects.above(comment))
    below = Comment.objects.below(comment).shown().by_path()
    replies = list(below.filter(path__gt=after[0])[: REPLIES_PER_PAGE + 1])
    drawn = [*above, comment, *replies[:REPLIES_PER_PAGE]]
    elsewhere = _answered_elsewhere(drawn)
    introduce([*drawn, *elsewhere], comment.article_id)
    rows = _named(drawn, elsewhere)
    if len(replies) > REPLIES_PER_PAGE:
        rows[-1].more = More(under=comment, cursor=_reply_cursor(comment, rows[-1]))
    return Page(rows=rows[len(above) + 1 :] if replies_only else rows)


def _roots(article, sort: Sort, cursor: str):
    roots = Comment.objects.under(article).roots().shown()
    place = _read(cursor, sort, article.pk)
    if sort is Sort.BEST:
        roots = roots.best_first()
        return roots.ranked_below(*place) if place else roots
    if sort is Sort.OLDEST:
        roots = roots.oldest_first()
        return roots.later_than(*place) if place else roots
    roots = roots.newest_first()
    return roots.earlier_than(*place) if place else roots


def _waiting(article, viewer):
    lately = Comment.objects.written_after(timezone.now() - WAITED)
    return lately.waiting_in(article, author=viewer).newest_first()[:ROOTS_PER_PAGE]


def _picks(article):
    return Comment.objects.under(article).picks()[:PICKS_PER_PAGE]


def _first_replies(roots: list[Comment], number: int) -> dict[int | None, list]:
    places = {"roots": [root.pk for root in roots], "replies": number}
    places["paths"] = [root.path for root in roots]
    replies = defaultdict(list)
    for reply in Comment.objects.raw(FIRST_REPLIES, places):
        replies[reply.root_id].append(reply)
    return replies


def _plain(comments: Iterable[Comment]) -> list[Row]:
    return [Row(comment=comment) for comment in comments]


def _rows(roots: list[Comment], replies) -> list[Row]:
    rows: list[Row] = []
    for root in roots:
        drawn = replies[root.pk]
        rows += _named([root, *drawn])
        if drawn and (further := drawn[0].below_root - len(drawn)) > 0:
            cursor = _reply_cursor(root, rows[-1])
            rows[-1].more = More(under=root, cursor=cursor, replies=further)
    return rows


def _named(comments: Iterable[Comment], elsewhere: Iterable[Comment] = ()) -> list[Row]:
    """A row for each, with what it answers where that can be read."""
    known: dict[int | None, Comment] = {comment.pk: comment for comment in elsewhere}
    rows = []
    for comment in comments:
        answered = known.get(_answered(comment))
        rows.append(Row(comment=comment, answers=answered))
        if comment.is_visible:
            known[comment.pk] = comment
    return rows


def _answered_elsewhere(comments: list[Comment]) -> list[Comment]:
    """What the comments answer and the page doesn't draw: on the deepest level."""
    drawn = {comment.pk for comment in comments}
    answered = {pk for comment in comments if (pk := _answered(comment))}
    return list(Comment.objects.visible().filter(pk__in=answered - drawn))


def _answered(comment: Comment) -> int | None:
    return comment.in_reply_to_id or comment.parent_id


def _cursor_after(root: Comment, sort: Sort) -> str:
    place = root.rank if sort is Sort.BEST else root.created_at.isoformat()
    return _sign(sort, root.article_id, place, root.pk)


def _reply_cursor(comment: Comment, last: Row) -> str:
    return _sign("replies", comment.pk, last.comment.path)


def _sign(*parts) -> str:
    return signing.dumps(parts, salt=SALT)


def _read(cursor: str, kind: str, pk: int) -> list | None:
    """What a cursor of this kind says; None for any that is not one of ours."""
    try:
        made_for, of, *place = signing.loads(cursor, salt=SALT)
    except signing.BadSignature:
        return None
    if (made_for, of) != (kind, pk):
        return None
    if kind in {Sort.NEWEST, Sort.OLDEST}:
        place[0] = datetime.fromisoformat(place[0])
    return place
