"""How does a moderator see at a glance what was matched, and what an edit changed?

Everything here turns a stored text into HTML of our own tags around escaped words.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from comments import markup

Span = tuple[int, int]
WORDS = re.compile(r"\s+|[^\s]+")


def marked(text: str, findings: Iterable[dict]) -> SafeString:
    """The text with its links, and with a mark on all that the rules have found."""
    marks = merged(_spans(findings, len(text)))
    html, end = [], 0
    for start, stop in markup.links(text):
        html += [_piece(text, end, start, marks), _link(text, start, stop, marks)]
        end = stop
    html.append(_piece(text, end, len(text), marks))
    return mark_safe("".join(html))  # noqa: S308 - every word of it is escaped


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same places in order, those that touch made into one."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def changes(before: str, after: str) -> SafeString:
    """The later text, with what went out struck through and what came in marked."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    html: list[str] = []
    for verb, a, b, c, d in SequenceMatcher(a=old, b=new).get_opcodes():
        if verb == "equal":
            html.append(escape("".join(new[c:d])))
            continue
        html += [_tag("del", old[a:b]), _tag("ins", new[c:d])]
    return mark_safe("".join(html))  # noqa: S308 - every word of it is escaped


def _spans(findings: Iterable[dict], length: int) -> list[Span]:
    spans = []
    for finding in findings:
        start, end = finding.get("start"), finding.get("end")
        # Found in words that an edit may have changed since.
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
            spans.append((start, min(end, length)))
    return [(start, end) for start, end in spans if start < end]


def _piece(text: str, start: int, end: int, marks: list[Span]) -> str:
    """A part of the text, its marks opened and closed inside it."""
    html: list[str] = []
    at = start
    for first, last in marks:
        first, last = max(first, start), min(last, end)
        if first < last:
            html += [escape(text[at:first]), _tag("mark", [text[first:last]])]
            at = last
    return "".join([*html, escape(text[at:end])])


def _link(text: str, start: int, end: int, marks: list[Span]) -> str:
    address = escape(text[start:end])
    words = _piece(text, start, end, marks)
    return f'<a href="{address}" rel="nofollow noopener noreferrer">{words}</a>'


def _tag(name: str, words: list[str]) -> str:
    html = escape("".join(words))
    return f"<{name}>{html}</{name}>" if html else ""
