"""What does Stripe say? The only package that speaks with it."""

from subscriptions.stripe_gateway.bills import fetch_bills, fetch_next_charge
from subscriptions.stripe_gateway.checkouts import (
    create_checkout,
    create_portal,
    expire_checkout,
    fetch_checkout,
    fetch_checkouts,
)
from subscriptions.stripe_gateway.client import (
    NotAtStripe,
    Patience,
    PaymentsUnavailable,
    Unreachable,
    is_live,
)
from subscriptions.stripe_gateway.customers import (
    create_customer,
    end_with_period,
    fetch_customer_of,
    fetch_subscriptions,
    fetch_taken_back,
    is_deleted,
    keep,
)
from subscriptions.stripe_gateway.events import BadEvent, fetch_paid, read_event
from subscriptions.stripe_gateway.prices import (
    create_price,
    create_product,
    fetch_price,
)

__all__ = [
    "BadEvent",
    "NotAtStripe",
    "Patience",
    "PaymentsUnavailable",
    "Unreachable",
    "create_checkout",
    "create_customer",
    "create_portal",
    "create_price",
    "create_product",
    "end_with_period",
    "expire_checkout",
    "fetch_bills",
    "fetch_checkout",
    "fetch_checkouts",
    "fetch_customer_of",
    "fetch_next_charge",
    "fetch_paid",
    "fetch_price",
    "fetch_subscriptions",
    "fetch_taken_back",
    "is_deleted",
    "is_live",
    "keep",
    "read_event",
]
