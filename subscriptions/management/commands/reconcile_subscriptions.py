"""Do our subscriptions agree with Stripe's? Looks again, without waiting for events."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from subscriptions.reconcile import reconcile_all, reconcile_in_doubt
from subscriptions.stripe_gateway import PaymentsUnavailable


class Command(BaseCommand):
    help = "Copy all customers' subscriptions from Stripe again; safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--due",
            action="store_true",
            help="Only those whose period ended, whose status is not final, or of whom "
            "an event tells that has not reached us.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = (
                reconcile_in_doubt(timezone.now())
                if options["due"]
                else reconcile_all()
            )
        except PaymentsUnavailable:
            raise CommandError(
                "Stripe does not answer; nothing was compared."
            ) from None
        self.stdout.write(f"Customers compared with Stripe: {count.compared}.")
        since = (
            f", perhaps since {count.since:%Y-%m-%d %H:%M %Z}" if count.since else ""
        )
        self.stdout.write(f"Otherwise than we had them: {count.drifted}{since}.")
        if count.strangers:
            self.stdout.write(f"Subscribers who are no readers: {count.strangers}.")
        if count.failed:
            raise CommandError(f"Could not be compared: {count.failed}.")
