"""What does an address name: something to read, that moved, or that was withdrawn?"""

from django.db.models import QuerySet
from django.http import Http404

from articles.models import Article, OldAddress, Section


class Withdrawn(Exception):
    """The editors took this story down."""

    def __init__(self, article: Article) -> None:
        self.article = article


class Moved(Exception):
    """The story now stands elsewhere: in another section, or under another word."""

    def __init__(self, article: Article) -> None:
        self.article = article


class SectionMoved(Exception):
    """The section now has another address."""

    def __init__(self, section: Section) -> None:
        self.section = section


def find_published(section: str, slug: str, articles: QuerySet) -> Article:
    """The published story at this address, fetched from ``articles``.

    What stands there now comes first, then what stood there before, then the story of
    that name in whichever section. Raises ``Withdrawn``, ``Moved``, or ``Http404`` when
    nothing is public there.
    """
    named = articles.filter(slug=slug).first()
    if named and named.section.slug == section:
        if named.is_published:
            return named
        if named.status == Article.Status.WITHDRAWN:
            raise Withdrawn(named)
    # A story still to come does not cut off the readers of one that stood here.
    former = OldAddress.objects.story_at(f"{section}/{slug}") or named
    if former is None:
        raise Http404
    if former.status == Article.Status.WITHDRAWN:
        raise Withdrawn(former)
    if not former.is_published:
        raise Http404
    raise Moved(former)


def find_section(slug: str) -> Section:
    """The section at this address; raises ``SectionMoved`` or ``Http404``."""
    if section := Section.objects.filter(slug=slug).first():
        return section
    if former := OldAddress.objects.section_at(slug):
        raise SectionMoved(former)
    raise Http404
