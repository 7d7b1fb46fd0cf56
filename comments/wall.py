"""How is the lock on comment rows opened, and closed again?

PostgreSQL keeps every row that holds a comment's words behind row-level security: none
is seen, and none can be written, unless the setting ``newsroom.wall`` is on. Ask the
policy first; then read, write and draw inside the block. A queryset that is evaluated
after it is empty.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

LOCKED_TABLES = (
    "comments_comment",
    "comments_commentrevision",
    "comments_report",
    "comments_moderationaction",
    "comments_appeal",
)


@contextmanager
def open_wall() -> Iterator[None]:
    """Open the wall in one transaction; afterwards it is as it was before.

    An exception rolls back to where the block began, and the setting with it. Leaving
    in peace must set it back by hand: a setting outlives the savepoint of a block that
    stands inside another transaction.
    """
    with transaction.atomic():
        former = _set_wall("open")
        yield
        _set_wall(former)


def _set_wall(value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('newsroom.wall', true), ''),"
            " set_config('newsroom.wall', %s, true)",
            [value],
        )
        return cursor.fetchone()[0]
