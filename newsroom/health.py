"""Is this process alive, and is it ready to serve?"""

from django.core.checks import Tags, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from newsroom.audience import open_page


@open_page
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the process answers; asks nothing of the database."""
    return JsonResponse({"alive": True})


@open_page
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated, else 503 with what is missing."""
    failing = [name for name, works in CHECKS.items() if not works()]
    return JsonResponse(
        {"ready": not failing, "failing": failing}, status=503 if failing else 200
    )


def database_answers() -> bool:
    """True when a query comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def migrations_are_applied() -> bool:
    """True when the code and the tables agree."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def wall_stands() -> bool:
    """True when the tables of comments are locked and our role has no way around."""
    try:
        return not run_checks(tags=[Tags.database], databases=["default"])
    except DatabaseError:
        return False


CHECKS = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "wall": wall_stands,
}
