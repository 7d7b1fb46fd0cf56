"""What may a commenter write, and which HTML does it become?

Plain text: a blank line parts paragraphs, ``>`` opens a quote, and a web address
becomes a link. Source and HTML are both stored when the comment is saved.
"""

import re
import unicodedata
from itertools import groupby
from urllib.parse import urlsplit

import nh3
from django.db import models
from django.utils.html import escape

# They show nothing, though Unicode calls them letters, marks or symbols.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
LINK = re.compile(r"https?://[^\s<>\"'`\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e]+")
PUNCTUATION = ".,;:!?…»”’"
BRACKETS = {")": "(", "]": "[", "}": "{"}
REL = "ugc nofollow noopener"

_cleaner = nh3.Cleaner(
    tags={"p", "br", "blockquote", "a"},
    attributes={"p": {"dir"}, "a": {"href", "rel"}},
    url_schemes={"http", "https"},
    link_rel=None,
)


def clean(text: str) -> str:
    """The text as it is stored: one kind of line end, and no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    kept = (one for one in text if one == "\n" or _may_stand(one))
    return "".join(kept).strip()


def visible_length(text: str) -> int:
    """How many of its characters can be seen, spaces and joiners not counted."""
    return sum(not _is_blank(character) for character in text)


def render(text: str) -> str:
    """The safe HTML of a comment's text."""
    blocks = re.split(r"\n\s*\n", clean(text))
    return safe("".join(_block(block.split("\n")) for block in blocks if block.strip()))


def safe(html: str) -> str:
    """The HTML without anything that a comment can't contain; ours stays as it is."""
    return _cleaner.clean(html)


class MarkupField(models.TextField):
    """The HTML of the ``body`` beside it, safe by whatever road it is stored."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        html = render(model_instance.body)
        setattr(model_instance, self.attname, html)
        return html

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return safe(value) if isinstance(value, str) else value


def links(text: str) -> list[tuple[int, int]]:
    """Where in the text the addresses stand that become links."""
    found = ((match.start(), _without_tail(match[0])) for match in LINK.finditer(text))
    return [(start, start + len(one)) for start, one in found if _leads(one)]


def _may_stand(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"}


def _is_blank(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind in {"Cc", "Cf", "Zs", "Zl", "Zp"} or character in INVISIBLE


def _block(lines: list[str]) -> str:
    parts = groupby(lines, key=lambda line: line.lstrip().startswith(">"))
    return "".join(_part(list(part), quoted=quoted) for quoted, part in parts)


def _part(lines: list[str], *, quoted: bool) -> str:
    if quoted:
        lines = [line.lstrip().lstrip("> ") for line in lines]
    if not any(line.strip() for line in lines):
        return ""
    # Each paragraph finds its own direction, and no override reaches the next one.
    words = "<br>".join(_linked(line) for line in lines)
    paragraph = f'<p dir="auto">{words}</p>'
    return f"<blockquote>{paragraph}</blockquote>" if quoted else paragraph


def _linked(line: str) -> str:
    pieces, end = [], 0
    for match in LINK.finditer(line):
        address = _without_tail(match[0])
        pieces += [escape(line[end : match.start()]), _link(address)]
        end = match.start() + len(address)
    return "".join([*pieces, escape(line[end:])])


def _without_tail(address: str) -> str:
    """Leave the sentence its full stop and its closing bracket."""
    while address:
        last = address[-1]
        opener = BRACKETS.get(last)
        unopened = opener and address.count(last) > address.count(opener)
        if last not in PUNCTUATION and not unopened:
            break
        address = address[:-1]
    return address


def _link(address: str) -> str:
    text = escape(address)
    return f'<a href="{text}" rel="{REL}">{text}</a>' if _leads(address) else text


def _leads(address: str) -> bool:
    """True for an address with a host, and without a name that hides the real one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc
