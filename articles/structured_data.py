"""What does a page say of itself to search engines? JSON-LD, and no comment text.

Source: https://developers.google.com/search/docs/appearance/structured-data/article
"""

import json
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles.body import plain
from articles.models import Article, Page

Absolute = Callable[[str], str]

# What would end a script element inside JSON, written as JSON escapes.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
SHAPES = ("wide", "classic", "square")
# What somebody paid for is no news, and says so to machines too.
TYPES = {
    Article.Kind.NEWS: "NewsArticle",
    Article.Kind.OPINION: "OpinionNewsArticle",
    Article.Kind.SPONSORED: "AdvertiserContentArticle",
}


def story(article: Article, absolute: Absolute) -> SafeString:
    """The story, ready to stand in a script element."""
    address = absolute(article.get_absolute_url())
    return _script(
        {
            "@type": TYPES[Article.Kind(article.kind)],
            "headline": article.headline,
            "description": article.summary,
            "url": address,
            "mainEntityOfPage": address,
            "image": [absolute(path) for path in picture_paths(article)],
            "articleSection": article.section.name,
            "keywords": [topic.name for topic in article.topics.all()],
            "inLanguage": article.language,
            "dateline": article.dateline,
            "wordCount": len(plain(article.body).split()),
            "commentCount": article.discussion.visible,
            "discussionUrl": f"{address}#discussion",
            "citation": [source.name for source in article.sources.all()],
            **_times(article),
            **_makers(article, absolute),
            **_access(absolute),
        }
    )


def breadcrumbs(article: Article, absolute: Absolute) -> SafeString:
    """The way to the story: the front page, its section, itself."""
    steps = (
        (settings.SITE_NAME, reverse("articles:front_page")),
        (article.section.name, article.section.get_absolute_url()),
        (article.headline, article.get_absolute_url()),
    )
    places = [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": absolute(path),
        }
        for position, (name, path) in enumerate(steps, start=1)
    ]
    return _script({"@type": "BreadcrumbList", "itemListElement": places})


def organization(absolute: Absolute) -> SafeString:
    """The paper itself."""
    return _script(_paper(absolute))


def _times(article: Article) -> dict:
    corrections = [
        {
            "@type": "CorrectionComment",
            "text": correction.text,
            "datePublished": _local(correction.made_at),
        }
        for correction in article.corrections.all()
    ]
    return {
        "datePublished": _local(article.published_at),
        "dateModified": _local(article.changed_at or article.published_at),
        "correction": corrections,
    }


def _makers(article: Article, absolute: Absolute) -> dict:
    sponsor = {"@type": "Organization", "name": article.sponsor}
    return {
        "author": [_author(byline, absolute) for byline in article.bylines.all()],
        "publisher": _paper(absolute),
        "sponsor": sponsor if article.is_sponsored else None,
    }


def _access(absolute: Absolute) -> dict:
    """Every story is free; what is sold is the conversation, which is not in here."""
    domain = urlsplit(absolute("/")).hostname
    return {
        "isAccessibleForFree": True,
        "isPartOf": {
            "@type": ["CreativeWork", "Product"],
            "name": settings.SITE_NAME,
            "productID": f"{domain}:basic",
        },
    }


def _paper(absolute: Absolute) -> dict:
    home = absolute(reverse("articles:front_page"))
    rules = Page.Address.ETHICS
    has_rules = Page.objects.filter(slug=rules).exists()
    principles = absolute(reverse("articles:page", args=[rules]))
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{home}#paper",
        "name": settings.SITE_NAME,
        "url": home,
        "logo": absolute(static("icon.svg")),
        "correctionsPolicy": absolute(reverse("articles:corrections")),
        **({"publishingPrinciples": principles} if has_rules else {}),
    }


def _script(data: dict) -> SafeString:
    kept = {key: value for key, value in data.items() if value not in (None, "", [])}
    whole = {"@context": "https://schema.org"} | kept
    text = json.dumps(whole, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  escaped just above


def picture_paths(article: Article) -> list[str]:
    """Addresses of the lead picture's crops, widest first; the original without any."""
    if not article.picture:
        return []
    sizes = [article.picture.renditions.get(shape, []) for shape in SHAPES]
    crops = [default_storage.url(shape[-1]["jpeg"]) for shape in sizes if shape]
    return crops or [article.picture.file.url]


def social_picture(article: Article) -> dict | None:
    """The picture that messengers show with a link: its path and its size."""
    if not (picture := article.picture):
        return None
    if wide := picture.renditions.get("wide"):
        path = default_storage.url(wide[-1]["jpeg"])
        return {"path": path, "width": wide[-1]["width"], "height": wide[-1]["height"]}
    size = {"width": picture.width, "height": picture.height}
    return {"path": picture.file.url} | size


def _author(byline, absolute: Absolute) -> dict:
    return {
        "@type": "Person",
        "name": byline.author.name,
        "url": absolute(byline.author.get_absolute_url()),
    }


def _local(moment) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None
