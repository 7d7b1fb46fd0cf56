"""What does Stripe say? The only package that speaks with it."""

from subscriptions.stripe_gateway.bills import fetch_bills, fetch_next_charge
from subscriptions.stripe_gateway.catalogue import (
    RemotePrice,
    RemoteProduct,
    fetch_offer,
    fetch_products,
    rename_product,
)
from subscriptions.stripe_gateway.checkouts import (
    Visit,
    create_checkout,
    create_portal,
    expire_checkout,
    fetch_checkout,
    fetch_checkouts,
    fetch_visits,
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
    fetch_everything,
    fetch_reversals,
    fetch_subscriptions,
    is_deleted,
    keep,
)
from subscriptions.stripe_gateway.deliveries import count_undelivered
from subscriptions.stripe_gateway.events import (
    BadEvent,
    fetch_events,
    fetch_paid,
    read_event,
)
from subscriptions.stripe_gateway.leaving import (
    close_checkouts,
    delete_customer,
    fetch_customers_of,
)
from subscriptions.stripe_gateway.prices import (
    create_price,
    create_product,
    fetch_price,
)
from subscriptions.stripe_gateway.refunds import (
    Payment,
    end_now,
    fetch_last_payment,
    fetch_payments,
    pay_back,
)

__all__ = [
    "BadEvent",
    "NotAtStripe",
    "Patience",
    "Payment",
    "PaymentsUnavailable",
    "RemotePrice",
    "RemoteProduct",
    "Unreachable",
    "Visit",
    "close_checkouts",
    "count_undelivered",
    "create_checkout",
    "create_customer",
    "create_portal",
    "create_price",
    "create_product",
    "delete_customer",
    "end_now",
    "end_with_period",
    "expire_checkout",
    "fetch_bills",
    "fetch_checkout",
    "fetch_checkouts",
    "fetch_customer_of",
    "fetch_customers_of",
    "fetch_events",
    "fetch_everything",
    "fetch_last_payment",
    "fetch_next_charge",
    "fetch_offer",
    "fetch_paid",
    "fetch_payments",
    "fetch_price",
    "fetch_products",
    "fetch_reversals",
    "fetch_subscriptions",
    "fetch_visits",
    "is_deleted",
    "is_live",
    "keep",
    "pay_back",
    "read_event",
    "rename_product",
]
