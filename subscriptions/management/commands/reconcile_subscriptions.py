"""Do our subscriptions agree with Stripe's? Looks again, without waiting for events."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from subscriptions.reconcile import due, everyone, reconcile


class Command(BaseCommand):
    help = "Copy all customers' subscriptions from Stripe again; safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--due",
            action="store_true",
            help="Only those whose period ended or whose status is not final.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = reconcile(due(timezone.now()) if options["due"] else everyone())
        self.stdout.write(f"Customers compared with Stripe: {count.compared}.")
        if count.failed:
            raise CommandError(f"Could not be compared: {count.failed}.")
