"""How do I look at, enter or stop the embedded PostgreSQL?"""

import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.database import places, server


class Command(BaseCommand):
    help = "Look at the embedded PostgreSQL, open a prompt in it, or stop it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["status", "path", "shell", "stop"])

    def handle(self, *args: Any, verb: str, **options: Any) -> str | None:
        home = settings.EMBEDDED_POSTGRES
        if home is None:
            raise CommandError("DATABASE_URL names a server that is not ours.")
        try:
            return getattr(self, verb)(home)
        except server.ServerUnavailable as unavailable:
            raise CommandError(unavailable) from unavailable

    def status(self, home: Path) -> str:
        if server.is_running(home):
            return f"PostgreSQL is running; its socket is in {self._sockets(home)}"
        return "PostgreSQL is not running; the first connection starts it."

    def path(self, home: Path) -> str:
        return str(home.resolve())

    def stop(self, home: Path) -> str:
        stopped = server.stop(home)
        return "PostgreSQL was stopped." if stopped else "PostgreSQL was not running."

    def shell(self, home: Path) -> None:
        sockets = server.ensure(home)
        psql = places.programs(home) / "psql"
        subprocess.run(  # noqa: S603
            [psql, "-h", sockets, "-U", server.ROLE, server.DATABASE], check=False
        )

    def _sockets(self, home: Path) -> str:
        return str(places.socket_directory(home))
