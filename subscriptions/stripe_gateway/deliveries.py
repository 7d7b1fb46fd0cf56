"""Which events has Stripe not been able to tell us?"""

from subscriptions.stripe_gateway.client import Patience, api, asking

COUNTED = 100


def count_undelivered(*, patience: Patience) -> int:
    """How many events of the last 30 days wait or were given up, up to ``COUNTED``."""
    with asking("list events not delivered"):
        page = api(patience).events.list({"delivery_success": False, "limit": COUNTED})
    return len(page.data)
