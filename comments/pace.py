"""Does she write faster than a conversation bears, and how long must she wait?"""

import math
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import ngettext_lazy

from comments.models import Rules
from newsroom import limits

HOUR, DAY = 3600, 24 * 3600

EDITS_AN_HOUR = 20

# What is said about a wait of at least two hours, two minutes, or less.
SENTENCES = (
    (
        HOUR,
        ngettext_lazy(
            "You have written as much as the conversation can follow for now. Wait"
            " %(number)d hour, then send it again.",
            "You have written as much as the conversation can follow for now. Wait"
            " %(number)d hours, then send it again.",
            "number",
        ),
    ),
    (
        60,
        ngettext_lazy(
            "You are writing faster than the conversation can follow. Wait %(number)d"
            " minute, then send it again.",
            "You are writing faster than the conversation can follow. Wait %(number)d"
            " minutes, then send it again.",
            "number",
        ),
    ),
    (
        1,
        ngettext_lazy(
            "You are writing faster than the conversation can follow. Wait %(number)d"
            " second, then send it again.",
            "You are writing faster than the conversation can follow. Wait %(number)d"
            " seconds, then send it again.",
            "number",
        ),
    ),
)


SLOW = ngettext_lazy(
    "This conversation is in slow mode: one comment every %(number)d minute.",
    "This conversation is in slow mode: one comment every %(number)d minutes.",
    "number",
)
WAITS = (
    (
        HOUR,
        ngettext_lazy(
            "Wait %(number)d hour, then send it again.",
            "Wait %(number)d hours, then send it again.",
            "number",
        ),
    ),
    (
        60,
        ngettext_lazy(
            "Wait %(number)d minute, then send it again.",
            "Wait %(number)d minutes, then send it again.",
            "number",
        ),
    ),
    (
        1,
        ngettext_lazy(
            "Wait %(number)d second, then send it again.",
            "Wait %(number)d seconds, then send it again.",
            "number",
        ),
    ),
)


def wait(person, rules: Rules) -> int:
    """Count one more comment; the seconds until it would come in good time, or 0.

    Counted in the caller's transaction: one person's posts follow each other, and a
    post that is refused leaves no count behind.
    """
    is_new = timezone.now() - person.date_joined < timedelta(days=1)
    limited = first_day if is_new and not person.is_staff else usual
    for times, seconds in limited(rules):
        left = limits.wait(f"comment:{person.pk}", times=times, seconds=seconds)
        if left:
            return left
    return 0


def usual(rules: Rules) -> list[tuple[int, int]]:
    """How many times in how many seconds: the longest time first, for it says how long.

    A number that is 0 limits nothing.
    """
    pairs = ((rules.per_day, DAY), (rules.per_hour, HOUR), (1, rules.seconds_between))
    return [(times, seconds) for times, seconds in pairs if times and seconds]


def first_day(rules: Rules) -> list[tuple[int, int]]:
    """A third as many, and in all the day no more than usually in one hour."""
    a_third = [(max(1, rules.per_hour // 3), HOUR)] if rules.per_hour else []
    most = [number for number in (rules.per_hour, rules.per_day // 3) if number]
    a_day = [(min(most), DAY)] if most else []
    pause = [(1, 3 * rules.seconds_between)] if rules.seconds_between else []
    return [*a_day, *a_third, *pause]


def wait_to_edit(person) -> int:
    """Count one more edit; the seconds until it would come in good time, or 0."""
    return limits.wait(f"edit:{person.pk}", times=EDITS_AN_HOUR, seconds=HOUR)


def wait_after(last: datetime, *, minutes: int) -> int:
    """The seconds that are left of so many minutes since then."""
    left = last + timedelta(minutes=minutes) - timezone.now()
    return max(0, math.ceil(left.total_seconds()))


def sentence(seconds: int) -> str:
    """What someone is told who has to wait so long."""
    return _said(SENTENCES, seconds)


def slow_sentence(seconds: int, *, minutes: int) -> str:
    """What she is told whose last comment in a slow thread is too fresh."""
    slow = SLOW % {"number": minutes}
    return f"{slow} {_said(WAITS, seconds)}"


def _said(sentences, seconds: int) -> str:
    size, said = next(
        (size, said) for size, said in sentences if seconds >= 2 * size or size == 1
    )
    return said % {"number": math.ceil(seconds / size)}
