"""What do we do about an event that Stripe has sent?"""

import logging

from subscriptions import mirror, stripe_gateway
from subscriptions.mirror import Outcome
from subscriptions.stripe_gateway import NotAtStripe, Patience
from subscriptions.stripe_objects import Event

logger = logging.getLogger(__name__)

# The largest event Stripe documents is far below.
LARGEST_BODY = 256 * 1024


def handle(event: Event) -> Outcome:
    """Look again at the customer whom a verified event is about.

    Raises ``PaymentsUnavailable`` when Stripe does not answer: nothing is written, and
    Stripe sends the event again.
    """
    if not event.is_followed:
        return Outcome.NOT_OURS
    customer = customer_of(event, patience=Patience.WEBHOOK)
    if not customer:
        return Outcome.NOT_OURS
    try:
        outcome = mirror.mirror_customer(
            customer,
            patience=Patience.WEBHOOK,
            reason=mirror.Reason(mirror.Cause.WEBHOOK, event),
        )
    except NotAtStripe:
        return Outcome.NOT_OURS
    if event.kind == "charge.dispute.created" and outcome is Outcome.MIRRORED:
        # It has to be answered within days, by a person.
        logger.error("%s disputes a payment: %s", customer, event.subject)
    return outcome


def customer_of(event: Event, *, patience: Patience) -> str:
    """The customer whom an event is about, asked for if it does not say; or nothing."""
    if event.customer:
        return event.customer
    try:
        return stripe_gateway.fetch_customer_of(event.subject, patience=patience)
    except NotAtStripe:
        return ""
