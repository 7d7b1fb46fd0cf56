"""When does a period end?"""

import calendar
from datetime import UTC, datetime, timedelta


def period_end(anchor: int, recurring: dict, *, after: int) -> int:
    """The first end of a period after an instant, counted from the anchor.

    The 31st is followed by the last day of a shorter month, then by the 31st again.
    """
    start = datetime.fromtimestamp(anchor, UTC)
    count = 1
    while (end := _later(start, recurring, count)).timestamp() <= after:
        count += 1
    return int(end.timestamp())


def months_later(instant: int, months: int) -> int:
    """The same day so many months later, or the last of a shorter month."""
    return int(_months_later(datetime.fromtimestamp(instant, UTC), months).timestamp())


def _later(start: datetime, recurring: dict, count: int) -> datetime:
    steps = count * recurring["interval_count"]
    if (interval := recurring["interval"]) in ("day", "week"):
        return start + timedelta(**{f"{interval}s": steps})
    return _months_later(start, 12 * steps if interval == "year" else steps)


def _months_later(start: datetime, months: int) -> datetime:
    months += start.month - 1
    year, month = start.year + months // 12, months % 12 + 1
    last_day = calendar.monthrange(year, month)[1]
    return start.replace(year=year, month=month, day=min(start.day, last_day))
