"""Does she write faster than a conversation bears, and how long must she wait?"""

import math
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import ngettext_lazy

from newsroom import limits

HOUR, DAY = 3600, 24 * 3600

# How many times in how many seconds: the longest time first, for it says how long.
USUAL = ((200, DAY), (30, HOUR), (1, 5))
FIRST_DAY = ((30, DAY), (10, HOUR), (1, 15))

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


def wait(person) -> int:
    """Count one more comment; the seconds until it would come in good time, or 0.

    Counted in the caller's transaction: one person's posts follow each other, and a
    post that is refused leaves no count behind.
    """
    for times, seconds in _limits_for(person):
        left = limits.wait(f"comment:{person.pk}", times=times, seconds=seconds)
        if left:
            return left
    return 0


def sentence(seconds: int) -> str:
    """What someone is told who has to wait so long."""
    size, said = next(
        (size, said) for size, said in SENTENCES if seconds >= 2 * size or size == 1
    )
    return said % {"number": math.ceil(seconds / size)}


def _limits_for(person) -> tuple[tuple[int, int], ...]:
    is_new = timezone.now() - person.date_joined < timedelta(days=1)
    return FIRST_DAY if is_new and not person.is_staff else USUAL
