"""Do the counts of comments agree with the comments? Says so, or mends them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments import reconciling


class Command(BaseCommand):
    help = "Count comments, voices and likes again; safe to run while people write."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; end with 1 when something differs.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            return self._check()
        mended = reconciling.mend()
        said = ", ".join(f"{number} {name}" for name, number in mended.items())
        self.stdout.write(f"Counted again: {said or 'nothing differed'}.")

    def _check(self) -> None:
        found = reconciling.differences()
        for name, numbers in found.items():
            some = ", ".join(map(str, numbers[:5]))
            self.stdout.write(f"{len(numbers)} {name} are wrong, such as {some}")
        if found:
            raise CommandError("Mend them with: manage.py reconcile_comments")
        self.stdout.write("Every count agrees with the comments.")
