"""What will the next invoice of a subscription say?"""

import copy

from . import billing, errors, invoicing, objects
from .ledger import Ledger

RENEWING = ("trialing", "active", "past_due")


def create(ledger: Ledger, params: dict) -> dict:
    """The invoice that comes when the present period ends, without making it."""
    ident = params.get("subscription", "")
    subscription = copy.deepcopy(
        ledger.referred("subscription", ident, param="subscription")
    )
    if subscription["cancel_at"] or subscription["status"] not in RENEWING:
        raise errors.Refusal(
            "No upcoming invoices for customer", code="invoice_upcoming_none"
        )
    begins = billing.item(subscription)["current_period_end"]
    billing.begin_period(subscription, begins)
    subscription["status"] = "active"
    invoice = invoicing.write(
        ledger, subscription, at=begins, reason="upcoming", number=None, status="draft"
    )
    invoice["id"] = objects.new_id("upcoming_in")
    invoice["status_transitions"]["finalized_at"] = None
    invoice["effective_at"] = None
    return invoice
