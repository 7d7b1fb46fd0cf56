"""Is this body an event of our own Stripe account, and what has been paid lately?"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings

from subscriptions import stripe_bills, stripe_objects
from subscriptions.stripe_bills import Invoice
from subscriptions.stripe_gateway.client import Patience, api, asking, is_live
from subscriptions.stripe_objects import Event

# Older signatures are refused: who has caught one can't use it again tomorrow.
SIGNATURE_LASTS = 300


class BadEvent(Exception):
    """A webhook's body that is not an event of our own Stripe account."""


def read_event(body: bytes, signature: str) -> Event:
    """The event in a webhook's body; ``BadEvent`` when anything about it is wrong."""
    try:
        text = body.decode()
        secrets = settings.STRIPE_WEBHOOK_SECRETS
        if not any(_signed(text, signature, secret) for secret in secrets):
            raise BadEvent("signature")
        event = stripe_objects.read_event(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise BadEvent(type(error).__name__) from error
    if event.livemode != is_live():
        raise BadEvent("livemode")
    return event


def _signed(text: str, signature: str, secret: str) -> bool:
    import stripe

    try:
        return stripe.WebhookSignature.verify_header(
            text, signature, secret, tolerance=SIGNATURE_LASTS
        )
    except (stripe.SignatureVerificationError, TypeError):
        return False


def fetch_events(
    types: Sequence[str], *, since: datetime, patience: Patience
) -> list[tuple[datetime, Event]]:
    """What has happened since then, and when; at most twenty types."""
    params = {
        "types": list(types),
        "created": {"gte": int(since.timestamp())},
        "limit": 100,
    }
    with asking("list events"):
        pages = api(patience).events.list(params).auto_paging_iter()
        bodies = [event.to_dict() for event in pages]
    return [
        (datetime.fromtimestamp(one["created"], UTC), stripe_objects.read_event(one))
        for one in bodies
    ]


def fetch_paid(since: datetime, *, patience: Patience) -> list[Invoice]:
    """The invoices that were paid since then and cost something, the newest first."""
    params = {
        "type": "invoice.paid",
        "created": {"gte": int(since.timestamp())},
        "limit": 100,
    }
    with asking("list what was paid"):
        events = api(patience).events.list(params).auto_paging_iter()
        bodies = [event.to_dict()["data"]["object"] for event in events]
    return [stripe_bills.read_invoice(one) for one in bodies if one["amount_paid"]]
