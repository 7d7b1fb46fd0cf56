"""How do a comment's words stand in a mail of plain text?"""

from django import template

register = template.Library()


@register.filter
def quoted(words: str) -> str:
    """Every line behind a mark, so that no comment can pass for what the paper says."""
    return "\n".join(f"> {line}".rstrip() for line in words.splitlines())
