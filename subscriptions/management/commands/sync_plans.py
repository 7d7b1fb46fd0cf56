"""Do our plans agree with what Stripe sells?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from subscriptions.models import Plan
from subscriptions.plan_sync import sync_plans
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable


class Command(BaseCommand):
    help = (
        "Compare the plans with Stripe, both ways: make missing products and prices "
        "there, follow names and archived prices here; safe to run twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in sync_plans(patience=Patience.WORKER):
                self.stdout.write(line)
        except PaymentsUnavailable as error:
            raise CommandError(
                "Stripe did not answer or refused; check STRIPE_SECRET_KEY, try again."
            ) from error
        on_sale = Plan.objects.on_sale().count()
        self.stdout.write(f"Plans in agreement with Stripe: {on_sale}.")
