"""What stands on the front page today, and where?"""

from dataclasses import dataclass

from articles.models import Article, Section

TOP_STORIES = 5  # the lead and the four beside it
STORIES_A_SECTION = 4


@dataclass(frozen=True)
class Block:
    """One section's place on the front page: its stories, newest first."""

    section: Section
    stories: list[Article]


@dataclass(frozen=True)
class FrontPage:
    """The lead, the stories beside it, and a block for every section with stories."""

    lead: Article | None
    beside: list[Article]
    blocks: list[Block]


def front_page() -> FrontPage:
    """Today's front page; no story stands on it twice."""
    top = list(Article.objects.published().newest_first().for_card()[:TOP_STORIES])
    return FrontPage(
        lead=top[0] if top else None,
        beside=top[1:],
        blocks=_blocks(besides=[story.pk for story in top]),
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
        Block(section, [one for one in chosen if one.section_id == section.pk])
        for section in sections
    ]
    return [block for block in blocks if block.stories]
