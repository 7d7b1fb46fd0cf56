"""When did a reader last look into a thread, what is new since, does she follow it?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone

from comments.models import Comment, ThreadMark

COUNTED = 100  # new comments; more than that is said as "100+"
Wish = ThreadMark.Wish


@dataclass
class Visit:
    """How a thread looks to one reader who has been here before, or has not."""

    since: datetime | None = None  # what was written later is new; None: her first time
    wish: str = Wish.NONE
    new: int = 0
    newest: int = 0  # the latest visible comment, 0 in an empty thread

    @property
    def number(self) -> str:
        """How many are new, as far as we count."""
        return spoken(self.new)


def visit(article, *, reader, since: datetime | None = None) -> Visit:
    """What is new to the reader: since her last visit, or since the given instant."""
    mark = ThreadMark.objects.filter(person=reader, article=article).first()
    visit = Visit(since=since, newest=_newest(article))
    if mark is not None:
        visit.wish = mark.wish
        visit.since = since or mark.seen_at
    if visit.since is not None:
        later = Comment.objects.under(article).visible().written_after(visit.since)
        visit.new = _count(later, reader)
    return visit


def see(article, *, reader) -> None:
    """Remember that the reader has looked into the thread now."""
    _keep(article, reader, seen_at=timezone.now())


def wish(article, wanted: str, *, reader) -> None:
    """Follow the thread, mute it, or neither."""
    _keep(article, reader, wish=wanted)


def wish_of(article, *, reader) -> str:
    """Whether the reader follows or mutes the thread."""
    mark = ThreadMark.objects.filter(person=reader, article=article).first()
    return mark.wish if mark else Wish.NONE


def follow_by_posting(article, *, author) -> None:
    """Whoever writes in a thread follows it, unless she has muted it."""
    mark = ThreadMark(person=author, article=article, wish=Wish.FOLLOW)
    ThreadMark.objects.bulk_create([mark], ignore_conflicts=True)
    undecided = ThreadMark.objects.filter(
        person=author, article=article, wish=Wish.NONE
    )
    undecided.update(wish=Wish.FOLLOW)


def newer_than(article, after: int, *, reader) -> int:
    """How many others have written since the comment with this number; 101 is many.

    A poll asks this for each open page, so it reads only what was written since.
    """
    thread = Comment.objects.under(article)
    newer = thread.visible()
    if after:
        last = thread.numbered([Comment(pk=after)]).first()
        if last is None:
            return 0
        newer = newer.later_than(last.created_at, after).filter(pk__gt=after)
    return _count(newer, reader)


def read_since(text: str) -> datetime | None:
    """The instant that a link of ours names; None for anything else."""
    try:
        return datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def write_since(since: datetime | None) -> str:
    """The instant as a link names it, to the microsecond."""
    return repr(since.timestamp()) if since else ""


def spoken(number: int) -> str:
    """A number as far as we count."""
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _newest(article) -> int:
    latest = Comment.objects.under(article).visible().newest_first()
    return latest.values_list("pk", flat=True).first() or 0


def _count(comments, reader) -> int:
    return comments.read_by(reader).newest_first()[: COUNTED + 1].count()


def _keep(article, reader, **fields) -> None:
    mark = ThreadMark(person=reader, article=article, **fields)
    ThreadMark.objects.bulk_create(
        [mark],
        update_conflicts=True,
        unique_fields=["person", "article"],
        update_fields=list(fields),
    )
