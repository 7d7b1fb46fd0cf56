"""May this be done once more now, or how long must it wait?"""

import hashlib
import hmac

from django.conf import settings
from django.db import connection

# One statement, so that sixteen requests at once are still counted exactly.
COUNT = """
    INSERT INTO newsroom_limit AS l (key, ends_at, times)
    VALUES (%s, now() + make_interval(secs => %s), 1)
    ON CONFLICT (key) DO UPDATE SET
        times = CASE WHEN l.ends_at <= now() THEN 1 ELSE l.times + 1 END,
        ends_at = CASE WHEN l.ends_at <= now() THEN excluded.ends_at ELSE l.ends_at END
    RETURNING times, ceil(extract(epoch FROM ends_at - now()))::int
"""


def allow(key: str, *, times: int, seconds: int) -> bool:
    """Count one more of ``key`` and say whether it stays within ``times`` a window."""
    return not wait(key, times=times, seconds=seconds)


def wait(key: str, *, times: int, seconds: int) -> int:
    """Count one more of ``key``; the seconds until it is allowed again, 0 if it is now.

    The key is stored as a keyed hash: addresses of people don't lie in this table.
    """
    window = f"{key}:{times}/{seconds}"
    digest = hmac.new(settings.SECRET_KEY.encode(), window.encode(), hashlib.sha256)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [digest.hexdigest(), seconds])
        counted, seconds_left = cursor.fetchone()
    return 0 if counted <= times else max(1, seconds_left)


def forget_old() -> int:
    """Delete the counters whose time is over, and return how many of ours there were.

    The other table is Django's cache, in which allauth counts: it tidies up only when
    it is full.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM newsroom_limits WHERE expires < now()")
        cursor.execute("DELETE FROM newsroom_limit WHERE ends_at < now()")
        return cursor.rowcount
