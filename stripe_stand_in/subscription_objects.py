"""What do subscriptions and their invoices look like?"""

from .objects import listing, new_id, nulls
from .reckoning import Sum, automatic_tax, taxes

_ISSUER = {"account": None, "type": "self"}
_METHODS = {"payment_method_options": None, "payment_method_types": None}


def subscription(now: int, customer: str, price: dict, quantity: int, **given) -> dict:
    """A customer's standing agreement to pay a price; its item carries the period."""
    empty = """application application_fee_percent billing_cycle_anchor_config
        billing_thresholds cancel_at canceled_at customer_account days_until_due
        default_payment_method default_source description ended_at latest_invoice
        managed_payments next_pending_invoice_item_invoice on_behalf_of pause_collection
        pending_invoice_item_interval pending_setup_intent pending_update schedule
        presentment_details status_details test_clock transfer_data trial_end
        trial_start"""
    ident = new_id("sub")
    return {
        "id": ident,
        "object": "subscription",
        **nulls(empty),
        "automatic_tax": {**automatic_tax(is_taxed=False), "disabled_reason": None},
        "billing_cycle_anchor": now,
        "billing_schedules": [],
        "cancel_at_period_end": False,
        "cancellation_details": cancellation(),
        "collection_method": "charge_automatically",
        "created": now,
        "currency": price["currency"],
        "customer": customer,
        "default_tax_rates": [],
        "discounts": [],
        "invoice_settings": {
            **nulls("account_tax_ids custom_fields description footer"),
            "issuer": dict(_ISSUER),
        },
        "items": listing(
            [_item(now, ident, price, quantity)],
            f"/v1/subscription_items?subscription={ident}",
        ),
        "livemode": False,
        "metadata": {},
        "payment_settings": {**_METHODS, "save_default_payment_method": "off"},
        "start_date": now,
        "status": "active",
        "trial_settings": {
            "end_behavior": {"missing_payment_method": "create_invoice"}
        },
        **given,
    }


def billing_mode(kind: str, now: int) -> dict:
    """How cancellations and prorations are reckoned."""
    flexible = {"proration_discounts": "included"} if kind == "flexible" else None
    return {"flexible": flexible, "type": kind, "updated_at": now if flexible else None}


def cancellation(reason: str | None = None, **given) -> dict:
    """Why a subscription ends."""
    return {
        **nulls("comment feedback feedback_option"),
        "reason": reason,
        **given,
    }


def _item(now: int, subscription_id: str, price: dict, quantity: int) -> dict:
    return {
        "id": new_id("si"),
        "object": "subscription_item",
        **nulls("billed_until billing_thresholds current_trial"),
        "created": now,
        "current_period_end": now,
        "current_period_start": now,
        "discounts": [],
        "metadata": {},
        **of_price(price),
        "quantity": quantity,
        "subscription": subscription_id,
        "tax_rates": [],
    }


def of_price(price: dict) -> dict:
    """What an item says of the price that it is sold at."""
    return {"plan": _plan(price), "price": dict(price)}


def _plan(price: dict) -> dict:
    shared = "id active billing_scheme created currency livemode metadata nickname"
    return {
        **{name: price[name] for name in f"{shared} product tiers_mode".split()},
        **price["recurring"],
        "object": "plan",
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "transform_usage": None,
    }


def invoice(now: int, subscription: dict, customer: dict, owed: Sum, **given) -> dict:
    """What is owed for one period of a subscription; open until it is paid."""
    empty = """account_name account_tax_ids amount_paid_off_stripe application
        automatically_finalizes_at custom_fields customer_account
        customer_shipping default_payment_method default_source description due_date
        ending_balance footer from_invoice invoice_pdf last_finalization_error
        latest_revision next_payment_attempt on_behalf_of receipt_number rendering
        shipping_cost shipping_details statement_descriptor status_details test_clock
        threshold_reason webhooks_delivered_at"""
    ident = new_id("in")
    return {
        "id": ident,
        "object": "invoice",
        **nulls(empty),
        **_amounts(owed),
        **{f"customer_{name}": customer[name] for name in _SHOWN},
        "account_country": "MX",
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatic_tax": {
            **automatic_tax(is_taxed=owed.is_taxed),
            "disabled_reason": None,
            "provider": "stripe" if owed.is_taxed else None,
            "status": "complete" if owed.is_taxed else None,
        },
        "collection_method": "charge_automatically",
        "created": now,
        "currency": subscription["currency"],
        "customer": customer["id"],
        "customer_tax_ids": [],
        "default_tax_rates": [],
        "discounts": [ident for ident, _amount in owed.discounts],
        "effective_at": now,
        "issuer": dict(_ISSUER),
        "lines": listing(
            [_line(ident, subscription, owed)], f"/v1/invoices/{ident}/lines"
        ),
        "livemode": False,
        "metadata": {},
        "parent": _parent(subscription),
        "payment_settings": {**_METHODS, "default_mandate": None},
        "period_end": now,
        "period_start": now,
        "status": "open",
        "status_transitions": {
            **nulls("marked_uncollectible_at paid_at voided_at"),
            "finalized_at": now,
        },
        **given,
    }


_SHOWN = ("address", "email", "name", "phone", "tax_exempt")


def _amounts(owed: Sum) -> dict:
    zero = "amount_overpaid amount_paid amount_shipping starting_balance"
    zero += " post_payment_credit_notes_amount pre_payment_credit_notes_amount"
    return {
        **dict.fromkeys(("amount_due", "amount_remaining", "total"), owed.total),
        **dict.fromkeys(zero.split(), 0),
        "subtotal": owed.subtotal,
        "subtotal_excluding_tax": owed.subtotal - owed.tax,
        "total_discount_amounts": _discounts(owed),
        "total_excluding_tax": owed.total - owed.tax,
        "total_pretax_credit_amounts": _credits(owed),
        "total_taxes": taxes(owed),
    }


def _discounts(owed: Sum) -> list[dict]:
    return [{"amount": cut, "discount": ident} for ident, cut in owed.discounts]


def _credits(owed: Sum) -> list[dict]:
    return [{**each, "type": "discount"} for each in _discounts(owed)]


def _parent(subscription: dict) -> dict:
    details = {
        "metadata": dict(subscription["metadata"]),
        "subscription": subscription["id"],
        "subscription_proration_date": None,
    }
    return {
        "quote_details": None,
        "subscription_details": details,
        "type": "subscription_details",
    }


def _line(invoice_id: str, subscription: dict, owed: Sum) -> dict:
    item = subscription["items"]["data"][0]
    start, end = item["current_period_start"], item["current_period_end"]
    return {
        "id": new_id("il"),
        "object": "line_item",
        "amount": owed.subtotal,
        "currency": subscription["currency"],
        "description": None,
        "discount_amounts": _discounts(owed),
        "discountable": True,
        "discounts": [],
        "invoice": invoice_id,
        "livemode": False,
        "metadata": dict(subscription["metadata"]),
        "parent": _line_parent(item),
        "period": {"start": start, "end": end},
        "pretax_credit_amounts": _credits(owed),
        "pricing": _pricing(item["price"]),
        "quantity": item["quantity"],
        "quantity_decimal": str(item["quantity"]),
        "subscription": subscription["id"],
        "subtotal": owed.subtotal,
        "taxes": taxes(owed),
    }


def _line_parent(item: dict) -> dict:
    details = {
        **nulls("invoice_item proration_details"),
        "proration": False,
        "subscription": item["subscription"],
        "subscription_item": item["id"],
    }
    return {
        "invoice_item_details": None,
        "subscription_item_details": details,
        "type": "subscription_item_details",
    }


def _pricing(price: dict) -> dict:
    return {
        "price_details": {"price": price["id"], "product": price["product"]},
        "type": "price_details",
        "unit_amount_decimal": price["unit_amount_decimal"],
    }


def invoice_payment(now: int, invoice: dict) -> dict:
    """The payment that settled an invoice."""
    return {
        "id": new_id("inpay"),
        "object": "invoice_payment",
        "amount_paid": invoice["amount_paid"],
        "amount_requested": invoice["amount_due"],
        "created": now,
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"type": "payment_intent", "payment_intent": new_id("pi")},
        "status": "paid",
        "status_transitions": {"canceled_at": None, "paid_at": now},
    }
