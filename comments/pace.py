"""Does she write faster than a conversation bears?"""

from datetime import timedelta

from django.utils import timezone

from newsroom import limits

HOUR, DAY = 3600, 24 * 3600

# How many times in how many seconds.
USUAL = ((1, 5), (30, HOUR), (200, DAY))
FIRST_DAY = ((1, 15), (10, HOUR), (30, DAY))


def allows(person) -> bool:
    """Count one more comment and say whether it comes in good time.

    Counted in the caller's transaction: one person's posts follow each other, and a
    post that is refused leaves no count behind.
    """
    return all(
        limits.allow(f"comment:{person.pk}", times=times, seconds=seconds)
        for times, seconds in _limits_for(person)
    )


def _limits_for(person) -> tuple[tuple[int, int], ...]:
    is_new = timezone.now() - person.date_joined < timedelta(days=1)
    return FIRST_DAY if is_new and not person.is_staff else USUAL
