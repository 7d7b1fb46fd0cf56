"""How is the front page arranged, when several editors do it at once?

There is one draft for all of them. Each change says what its editor saw, and is refused
when that is no longer how it stands: the first keeps hers, the second is told.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from articles.front_page import PLACES
from articles.models import Article, Front, Slot


class Put(NamedTuple):
    """A story that an editor put in a place, and until when."""

    article_id: int
    until: datetime | None = None


Places = dict[int, Put]
Change = Callable[[Places], Places]


class ChangedMeanwhile(Exception):
    """Somebody else arranged the page since this editor looked at it."""

    def __init__(self, front: Front | None) -> None:
        self.front = front


def stories_to_put(words: str = ""):
    """Stories that may stand in a place, a scheduled one from its time on."""
    stories = Article.objects.filter(status=Article.Status.LIVE)
    found = stories.filter(headline__icontains=words) if words else stories
    return found.newest_first().for_card()


# ── What can be done to the places ─────────────────────────────────────────────────


def put(place: int, article_id: int) -> Change:
    """The story stands in the place; what stood there moves down to the next free."""

    def change(places: Places) -> Places:
        former = next((p for p in places.values() if p.article_id == article_id), None)
        others = {n: p for n, p in places.items() if p.article_id != article_id}
        return _pushed_down(others, place, former or Put(article_id))

    return change


def _pushed_down(places: Places, place: int, new: Put) -> Places:
    """What is pushed over the end fills no place any more."""
    pushed, pushing = dict(places), new
    for number in range(place, PLACES):
        there = places.get(number)
        pushed[number] = pushing
        if there is None:
            break
        pushing = there
    return pushed


def swap(place: int, other: int) -> Change:
    """The two places change their stories; one that fills itself goes on doing so."""

    def change(places: Places) -> Places:
        if not {place, other} <= set(range(PLACES)):
            return places
        new_place = {place: other, other: place}
        return {new_place.get(n, n): p for n, p in places.items()}

    return change


def take_out(place: int) -> Change:
    """The place fills itself from now on."""
    return lambda places: {n: p for n, p in places.items() if n != place}


def keep_until(place: int, until: datetime | None) -> Change:
    """The story stays in its place until then, or without an end."""

    def change(places: Places) -> Places:
        if place not in places:
            return places
        return places | {place: places[place]._replace(until=until)}

    return change


# ── Which arrangement it is done to ────────────────────────────────────────────────


def at_hand() -> Front | None:
    """The arrangement an editor looks at: the draft, else what counts now."""
    return Front.objects.draft() or Front.objects.newest_published().first()


def places_of(front: Front | None) -> Places:
    """What the editors put where."""
    slots = front.slots.all() if front else []
    return {slot.place: Put(slot.article_id, slot.until) for slot in slots}


def as_seen(front: Front | None) -> str:
    """What an editor saw, as a form remembers it."""
    if front is None:
        return "nothing"
    stories = (
        f"{place}:{story.article_id}:{story.until.isoformat() if story.until else ''}"
        for place, story in sorted(places_of(front).items())
    )
    state = "published" if front.published_at else "draft"
    return ",".join([f"{front.pk}", state, *stories])


@transaction.atomic
def arrange(change: Change, *, seen: str, by) -> Front:
    """Change the draft, which begins with what counts now, and return it.

    Raises ``ChangedMeanwhile`` when it no longer stands as its editor saw it.
    """
    front = _hold(seen)
    places = change(places_of(front))
    if front is None or front.published_at:
        front = Front.objects.create(by=by)
    _store(front, places)
    Front.objects.filter(pk=front.pk).update(by=by)
    return front


@transaction.atomic
def publish(*, seen: str, by) -> bool:
    """Make the draft count; False when there is none. Raises ``ChangedMeanwhile``."""
    front = _hold(seen)
    if front is None or front.published_at:
        return False
    front.by, front.published_at = by, timezone.now()
    front.save(update_fields=("by", "published_at"))
    return True


@transaction.atomic
def discard(*, seen: str) -> bool:
    """Forget the draft; False when there is none. Raises ``ChangedMeanwhile``."""
    front = _hold(seen)
    if front is None or front.published_at:
        return False
    front.delete()
    return True


@transaction.atomic
def put_back(former: Front, *, by) -> Front:
    """Make an earlier arrangement count again, as a copy; a draft stays as it is."""
    now = timezone.now()
    again = Front.objects.create(by=by, made_at=now, published_at=now)
    _store(again, places_of(former))
    return again


def _hold(seen: str) -> Front | None:
    """What is at hand, which nobody else changes until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE articles_front IN SHARE ROW EXCLUSIVE MODE")
    front = at_hand()
    if as_seen(front) != seen:
        raise ChangedMeanwhile(front)
    return front


def _store(front: Front, places: Places) -> None:
    front.slots.all().delete()
    Slot.objects.bulk_create(
        Slot(front=front, place=place, article_id=one.article_id, until=one.until)
        for place, one in places.items()
    )
