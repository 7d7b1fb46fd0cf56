"""Which story does an address name: one to read, one that moved, or one withdrawn?"""

from django.db.models import QuerySet
from django.http import Http404

from articles.models import Article


class Withdrawn(Exception):
    """The editors took this story down."""

    def __init__(self, article: Article) -> None:
        self.article = article


class Moved(Exception):
    """The story now stands in another section."""

    def __init__(self, article: Article) -> None:
        self.article = article


def find_published(section: str, slug: str, articles: QuerySet) -> Article:
    """The published story at this address, fetched from ``articles``.

    Raises ``Withdrawn``, ``Moved``, or ``Http404`` when nothing is public there.
    """
    article = articles.filter(slug=slug).first()
    if article is None:
        raise Http404
    if article.status == Article.Status.WITHDRAWN:
        raise Withdrawn(article)
    if not article.is_published:
        raise Http404
    if article.section.slug != section:
        raise Moved(article)
    return article
