"""What runs the tasks? The task library's worker, with a limit on waiting."""

from typing import Any

from django_ox.management.commands import ox_worker

from newsroom.database import patience


class Command(ox_worker.Command):
    help = "Run the tasks that wait in the database, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        patience.install(seconds=30)
        super().handle(*args, **options)
