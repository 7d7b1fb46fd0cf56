"""Under which product and price does Stripe sell a plan?"""

from subscriptions import stripe_objects
from subscriptions.stripe_gateway.client import Patience, api, asking


def create_product(*, name: str, plan: str, key: str, patience: Patience) -> str:
    """A new product's id; the same ``key`` within a day answers with the same one."""
    with asking("create product"):
        product = api(patience).products.create(
            {"name": name, "metadata": {"plan": plan}},
            options={"idempotency_key": key},
        )
    return product.id


def fetch_price(lookup_key: str, *, patience: Patience) -> tuple[str, str] | None:
    """The (price, product) that carries the key, if there is one on sale."""
    with asking("find price"):
        page = api(patience).prices.list(
            {"lookup_keys": [lookup_key], "active": True, "limit": 1}
        )
    for price in page.data:
        return price.id, stripe_objects.reference(price.to_dict()["product"])
    return None


def create_price(
    *,
    product: str,
    amount: int,
    currency: str,
    interval: str,
    lookup_key: str,
    patience: Patience,
) -> str:
    """A new price's id; ``amount`` is in cents and holds any tax."""
    with asking("create price"):
        price = api(patience).prices.create(
            {
                "product": product,
                "unit_amount": amount,
                "currency": currency,
                "recurring": {"interval": interval},
                "lookup_key": lookup_key,
                "tax_behavior": "inclusive",
            }
        )
    return price.id
