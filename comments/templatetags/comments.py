"""What does a story's public page draw of the conversation? Numbers and the ways in."""

from django import template

from articles.models import Article
from comments import answers

register = template.Library()


@register.inclusion_tag("comments/_wall.html")
def wall(article: Article) -> dict:
    """The wall under a story: the same for all, without a word of a comment."""
    return answers.wall(article)


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last name; what is no letter is left."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
