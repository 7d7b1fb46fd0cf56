"""What does a reader's page make of a story: its body, its length, its age?"""

import re
from datetime import timedelta
from html import unescape

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, ngettext

from articles import body, embeds
from articles.models import Article

WORDS_A_MINUTE = 230
OLD_AFTER = timedelta(days=30)
TABLE = re.compile("<table>.*?</table>", re.DOTALL)
# A link in a paragraph of its own; the body was cleaned, so it has this shape alone.
LINK_ALONE = re.compile('<p><a href="([^"]+)" rel="([^"]+)">([^<]+)</a></p>')


def drawn(article: Article) -> SafeString:
    """The body as it is shown: wide tables scroll, players wait for a click."""
    html = body.paid(article.body) if article.is_sponsored else article.body
    html = TABLE.sub(_scrolling, LINK_ALONE.sub(_player, html))
    return mark_safe(html)  # noqa: S308  cleaned on save; what is added is escaped


def _player(link: re.Match) -> str:
    href, rel, text = link.groups()
    found = embeds.player_of(unescape(href))
    if found is None:
        return link[0]
    name, frame = found
    said = _("Plays here, from %(site)s, when you press it. Nothing is fetched before.")
    return (
        f'<figure class="embed"><a href="{href}" rel="{rel}"'
        f' data-embed="{escape(frame)}">{text}</a>'
        f"<figcaption>{escape(said % {'site': name})}</figcaption></figure>"
    )


def _scrolling(table: re.Match) -> str:
    label = escape(_("Table"))
    return (
        f'<div class="scrolls" role="region" tabindex="0" aria-label="{label}">'
        f"{table[0]}</div>"
    )


def minutes(article: Article) -> int:
    """How many minutes the body takes to read, at least one."""
    return max(1, round(len(body.plain(article.body).split()) / WORDS_A_MINUTE))


def age(article: Article) -> str:
    """“2 months old”, for a story of more than thirty days; else nothing."""
    if not article.published_at:
        return ""
    passed = timezone.now() - article.published_at
    if passed <= OLD_AFTER:
        return ""
    months = max(1, passed.days * 12 // 365)
    if months < 12:
        return ngettext("%d month old", "%d months old", months) % months
    return ngettext("%d year old", "%d years old", months // 12) % (months // 12)
