"""Which rule of the newsroom makes a new comment wait for a moderator, and why?

A rule looks at a ``Draft`` and answers with its findings. None asks the database:
``gather`` has asked it before, all at once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext

from comments import policy
from comments.listed_words import find
from comments.models import Comment, Discussion, ListedWord, Rules, Sanction
from comments.sameness import fingerprint, unmask

LONG_ENOUGH_TO_COPY = 40
SHORT_ENOUGH_TO_REPEAT = 15  # characters of a word of thanks
FEWEST_LETTERS = 20
MOST_FINDINGS = 20  # of one rule; a moderator needs no more to decide
ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"]+", re.IGNORECASE)
HOST = re.compile(r"(?<![\w-])[\w-]++(?:\.[\w-]++)++")


@dataclass(frozen=True)
class Finding:
    """Why a comment waits: the rule, what it is about, and where that stands."""

    rule: str
    words: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Draft:
    """What someone is about to say, with all that the rules ask about it."""

    body: str
    rules: Rules
    listed: tuple[str, ...] = ()
    own_repeats: int = 0  # how often she has said the same lately
    others_repeats: int = 0  # and how often others have, within the hour
    standing: int = 0  # comments of hers that stand in a thread
    mode: str = Discussion.Mode.OPEN
    is_sanctioned: bool = False
    is_exempt: bool = False  # a moderator is held by a sanction alone
    outside: tuple[Finding, ...] = ()


Rule = Callable[[Draft], Iterable[Finding]]


def reasons(**about) -> list[dict]:
    """Why a draft waits, as the comment remembers it; asks the database once."""
    return stored(check(gather(**about)))


def check(draft: Draft) -> list[Finding]:
    """Every reason for which the draft waits; none when it may appear at once."""
    rules = (sanction_hold,) if draft.is_exempt else RULES
    return [one for rule in rules for one in list(rule(draft))[:MOST_FINDINGS]]


def gather(
    *, body: str, author, article, rules: Rules, outside=(), instead_of=None
) -> Draft:
    """The draft of a comment under a story, or of new words for one that exists."""
    draft = Draft(
        body=body,
        rules=rules,
        is_sanctioned=Sanction.objects.holds(author),
        is_exempt=bool(policy.may_moderate(author)),
    )
    if draft.is_exempt:
        return draft
    others = Comment.objects.besides(instead_of)
    own_repeats, others_repeats = _repeats(others, body, author, rules)
    return replace(
        draft,
        listed=ListedWord.all_words(),
        own_repeats=own_repeats,
        others_repeats=others_repeats,
        standing=others.by(author).visible()[: rules.first_held].count(),
        mode=article.discussion.mode,
        outside=tuple(outside),
    )


def _repeats(others, body: str, author, rules: Rules) -> tuple[int, int]:
    now = timezone.now()
    since = now - timedelta(hours=max(1, rules.same_text_hours))
    return others.saying(fingerprint(body), since=since).counted_for(
        author, others_since=now - timedelta(hours=1)
    )


def listed_words(draft: Draft) -> Iterator[Finding]:
    """A word of the lists, English or Spanish, stands in it."""
    for hit in find(draft.body, draft.listed):
        yield Finding("listed_words", hit.listed, hit.start, hit.end)


def links(draft: Draft) -> Iterator[Finding]:
    """It has as many links as are held; trusted hosts don't count."""
    trusted = hosts(draft.rules.trusted_hosts)
    found = [one for one in ADDRESS.findall(draft.body) if not _leads_to(one, trusted)]
    if 0 < draft.rules.links_held <= len(found):
        yield Finding("links", str(len(found)))


def blocked_hosts(draft: Draft) -> Iterator[Finding]:
    """It names a blocked host, or one below it, as a link or not."""
    blocked = hosts(draft.rules.blocked_hosts)
    plain = unmask(draft.body)
    for match in HOST.finditer(plain.text) if blocked else ():
        if named := _above(match[0], blocked):
            start, end = plain.starts[match.start()], plain.ends[match.end() - 1]
            yield Finding("blocked_hosts", named, start, end)


def same_text(draft: Draft) -> Iterator[Finding]:
    """She has said it lately, or someone else has just said this very long text.

    A word of thanks may be said twice.
    """
    if not draft.rules.same_text_hours:
        return
    if draft.own_repeats > (len(draft.body) <= SHORT_ENOUGH_TO_REPEAT):
        yield Finding("same_text")
    elif draft.others_repeats and len(draft.body) > LONG_ENOUGH_TO_COPY:
        yield Finding("same_text_of_others")


def capitals(draft: Draft) -> Iterator[Finding]:
    """Too many of its letters are capitals; a short cry is let pass."""
    words = ADDRESS.sub("", draft.body)
    large, small = sum(map(str.isupper, words)), sum(map(str.islower, words))
    if large + small < FEWEST_LETTERS or not draft.rules.capitals_percent:
        return
    percent = 100 * large // (large + small)
    if percent >= draft.rules.capitals_percent:
        yield Finding("capitals", str(percent))


def first_held(draft: Draft) -> Iterator[Finding]:
    """She is new: too few comments of hers stand in a thread."""
    if draft.standing < draft.rules.first_held:
        yield Finding("first_held", f"{draft.standing + 1}/{draft.rules.first_held}")


def held_thread(draft: Draft) -> Iterator[Finding]:
    """A moderator lets each comment into this thread."""
    if draft.mode == Discussion.Mode.HELD_FIRST:
        yield Finding("held_thread")


def sanction_hold(draft: Draft) -> Iterator[Finding]:
    """Everything she writes waits for now."""
    if draft.is_sanctioned:
        yield Finding("sanction_hold")


def outside(draft: Draft) -> Iterable[Finding]:
    """The outside check holds it, or did not answer."""
    return draft.outside


RULES: tuple[Rule, ...] = (
    sanction_hold,
    held_thread,
    first_held,
    listed_words,
    blocked_hosts,
    links,
    same_text,
    capitals,
    outside,
)

SENTENCES = {
    "listed_words": _("The listed word “%(words)s” is in it."),
    "blocked_hosts": _("It names the blocked host %(words)s."),
    "same_text": _("Its author has posted the same text before."),
    "same_text_of_others": _("Someone else has just posted the same text."),
    "capitals": _("%(words)s percent of its letters are capitals."),
    "held_thread": _("In this thread a moderator lets each comment in."),
    "sanction_hold": _("A sanction holds everything its author writes."),
    "outside": _("The outside check holds it, and gives no reason."),
    "outside_reason": _("The outside check holds it: %(words)s"),
    "outside_silent": _("The outside check did not answer."),
    "edited": _("It was edited while it waited; no rule holds the new words."),
}


def sentence(finding: Mapping) -> str:
    """Why a comment waits, in words for a moderator."""
    rule, words = finding["rule"], finding.get("words", "")
    if rule == "links":
        return ngettext("It has %s link.", "It has %s links.", int(words)) % words
    if rule == "first_held":
        return _first_held(*map(int, words.split("/")))
    # A rule of former days is named as it was.
    return str(SENTENCES.get(rule, rule)) % {"words": words}


def sentences(findings: Iterable[Mapping]) -> list[str]:
    """Why a comment waits, each reason once."""
    return list(dict.fromkeys(map(sentence, findings)))


def _first_held(number: int, held: int) -> str:
    return ngettext(
        "Comment number %(number)d of a new subscriber; the first %(held)d waits.",
        "Comment number %(number)d of a new subscriber; the first %(held)d wait.",
        held,
    ) % {"number": number, "held": held}


def stored(findings: Iterable[Finding]) -> list[dict]:
    """The findings as a comment keeps them."""
    return [asdict(finding) for finding in findings]


@lru_cache(maxsize=16)
def hosts(lines: str) -> frozenset[str]:
    """The hosts that stand in a text, one a line, as they are compared."""
    return frozenset(unmask(host_of(line)).text for line in lines.split("\n")) - {""}


def host_of(line: str) -> str:
    """The host alone, in small letters: no https://, no www., no port, no path."""
    address = line.strip().lower().rpartition("://")[2]
    host = re.split(r"[/:?#\s]", address)[0]
    return host.removeprefix("*.").removeprefix("www.").strip(".")


def _above(host: str, known: frozenset[str]) -> str:
    """The known host that this one is or stands below; empty when there is none."""
    parts = host.split(".")
    above = (".".join(parts[start:]) for start in range(len(parts)))
    return next((one for one in above if one in known), "")


def _leads_to(address: str, trusted: frozenset[str]) -> bool:
    """True when a browser would surely end up at a trusted host."""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return False
    # Before "@" stands a name, and browsers read "\" as "/": both can hide a host.
    if "@" in parts.netloc or "\\" in address:
        return False
    return bool(_above(unmask(parts.hostname or "").text, trusted))
