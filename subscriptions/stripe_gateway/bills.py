"""Which card, which next charge and which invoices does Stripe have of a customer?"""

from typing import Any

from subscriptions import stripe_bills
from subscriptions.stripe_bills import Bills, Charge
from subscriptions.stripe_gateway.client import (
    Patience,
    PaymentsUnavailable,
    Unreachable,
    api,
    asking,
)


def fetch_bills(customer: str, subscription: str, *, patience: Patience) -> Bills:
    """The card on file, the next charge of a subscription if given, and invoices."""
    client = api(patience)
    method = "invoice_settings.default_payment_method"
    with asking("show bills"):
        if subscription:
            ways = {"expand": ["default_payment_method", f"customer.{method}"]}
            body = client.subscriptions.retrieve(subscription, ways).to_dict()
            owner, own = body["customer"], body["default_payment_method"]
        else:
            owner = client.customers.retrieve(customer, {"expand": [method]}).to_dict()
            body, own = None, None
        page = client.invoices.list({"customer": customer, "limit": 24})
    settings_of = owner.get("invoice_settings") or {}  # none for a deleted customer
    return Bills(
        card=stripe_bills.read_card(own or settings_of.get("default_payment_method")),
        next_charge=_next_charge(client, body) if body else None,
        invoices=[stripe_bills.read_invoice(one.to_dict()) for one in page.data],
    )


def fetch_next_charge(subscription: str, *, patience: Patience) -> Charge | None:
    """What a subscription will cost at its renewal; None when it will not renew."""
    client = api(patience)
    with asking("retrieve subscription"):
        body = client.subscriptions.retrieve(subscription).to_dict()
    return _next_charge(client, body)


def _next_charge(client: Any, subscription: dict) -> Charge | None:
    """The next charge to the cent, or at most its price if Stripe won't say."""
    charge = stripe_bills.read_charge(subscription)
    if charge is None:
        return None
    try:
        with asking("preview the next invoice"):
            preview = client.invoices.create_preview(
                {"subscription": subscription["id"]}
            )
    except Unreachable:
        raise
    except PaymentsUnavailable:
        return charge
    return charge.exactly(preview.to_dict())
