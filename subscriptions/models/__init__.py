"""What is sold, who pays for it, and what has Stripe told us?"""

from subscriptions.models.changes import AccessChange
from subscriptions.models.codes import Code, CodeBatch
from subscriptions.models.consents import Consent
from subscriptions.models.events import Notice, StripeEvent
from subscriptions.models.plans import Plan
from subscriptions.models.stories import StoryCheckouts
from subscriptions.models.subscriptions import Customer, Grant, Subscription

__all__ = [
    "AccessChange",
    "Code",
    "CodeBatch",
    "Consent",
    "Customer",
    "Grant",
    "Notice",
    "Plan",
    "StoryCheckouts",
    "StripeEvent",
    "Subscription",
]
