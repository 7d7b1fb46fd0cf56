"""What does a story say of itself to search engines? JSON-LD, and no comment text.

Source: https://developers.google.com/search/docs/appearance/structured-data/article
"""

import json
from collections.abc import Callable

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article

# What would end a script element inside JSON, written as JSON escapes.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
SHAPES = ("wide", "classic", "square")


def news_article(article: Article, absolute: Callable[[str], str]) -> SafeString:
    """The story as a ``NewsArticle``, ready to stand in a script element."""
    data = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle"
        if article.section.slug == "opinion"
        else "NewsArticle",
        "headline": article.headline,
        "description": article.summary,
        "mainEntityOfPage": absolute(article.get_absolute_url()),
        "image": [absolute(path) for path in picture_paths(article)],
        "datePublished": _local(article.published_at),
        "dateModified": _local(article.updated_at or article.published_at),
        "author": [_author(byline, absolute) for byline in article.bylines.all()],
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME},
        "articleSection": article.section.name,
        "keywords": [topic.name for topic in article.topics.all()],
        "inLanguage": article.language,
        "isAccessibleForFree": True,
        "commentCount": article.discussion.visible,
        "citation": [source.name for source in article.sources.all()],
    }
    kept = {key: value for key, value in data.items() if value not in (None, "", [])}
    text = json.dumps(kept, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  escaped just above


def picture_paths(article: Article) -> list[str]:
    """Addresses of the lead picture's crops, widest first; the original without any."""
    if not article.picture:
        return []
    sizes = [article.picture.renditions.get(shape, []) for shape in SHAPES]
    crops = [default_storage.url(shape[-1]["jpeg"]) for shape in sizes if shape]
    return crops or [article.picture.file.url]


def _author(byline, absolute) -> dict:
    return {
        "@type": "Person",
        "name": byline.author.name,
        "url": absolute(byline.author.get_absolute_url()),
    }


def _local(moment) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None
