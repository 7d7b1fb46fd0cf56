"""What stands on the front page today, and where?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from articles.models import Article, Front, Section
from articles.models.article_lists import paid_last

PLACES = 5  # the lead and the four beside it
STORIES_A_SECTION = 4


@dataclass(frozen=True)
class Block:
    """One section's place on the front page: its stories, newest first."""

    section: Section
    stories: list[Article]


@dataclass(frozen=True)
class FrontPage:
    """The lead, the stories beside it, and a block for every section with stories.

    A story has one place on it. The lists of what is read and discussed most name it
    again, since a ranking with gaps would be untrue.
    """

    lead: Article | None
    beside: list[Article]
    blocks: list[Block]


def front_page(front: Front | None = None) -> FrontPage:
    """The front page as it stands now, or as it would stand with this arrangement."""
    top = [story for story in top_stories(front) if story]
    return FrontPage(
        lead=top[0] if top else None,
        beside=top[1:],
        blocks=_blocks(besides=[story.pk for story in top]),
    )


def top_stories(front: Front | None = None) -> list[Article | None]:
    """The story in each place: the editor's while it holds, else the newest left."""
    placed = {story.place: story for story in _placed(front)}
    fillers = iter(_newest_besides(placed.values()))
    return [placed.get(place) or next(fillers, None) for place in range(PLACES)]


def _placed(front: Front | None):
    """Published stories whose place an editor filled and whose time is not over."""
    latest = Front.objects.newest_published().values("pk")[:1]
    of_front = Q(slots__front=front.pk) if front else Q(slots__front__in=latest)
    holds = Q(slots__until__isnull=True) | Q(slots__until__gt=timezone.now())
    return (
        Article.objects.published()
        .filter(of_front, holds, slots__place__lt=PLACES)
        .annotate(place=F("slots__place"))
        .for_card()
    )


def _newest_besides(placed: Iterable[Article]):
    """What fills the other places; nobody pays for coming to stand here by itself."""
    return (
        Article.objects.published()
        .exclude(kind=Article.Kind.SPONSORED)
        .exclude(pk__in=[story.pk for story in placed])
        .newest_first()
        .for_card()[:PLACES]
    )


def _blocks(*, besides: list[int]) -> list[Block]:
    sections = list(Section.objects.all())
    if not sections:
        return []
    stories = Article.objects.published().newest_first().exclude(pk__in=besides)
    latest = [
        stories.in_section(section).values_list("pk", flat=True)[:STORIES_A_SECTION]
        for section in sections
    ]
    # One query for all of them, in which each section is read by its own index.
    chosen = stories.filter(pk__in=latest[0].union(*latest[1:], all=True)).for_card()
    blocks = [
        Block(section, paid_last(one for one in chosen if one.section_id == section.pk))
        for section in sections
    ]
    return [block for block in blocks if block.stories]
