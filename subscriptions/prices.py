"""Under which price does Stripe sell a plan?"""

from django.db import transaction

from subscriptions import stripe_gateway
from subscriptions.mirror import hold
from subscriptions.models import Plan
from subscriptions.stripe_gateway import Patience


@transaction.atomic
def price_of(plan: Plan, *, patience: Patience) -> str:
    """The plan's price id; the product and the price are made at Stripe if missing.

    Safe to call twice: the price is found again by its lookup key.
    """
    hold(f"plan:{plan.pk}")
    plan.refresh_from_db()
    if not plan.stripe_price_id:
        _find_or_make(plan, patience=patience)
        plan.save(update_fields=["stripe_product_id", "stripe_price_id"])
    return plan.stripe_price_id


def _find_or_make(plan: Plan, *, patience: Patience) -> None:
    found = stripe_gateway.fetch_price(plan.lookup_key, patience=patience)
    if found:
        plan.stripe_price_id, plan.stripe_product_id = found
        return
    plan.stripe_product_id = plan.stripe_product_id or stripe_gateway.create_product(
        name=plan.name,
        plan=plan.slug,
        key=f"product-{plan.slug}-{plan.name}",
        patience=patience,
    )
    plan.stripe_price_id = stripe_gateway.create_price(
        product=plan.stripe_product_id,
        amount=plan.amount,
        currency=plan.currency,
        interval=plan.interval,
        lookup_key=plan.lookup_key,
        patience=patience,
    )
