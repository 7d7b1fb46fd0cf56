"""Which products and prices of ours does Stripe have, and are they still on sale?"""

from dataclasses import dataclass

from subscriptions import stripe_objects
from subscriptions.stripe_gateway.client import NotAtStripe, Patience, api, asking


@dataclass(frozen=True, slots=True)
class RemotePrice:
    """A price as Stripe has it now; ``amount`` is None when it is not a number."""

    id: str
    is_active: bool
    amount: int | None
    currency: str
    interval: str  # empty when it is not charged each month or each year


@dataclass(frozen=True, slots=True)
class RemoteProduct:
    """A product as Stripe has it now; ``plan`` is the slug that we gave it."""

    id: str
    name: str
    plan: str
    is_active: bool
    price: RemotePrice | None  # its default


def fetch_products(*, patience: Patience) -> list[RemoteProduct]:
    """All products at Stripe, the newest first; what others sell there included."""
    params = {"limit": 100, "expand": ["data.default_price"]}
    with asking("list products"):
        pages = api(patience).products.list(params).auto_paging_iter()
        bodies = [product.to_dict() for product in pages]
    return [_product(body) for body in bodies]


def fetch_offer(price: str, *, patience: Patience) -> RemotePrice | None:
    """A price by its id; None when this Stripe account does not know it."""
    try:
        with asking("retrieve price"):
            return _price(api(patience).prices.retrieve(price).to_dict())
    except NotAtStripe:
        return None


def rename_product(product: str, name: str, *, patience: Patience) -> None:
    """Have Stripe call the product so, on its pages and invoices too."""
    with asking("rename product"):
        api(patience).products.update(product, {"name": name})


def _product(body: dict) -> RemoteProduct:
    price = body["default_price"]
    return RemoteProduct(
        id=body["id"],
        name=body["name"],
        plan=(body["metadata"] or {}).get("plan", ""),
        is_active=body["active"],
        price=_price(price) if isinstance(price, dict) else None,
    )


def _price(body: dict) -> RemotePrice:
    every = body["recurring"] or {}
    return RemotePrice(
        id=stripe_objects.reference(body),
        is_active=body["active"],
        amount=body["unit_amount"],
        currency=body["currency"],
        interval=every.get("interval", "") if every.get("interval_count") == 1 else "",
    )
