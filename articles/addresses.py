"""Which words may stand first in an address? Those that no other page has taken."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

RESERVED = frozenset(
    {
        ".well-known",
        "about",
        "account",
        "accounts",
        "admin",
        "ask",
        "authors",
        "cancel",
        "contact",
        "corrections",
        "demo",
        "es",
        "ethics",
        "feeds",
        "healthz",
        "latest",  # its feed would be the paper's
        "media",
        "news-sitemap.xml",
        "preview",
        "privacy",
        "read",
        "readyz",
        "redeem",
        "robots.txt",
        "search",
        "series",
        "sitemap.xml",
        "static",
        "stripe",
        "subscribe",
        "terms",
        "topics",
        "unsubscribe",
    }
)


def refuse_reserved_slug(slug: str) -> None:
    """Raise ``ValidationError`` for a word that is already the address of a page."""
    if slug in RESERVED or re.fullmatch(r"\d{4}", slug):
        raise ValidationError(
            _("“%(slug)s” is the address of another page; choose another word."),
            params={"slug": slug},
        )
