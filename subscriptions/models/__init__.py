"""What is sold, who pays for it, and what has Stripe told us?"""

from subscriptions.models.consents import Consent
from subscriptions.models.events import Notice, StripeEvent
from subscriptions.models.plans import Plan
from subscriptions.models.subscriptions import Customer, Grant, Subscription

__all__ = [
    "Consent",
    "Customer",
    "Grant",
    "Notice",
    "Plan",
    "StripeEvent",
    "Subscription",
]
