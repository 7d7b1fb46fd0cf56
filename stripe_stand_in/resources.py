"""How are customers, products, prices and subscriptions kept through the API?"""

from . import billing, changes, errors, objects
from .ledger import Ledger

_PRICE_FIELDS = ("lookup_key", "nickname", "active", "tax_behavior", "metadata")


def create_customer(ledger: Ledger, params: dict) -> dict:
    """Keep a new customer."""
    customer = ledger.add(objects.customer(ledger.now(), **params))
    ledger.emit("customer.created", customer)
    return customer


def update_customer(ledger: Ledger, customer: dict, params: dict) -> dict:
    """Change a customer; metadata and invoice settings are merged."""
    with ledger.changing("customer.updated", customer):
        customer["invoice_settings"].update(params.pop("invoice_settings", {}))
        _update(customer, params)
    return customer


def delete_customer(ledger: Ledger, customer: dict, params: dict) -> dict:
    """Delete a customer; her subscriptions end at once."""
    for subscription in billing.live_subscriptions(ledger, customer["id"]):
        billing.end(ledger, subscription, reason="cancellation_requested")
    ledger.emit("customer.deleted", customer)
    return ledger.delete(customer)


def create_subscription(ledger: Ledger, params: dict) -> dict:
    """Begin a subscription that nobody bought at the checkout: made by hand."""
    customer = ledger.referred("customer", params["customer"], param="customer")
    if len(params.get("items", ())) != 1:
        raise errors.Refusal("The stand-in sells one thing.", param="items")
    line = params["items"][0]
    price = ledger.referred("price", line["price"], param="items[0][price]")
    given = {n: params[n] for n in ("description", "metadata") if n in params}
    quantity = line.get("quantity", 1)
    trial_days = params.get("trial_period_days", 0)
    return billing.subscribe(
        ledger, customer, price, quantity=quantity, trial_days=trial_days, **given
    )


def create_product(ledger: Ledger, params: dict) -> dict:
    """Keep a new product."""
    if params.get("id") in ledger.shelves.get("product", {}):
        raise errors.Refusal("Product already exists.", code="resource_already_exists")
    product = ledger.add(objects.product(ledger.now(), **params))
    ledger.emit("product.created", product)
    return product


def update_product(ledger: Ledger, product: dict, params: dict) -> dict:
    """Rename a product, take it off sale, or choose its default price."""
    if price := params.get("default_price"):
        ledger.referred("price", price, param="default_price")
    with ledger.changing("product.updated", product):
        _update(product, params)
        product["updated"] = ledger.now()
    return product


def update_price(ledger: Ledger, price: dict, params: dict) -> dict:
    """Archive a price, or give it another name; its amount never changes."""
    product = ledger.get("product", price["product"])
    if params.get("active") is False and product["default_price"] == price["id"]:
        raise errors.Refusal(
            "This price cannot be archived because it is the default price of its"
            " product.",
            param="active",
        )
    if params.get("lookup_key") != price["lookup_key"]:
        _claim_lookup_key(ledger, params)
    params.pop("transfer_lookup_key", None)
    with ledger.changing("price.updated", price):
        _update(price, params)
    return price


def create_price(ledger: Ledger, params: dict) -> dict:
    """Keep a new price, of a product that exists or is described along with it."""
    _claim_lookup_key(ledger, params)
    if "product_data" in params:
        product_id = create_product(ledger, params["product_data"])["id"]
    else:
        product_id = params.get("product", "")
        ledger.referred("product", product_id, param="product")
    price = objects.price(
        ledger.now(),
        product_id,
        params["unit_amount"],
        _recurring(params),
        currency=params["currency"].lower(),
        **{name: params[name] for name in _PRICE_FIELDS if name in params},
    )
    ledger.emit("price.created", ledger.add(price))
    return price


def _recurring(params: dict) -> dict | None:
    if "recurring" not in params:
        return None
    interval = params["recurring"]["interval"]
    if interval not in ("day", "week", "month", "year"):
        raise errors.Refusal(
            "Invalid recurring[interval]: must be one of day, month, week, or year",
            param="recurring[interval]",
        )
    return objects.recurring(interval, params["recurring"].get("interval_count", 1))


def _claim_lookup_key(ledger: Ledger, params: dict) -> None:
    key = params.get("lookup_key")
    for price in ledger.newest("price") if key else ():
        if price["lookup_key"] != key:
            continue
        if not params.get("transfer_lookup_key"):
            raise errors.Refusal(
                f"A price (`{price['id']}`) already uses that lookup key.",
                param="lookup_key",
            )
        price["lookup_key"] = None


def _update(thing: dict, params: dict) -> None:
    # An empty value takes a field, or a key of the metadata, away.
    metadata = {**thing["metadata"], **params.pop("metadata", {})}
    thing["metadata"] = {name: text for name, text in metadata.items() if text}
    thing.update({name: None if v == "" else v for name, v in params.items()})


def update_subscription(ledger: Ledger, subscription: dict, params: dict) -> dict:
    """Change when a subscription ends, what it costs, its card or its metadata."""
    _refuse_if_ended(subscription)
    if params.get("cancel_at") and "cancel_at_period_end" in params:
        raise errors.Refusal(
            "You may only specify one of these parameters:"
            " cancel_at, cancel_at_period_end.",
            param="cancel_at",
        )
    instant = _instant(subscription, params.get("cancel_at"))
    with ledger.changing("customer.subscription.updated", subscription):
        _reschedule(ledger, subscription, params, instant)
        details = params.pop("cancellation_details", {})
        subscription["cancellation_details"].update(details)
        if (paused := params.pop("pause_collection", None)) is not None:
            changes.pause_collection(subscription, paused)
        if items := params.pop("items", None):
            changes.change_price(ledger, subscription, items)
        _update(subscription, params)
    return subscription


def _refuse_if_ended(subscription: dict) -> None:
    if subscription["status"] not in billing.LIVE:
        raise errors.no_such("subscription", subscription["id"], status=404)


def _instant(subscription: dict, text: str | None) -> int | None:
    if not text:
        return None
    if text in ("min_period_end", "max_period_end"):
        return billing.item(subscription)["current_period_end"]
    if not (text.isascii() and text.isdigit()):
        raise errors.Refusal(f"Invalid timestamp: {text}", param="cancel_at")
    return int(text)


def _reschedule(
    ledger: Ledger, subscription: dict, params: dict, instant: int | None
) -> None:
    takes_back = "cancel_at" in params and instant is None
    flag = params.pop("cancel_at_period_end", None)
    params.pop("cancel_at", None)
    if instant or flag:
        billing.schedule_end(subscription, ledger.now(), with_flag=bool(flag))
        subscription["cancel_at"] = instant or subscription["cancel_at"]
    elif takes_back or (flag is False and subscription["cancel_at_period_end"]):
        # The flag takes back only what the flag did; an instant set by the portal
        # is taken back by an empty `cancel_at`.
        billing.keep(subscription)


def cancel_subscription(ledger: Ledger, subscription: dict, params: dict) -> dict:
    """End a subscription at once."""
    _refuse_if_ended(subscription)
    details = params.get("cancellation_details", {})
    billing.end(ledger, subscription, reason="cancellation_requested", **details)
    return subscription
