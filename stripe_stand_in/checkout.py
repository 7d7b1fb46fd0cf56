"""What happens to a checkout session: opened, paid, declined, expired?"""

from . import (
    billing,
    errors,
    invoicing,
    objects,
    promotions,
    reckoning,
    resources,
)
from .ledger import Ledger
from .reckoning import Sum

_HOUR = 3_600
_COPIED = (
    "allow_promotion_codes",
    "billing_address_collection",
    "cancel_url",
    "client_reference_id",
    "consent_collection",
    "customer_email",
    "locale",
    "metadata",
    "payment_method_collection",
    "success_url",
)


def create(ledger: Ledger, params: dict) -> dict:
    """Open a session for one price; its address is where the reader pays."""
    _refuse_what_makes_no_sense(params)
    line, price = _line(ledger, params)
    if customer := params.get("customer"):
        ledger.referred("customer", customer, param="customer")
    session = objects.checkout_session(
        ledger.now(),
        customer=customer,
        customer_creation=None if customer else "always",
        currency=price["currency"],
        expires_at=_expiry(ledger, params),
        discounts=[],
        **{name: params[name] for name in _COPIED if name in params},
    )
    is_taxed = params.get("automatic_tax", {}).get("enabled", False)
    session["automatic_tax"].update(reckoning.automatic_tax(is_taxed=is_taxed))
    session["custom_text"].update(params.get("custom_text", {}))
    session["url"] = f"{ledger.url}/c/pay/{session['id']}"
    given = params.get("subscription_data", {})
    ledger.note(session["id"], price=price["id"], line=line, subscription=given)
    _add_up(ledger, session)
    return ledger.add(session)


def first_payment(ledger: Ledger, session: dict) -> Sum:
    """What the first payment will be: today's, or the one after the trial."""
    notes = ledger.notes[session["id"]]
    price = ledger.get("price", notes["price"])
    code = code_of(ledger, session)
    return reckoning.reckon(
        price["unit_amount"] * notes["line"]["quantity"],
        [("", promotions.coupon_of(ledger, code))] if code else [],
        is_taxed=session["automatic_tax"]["enabled"],
    )


def trial_end(ledger: Ledger, session: dict) -> int | None:
    """When a trial that begins now will end; None without one."""
    days = _given(ledger, session).get("trial_period_days", 0)
    return ledger.now() + days * invoicing.DAY if days else None


def _add_up(ledger: Ledger, session: dict) -> None:
    owed = first_payment(ledger, session)
    due = Sum(0) if trial_end(ledger, session) else owed
    session.update(
        amount_subtotal=due.subtotal,
        amount_total=due.total,
        total_details={
            "amount_discount": due.discount,
            "amount_shipping": 0,
            "amount_tax": due.tax,
        },
    )
    if session["automatic_tax"]["enabled"]:
        session["automatic_tax"].update(provider="stripe", status="complete")


def code_of(ledger: Ledger, session: dict) -> dict | None:
    """The promotion code that is in use in a session."""
    for discount in session["discounts"] or ():
        return ledger.get("promotion_code", discount["promotion_code"])
    return None


def use_code(ledger: Ledger, session: dict, text: str) -> str:
    """Use the code that was typed; in words why not, or nothing if it is in use."""
    code, trouble = promotions.find(
        ledger, text, currency=session["currency"], customer=session["customer"]
    )
    if code:
        coupon = promotions.coupon_of(ledger, code)["id"]
        session["discounts"] = [{"coupon": coupon, "promotion_code": code["id"]}]
        _add_up(ledger, session)
        ledger.touch()
    return trouble


def remove_code(ledger: Ledger, session: dict) -> None:
    """Go back to the full price."""
    session["discounts"] = []
    _add_up(ledger, session)
    ledger.touch()


def code_trouble(ledger: Ledger, session: dict) -> str:
    """Why the code in use can't be used any more; empty when it can."""
    code = code_of(ledger, session)
    return promotions.trouble(ledger, code) if code else ""


def _refuse_what_makes_no_sense(params: dict) -> None:
    if params["mode"] != "subscription":
        raise errors.Refusal("The stand-in only sells subscriptions.", param="mode")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise errors.Refusal("The stand-in only has hosted pages.", param="ui_mode")
    if params.get("customer") and params.get("customer_email"):
        raise errors.Refusal(
            "You may only specify one of these parameters: customer, customer_email.",
            param="customer",
        )
    _refuse_tax_without_a_place(params)
    for name in ("success_url", "cancel_url"):
        address = params.get(name, "https://")
        if not address.startswith(("http://", "https://")):
            raise errors.Refusal("Not a valid URL", code="url_invalid", param=name)


def _refuse_tax_without_a_place(params: dict) -> None:
    is_taxed = params.get("automatic_tax", {}).get("enabled")
    learns_where = params.get("customer_update", {}).get("address") == "auto"
    if is_taxed and params.get("customer") and not learns_where:
        raise errors.Refusal(
            "Automatic tax calculation in Checkout requires a valid address on the"
            " Customer. Add a valid address to the Customer or set"
            " `customer_update[address]` to 'auto'.",
            code="customer_tax_location_invalid",
        )


def _line(ledger: Ledger, params: dict) -> tuple[dict, dict]:
    lines = params.get("line_items")
    if not lines:
        raise errors.missing("line_items")
    if len(lines) > 1:
        raise errors.Refusal("The stand-in sells one thing.", param="line_items")
    line = {"quantity": 1, **lines[0]}
    price = ledger.referred("price", line["price"], param="line_items[0][price]")
    if not price["recurring"]:
        raise errors.Refusal(
            "You must provide at least one recurring price in `subscription` mode.",
            param="line_items",
        )
    return line, price


def _expiry(ledger: Ledger, params: dict) -> int:
    now = ledger.now()
    # The caller's clock did not move with ours: keep the span she asked for.
    expiry = params.get("expires_at", now + 24 * _HOUR - ledger.offset) + ledger.offset
    # A few seconds' grace, for the way the request had to go.
    if not now + _HOUR // 2 - 30 <= expiry <= now + 24 * _HOUR + 30:
        raise errors.Refusal(
            "The `expires_at` timestamp must be between 30 minutes and 24 hours"
            " from Checkout Session creation.",
            param="expires_at",
        )
    return expiry


def pay(ledger: Ledger, session: dict, *, email: str | None = None) -> bool:
    """Charge the reader and begin the subscription; true when that was done.

    A card may be declined, and the code in use may just have run out. Paying what is
    paid already changes nothing, however often it is clicked.
    """
    if session["status"] != "open":
        return session["status"] == "complete"
    trial_days = _given(ledger, session).get("trial_period_days", 0)
    if code_trouble(ledger, session) or (
        session["amount_total"] and invoicing.card_is_declined(ledger)
    ):
        return False
    customer = _customer(ledger, session, email)
    if session["automatic_tax"]["enabled"]:
        customer["address"] = customer["address"] or _somewhere()
    subscription = _subscribe(ledger, session, customer, trial_days)
    session.update(
        collected_information=objects.nulls(
            "business_name individual_name shipping_details"
        ),
        customer=customer["id"],
        customer_details=_details(customer),
        invoice=subscription["latest_invoice"],
        payment_status="paid" if session["amount_total"] else "no_payment_required",
        status="complete",
        subscription=subscription["id"],
        url=None,
    )
    ledger.emit("checkout.session.completed", session)
    return True


def _given(ledger: Ledger, session: dict) -> dict:
    return ledger.notes[session["id"]]["subscription"]


def _customer(ledger: Ledger, session: dict, email: str | None) -> dict:
    if session["customer"]:
        return ledger.get("customer", session["customer"])
    email = session["customer_email"] or email
    return resources.create_customer(ledger, {"email": email})


def _subscribe(ledger: Ledger, session: dict, customer: dict, trial_days: int) -> dict:
    notes, given = ledger.notes[session["id"]], _given(ledger, session)
    wanted = ("description", "metadata", "trial_settings")
    discounts, tax = _redeemed(ledger, session, customer), session["automatic_tax"]
    subscription = billing.subscribe(
        ledger,
        customer,
        ledger.get("price", notes["price"]),
        quantity=notes["line"]["quantity"],
        trial_days=trial_days,
        mode=given.get("billing_mode", {}).get("type", "flexible"),
        discounts=[discount["id"] for discount in discounts],
        automatic_tax={
            **reckoning.automatic_tax(is_taxed=tax["enabled"]),
            "disabled_reason": None,
        },
        **{name: given[name] for name in wanted if name in given},
    )
    for discount in discounts:
        discount["subscription"] = subscription["id"]
        ledger.emit("customer.discount.created", discount)
    return subscription


def _redeemed(ledger: Ledger, session: dict, customer: dict) -> list[dict]:
    code = code_of(ledger, session)
    if code is None:
        return []
    who = {"customer": customer["id"], "checkout": session["id"]}
    return [promotions.redeem(ledger, code, **who)]


def _somewhere() -> dict:
    return {**objects.nulls("city line1 line2 postal_code state"), "country": "MX"}


def _details(customer: dict) -> dict:
    names = "address business_name email individual_name name phone tax_exempt"
    return {**{name: customer[name] for name in names.split()}, "tax_ids": None}


def line_items(ledger: Ledger, session: dict) -> list[dict]:
    """What the session sells."""
    notes = ledger.notes[session["id"]]
    price = ledger.get("price", notes["price"])
    totals = session["total_details"]
    item = {
        "id": f"li_{session['id']}",
        "object": "item",
        **{name: session[name] for name in ("amount_subtotal", "amount_total")},
        **{name: totals[name] for name in ("amount_discount", "amount_tax")},
        "adjustable_quantity": None,
        "currency": price["currency"],
        "description": ledger.get("product", price["product"])["name"],
        "metadata": {},
        "price": price,
        "quantity": notes["line"]["quantity"],
    }
    return [item]


def expire(ledger: Ledger, session: dict) -> dict:
    """Close an open session; nobody can pay in it any more."""
    if session["status"] != "open":
        raise errors.Refusal("Only Checkout Sessions with a status of open can expire.")
    session.update(status="expired", url=None)
    ledger.emit("checkout.session.expired", session)
    return session
