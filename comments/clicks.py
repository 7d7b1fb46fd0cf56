"""How often may one person like, ignore, follow, report, appeal or choose?"""

import math

from django.utils.translation import ngettext

from newsroom import limits

MINUTE, HOUR = 60, 3600

# How many times in how many seconds.
LIMITS = {
    "like": (60, MINUTE),
    "wish": (30, MINUTE),
    "ignore": (30, HOUR),
    "report": (20, HOUR),
    "appeal": (20, HOUR),
    "export": (10, HOUR),
    "mail": (60, HOUR),
}


def wait(verb: str, person) -> int:
    """Count one more; the seconds until it would come in good time, or 0."""
    times, seconds = LIMITS[verb]
    return limits.wait(f"{verb}:{person.pk}", times=times, seconds=seconds)


def sentence(seconds: int) -> str:
    """What someone is told who has to wait so long."""
    if seconds < 2 * MINUTE:
        return ngettext(
            "That was a lot in a short time. Wait %(number)d second, then try again.",
            "That was a lot in a short time. Wait %(number)d seconds, then try again.",
            seconds,
        ) % {"number": seconds}
    minutes = math.ceil(seconds / MINUTE)
    return ngettext(
        "That was a lot in a short time. Wait %(number)d minute, then try again.",
        "That was a lot in a short time. Wait %(number)d minutes, then try again.",
        minutes,
    ) % {"number": minutes}
