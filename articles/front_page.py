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
    stories = Article.objects.published().newest_first().for_card()
    top = list(stories[:TOP_STORIES])
    shown = [story.pk for story in top]
    blocks = [
        Block(section, list(_of(section, stories.exclude(pk__in=shown))))
        for section in Section.objects.all()
    ]
    return FrontPage(
        lead=top[0] if top else None,
        beside=top[1:],
        blocks=[block for block in blocks if block.stories],
    )


def _of(section: Section, stories):
    return stories.filter(section=section)[:STORIES_A_SECTION]
