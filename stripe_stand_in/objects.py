"""What do Stripe's objects look like in API version 2026-10-28.endive?

Source: the annotated classes of the official ``stripe`` package; a contract test holds
every answer against them.
"""

import secrets

API_VERSION = "2026-10-28.endive"


def new_id(prefix: str) -> str:
    """An id that nothing else has."""
    return f"{prefix}_{secrets.token_hex(12)}"


def nulls(names: str) -> dict:
    """Fields that an object has but that say nothing."""
    return dict.fromkeys(names.split())


def difference(before: dict, after: dict) -> dict:
    """The old values of the fields that changed."""
    return {name: old for name, old in before.items() if after.get(name) != old}


def listing(data: list, url: str, *, has_more: bool = False) -> dict:
    """A page of objects."""
    return {"object": "list", "url": url, "has_more": has_more, "data": data}


def _object(kind: str, prefix: str, now: int, empty: str = "") -> dict:
    return {
        "id": new_id(prefix),
        "object": kind,
        "created": now,
        "livemode": False,
        **nulls(empty),
    }


def event(now: int, kind: str, data: dict, request: dict) -> dict:
    """The news that something happened."""
    return {
        **_object("event", "evt", now),
        "api_version": API_VERSION,
        "data": data,
        "pending_webhooks": 1,
        "request": dict(request),
        "type": kind,
    }


def customer(now: int, **given) -> dict:
    """Someone who pays."""
    empty = "address currency default_source description discount email name phone"
    empty += " customer_account shipping test_clock business_name individual_name"
    return {
        **_object("customer", "cus", now, empty),
        "balance": 0,
        "delinquent": False,
        "invoice_prefix": secrets.token_hex(4).upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "metadata": {},
        "next_invoice_sequence": 1,
        "preferred_locales": [],
        "tax_exempt": "none",
        **given,
    }


def card(now: int, customer_id: str, last4: str) -> dict:
    """A payment method that is a card."""
    return {
        **_object("payment_method", "pm", now, "customer_account"),
        "allow_redisplay": "limited",
        "billing_details": nulls("address email name phone tax_id"),
        "card": {
            **nulls("checks fingerprint generated_from networks regulated_status"),
            **nulls("three_d_secure_usage wallet"),
            "brand": "visa",
            "country": "MX",
            "display_brand": "visa",
            "exp_month": 12,
            "exp_year": 2034,
            "funding": "credit",
            "last4": last4,
        },
        "customer": customer_id,
        "metadata": {},
        "type": "card",
    }


def product(now: int, **given) -> dict:
    """What is sold."""
    empty = "default_price description package_dimensions shippable tax_code"
    empty += " statement_descriptor unit_label url"
    return {
        **_object("product", "prod", now, empty),
        "active": True,
        "images": [],
        "marketing_features": [],
        "metadata": {},
        "type": "service",
        "updated": now,
        **given,
    }


def price(now: int, product_id: str, amount: int, recurring: dict | None, **given):
    """An amount, and how often it is due."""
    empty = "custom_unit_amount lookup_key nickname tiers_mode transform_quantity"
    return {
        **_object("price", "price", now, empty),
        "active": True,
        "billing_scheme": "per_unit",
        "metadata": {},
        "product": product_id,
        "recurring": recurring,
        "tax_behavior": "unspecified",
        "type": "recurring" if recurring else "one_time",
        "unit_amount": amount,
        "unit_amount_decimal": str(amount),
        **given,
    }


def recurring(interval: str, count: int) -> dict:
    """How often a price is due."""
    return {
        "interval": interval,
        "interval_count": count,
        "meter": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }


def checkout_session(now: int, **given) -> dict:
    """A visit to the hosted checkout page."""
    empty = """adaptive_pricing after_expiration allow_promotion_codes cancel_url
        billing_address_collection branding_settings client_reference_id client_secret
        collected_information consent consent_collection currency_conversion customer
        customer_account customer_creation customer_details customer_email discounts
        invoice invoice_creation locale origin_context payment_intent payment_link
        payment_method_collection payment_method_configuration_details permissions
        payment_method_options phone_number_collection presentment_details return_url
        recovered_from redirect_on_completion saved_payment_method_options setup_intent
        shipping_address_collection shipping_cost submit_type subscription
        tax_id_collection wallet_options"""
    return {
        **_object("checkout.session", "cs_test", now, empty),
        "automatic_tax": {
            **nulls("liability provider status"),
            "enabled": False,
        },
        "custom_fields": [],
        "custom_text": nulls(
            "after_submit shipping_address submit terms_of_service_acceptance"
        ),
        "metadata": {},
        "mode": "subscription",
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "shipping_options": [],
        "status": "open",
        "ui_mode": "hosted_page",
        **given,
    }


def portal_session(now: int, customer_id: str, **given) -> dict:
    """A visit to the hosted billing portal."""
    empty = "after_expiration customer_account flow locale on_behalf_of return_url"
    return {
        **_object("billing_portal.session", "bps", now, empty),
        "configuration": "bpc_stand_in",
        "customer": customer_id,
        **given,
    }


def portal_flow(kind: str, **given) -> dict:
    """The one thing that a visit to the portal is for."""
    empty = "customer_update subscription_cancel subscription_pause subscription_update"
    return {
        **nulls(empty),
        "subscription_update_confirm": None,
        "type": kind,
        **given,
    }
