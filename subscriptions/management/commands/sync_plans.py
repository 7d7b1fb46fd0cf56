"""Does Stripe have a product and a price for each plan on sale?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from subscriptions.models import Plan
from subscriptions.prices import price_of
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable


class Command(BaseCommand):
    help = "Make the missing products and prices at Stripe; safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        plans = list(Plan.objects.on_sale())
        try:
            for plan in plans:
                price_of(plan, patience=Patience.WORKER)
        except PaymentsUnavailable as error:
            raise CommandError(
                "Stripe did not answer or refused; check STRIPE_SECRET_KEY, try again."
            ) from error
        self.stdout.write(f"Plans in agreement with Stripe: {len(plans)}.")
