"""How does a reader get into Stripe's checkout and portal?"""

from typing import Any

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
    success_url: str,
    cancel_url: str,
    key: str,
) -> RemoteCheckout:
    """A new visit to the checkout; the same ``key`` answers with the same one."""
    metadata = {"reader": str(reader), "price": price, "story": story}
    with asking("create checkout"):
        body = api(Patience.PAGE).checkout.sessions.create(
            {
                "mode": "subscription",
                "customer": customer,
                "client_reference_id": str(reader),
                "line_items": [{"price": price, "quantity": 1}],
                "success_url": success_url,
                "cancel_url": cancel_url,
                "metadata": metadata,
                "subscription_data": {"metadata": {"reader": str(reader)}},
            },
            options={"idempotency_key": key},
        )
    return stripe_objects.read_checkout(body.to_dict())


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
