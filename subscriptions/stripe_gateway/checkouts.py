"""How does a reader get into Stripe's checkout and portal?"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.conf import settings

from subscriptions import stripe_objects
from subscriptions.stripe_gateway.client import Patience, api, asking
from subscriptions.stripe_objects import RemoteCheckout


def fetch_checkouts(customer: str) -> list[RemoteCheckout]:
    """The customer's latest visits to the checkout, newest first."""
    with asking("list checkouts"):
        page = api(Patience.PAGE).checkout.sessions.list(
            {"customer": customer, "limit": 20}
        )
    return [stripe_objects.read_checkout(body.to_dict()) for body in page.data]


def fetch_checkout(checkout: str) -> RemoteCheckout:
    """One visit to the checkout; raises ``NotAtStripe``."""
    with asking("retrieve checkout"):
        body = api(Patience.PAGE).checkout.sessions.retrieve(checkout)
    return stripe_objects.read_checkout(body.to_dict())


def create_checkout(
    *,
    customer: str,
    reader: int,
    price: str,
    story: str,
    trial_days: int,
    success_url: str,
    cancel_url: str,
    after: str,
) -> RemoteCheckout:
    """A new visit to the checkout; asked for again ``after`` the same, the same one."""
    params: dict[str, Any] = {
        "mode": "subscription",
        "customer": customer,
        "client_reference_id": str(reader),
        "line_items": [{"price": price, "quantity": 1}],
        "success_url": success_url,
        "cancel_url": cancel_url,
        "locale": "auto",
        "metadata": {"reader": str(reader), "price": price, "story": story},
        "subscription_data": {"metadata": {"reader": str(reader)}},
    }
    if trial_days:
        params["metadata"]["trial"] = str(trial_days)
        params["subscription_data"] |= _trial(trial_days)
    params |= _extras()
    key = f"checkout-{customer}-{after}-{_digest(params)}"
    with asking("create checkout"):
        body = api(Patience.PAGE).checkout.sessions.create(
            params, options={"idempotency_key": key}
        )
    return stripe_objects.read_checkout(body.to_dict())


def _trial(days: int) -> dict[str, Any]:
    """Free days, for which the card is asked all the same; without one it ends."""
    at_the_end = {"end_behavior": {"missing_payment_method": "cancel"}}
    return {"trial_period_days": days, "trial_settings": at_the_end}


def _extras() -> dict[str, Any]:
    """What the operator has switched on."""
    extras: dict[str, Any] = {}
    if settings.STRIPE_PROMOTION_CODES:
        extras["allow_promotion_codes"] = True
    if settings.STRIPE_TAX:
        extras["automatic_tax"] = {"enabled": True}
        extras["customer_update"] = {"address": "auto"}  # taxes follow from where
    return extras


def _digest(params: dict[str, Any]) -> str:
    # With another order the key is another: Stripe refuses one key for two.
    text = json.dumps(params, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def expire_checkout(checkout: str) -> None:
    """Close a visit to the checkout, so that nobody can pay in it any more."""
    with asking("expire checkout"):
        api(Patience.PAGE).checkout.sessions.expire(checkout)


def create_portal(customer: str, *, return_url: str, card_only: bool) -> str:
    """The address of a visit to the portal: a secret of the customer, never kept."""
    params: dict[str, Any] = {"customer": customer, "return_url": return_url}
    if card_only:
        params["flow_data"] = {"type": "payment_method_update"}
    with asking("create portal"):
        return api(Patience.PAGE).billing_portal.sessions.create(params).url


class Visit(NamedTuple):
    """A visit to the checkout as it is counted: without who made it."""

    at: datetime
    story: str  # the path of the story it began at; empty for another way
    is_paid: bool


def fetch_visits(since: datetime, *, patience: Patience) -> list[Visit]:
    """All visits to our checkout that began since then, whoever made them."""
    params = {"created": {"gte": int(since.timestamp())}, "limit": 100}
    with asking("list all checkouts"):
        pages = api(patience).checkout.sessions.list(params).auto_paging_iter()
        bodies = [session.to_dict() for session in pages]
    return [_visit(body) for body in bodies if "reader" in (body["metadata"] or {})]


def _visit(body: dict) -> Visit:
    return Visit(
        at=datetime.fromtimestamp(body["created"], UTC),
        story=body["metadata"].get("story", ""),
        is_paid=body["status"] == "complete",
    )
