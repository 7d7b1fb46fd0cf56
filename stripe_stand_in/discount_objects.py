"""What do a coupon, a promotion code and a discount look like?"""

from .objects import new_id, nulls


def coupon(now: int, **given) -> dict:
    """What may be taken off a price, and for how long."""
    empty = "amount_off currency duration_in_months max_redemptions name percent_off"
    return {
        "id": new_id("coupon"),
        "object": "coupon",
        **nulls(f"{empty} redeem_by"),
        "created": now,
        "duration": "once",
        "livemode": False,
        "metadata": {},
        "times_redeemed": 0,
        "valid": True,
        **given,
    }


def promotion_code(now: int, coupon_id: str, **given) -> dict:
    """The word with which a reader gets what a coupon takes off."""
    return {
        "id": new_id("promo"),
        "object": "promotion_code",
        **nulls("customer customer_account expires_at max_redemptions"),
        "active": True,
        "created": now,
        "livemode": False,
        "metadata": {},
        "promotion": {"coupon": coupon_id, "type": "coupon"},
        "restrictions": {
            **nulls("minimum_amount minimum_amount_currency"),
            "first_time_transaction": False,
        },
        "times_redeemed": 0,
        **given,
    }


def discount(now: int, code: dict, **given) -> dict:
    """A coupon that was given to somebody."""
    empty = "checkout_session customer customer_account end invoice invoice_item"
    return {
        "id": new_id("di"),
        "object": "discount",
        **nulls(f"{empty} subscription subscription_item"),
        "promotion_code": code["id"],
        "source": dict(code["promotion"]),
        "start": now,
        **given,
    }
