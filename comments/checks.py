"""Does the database keep the wall, and where are comments sent, before we start?"""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connection

from comments import outside
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


@register(Tags.security)
def the_outside_check_is_safe(app_configs, **kwargs) -> list[Error]:
    """Comments are sent to no address that others could listen on."""
    url = settings.COMMENT_CHECK_URL
    if not url or not (fault := outside.fault_of(url)):
        return []
    return [Error(f"COMMENT_CHECK_URL {fault}.", id="comments.E003")]


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
