"""Does the database keep the wall, before anyone is let in?"""

from django.core.checks import Error, Tags, register
from django.db import connection

from comments.wall import LOCKED_TABLES

FORCED = """
    SELECT relname FROM pg_class
    WHERE relname = ANY (%s) AND relnamespace = current_schema::regnamespace
      AND NOT (relrowsecurity AND relforcerowsecurity)
"""
BYPASSES = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


@register(Tags.database)
def the_wall_stands(app_configs, databases=None, **kwargs) -> list[Error]:
    """Every table that holds comments is locked, and our role has no way around it."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FORCED, [list(LOCKED_TABLES)])
        errors = [_unlocked(table) for (table,) in cursor.fetchall()]
        cursor.execute(BYPASSES)
        if cursor.fetchone()[0]:
            errors.append(_too_mighty())
    return errors


def _unlocked(table: str) -> Error:
    return Error(
        f"{table} is not behind row-level security; it must be ENABLED and FORCED. "
        "Run the migrations of comments, or restore from a complete backup.",
        id="comments.E001",
    )


def _too_mighty() -> Error:
    return Error(
        "The database role bypasses row-level security, so the wall does not hold; "
        "connect as a role made with NOSUPERUSER NOBYPASSRLS.",
        id="comments.E002",
    )
