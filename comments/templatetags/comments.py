"""What do templates draw with? The wall under a story, initials, and a time gone by."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles.models import Article
from comments import answers, discussed

register = template.Library()


@register.inclusion_tag("comments/_wall.html")
def wall(article: Article) -> dict:
    """The wall under a story: the same for all, without a word of a comment."""
    return answers.wall(article)


@register.inclusion_tag("articles/_ranking.html")
def most_discussed() -> dict:
    """Where most is said now: headlines, and not a word or a name of a comment."""
    title = _("Most discussed")
    return {
        "name": "most-discussed",
        "title": title,
        "ranking": discussed.most_discussed(),
    }


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last name; what is no letter is left."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago that was, in its largest unit alone: "2 hours ago"."""
    if moment is None:
        return ""
    if timezone.now() - moment < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}
