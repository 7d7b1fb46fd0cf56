"""Which card, which next charge and which invoices does Stripe have of a customer?"""

from subscriptions import stripe_bills
from subscriptions.stripe_bills import Bills, Charge
from subscriptions.stripe_gateway.client import Patience, api, asking


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
        next_charge=stripe_bills.read_charge(body) if body else None,
        invoices=[stripe_bills.read_invoice(one.to_dict()) for one in page.data],
    )


def fetch_next_charge(subscription: str, *, patience: Patience) -> Charge | None:
    """What a subscription will cost at its renewal; None when it will not renew."""
    with asking("retrieve subscription"):
        body = api(patience).subscriptions.retrieve(subscription).to_dict()
    return stripe_bills.read_charge(body)
