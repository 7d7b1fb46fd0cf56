"""What happens to a checkout session: opened, paid, declined, expired?"""

from . import billing, errors, invoicing, objects, resources
from .ledger import Ledger

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
    amount = price["unit_amount"] * line["quantity"]
    session = objects.checkout_session(
        ledger.now(),
        customer=customer,
        customer_creation=None if customer else "always",
        currency=price["currency"],
        expires_at=_expiry(ledger, params),
        amount_subtotal=amount,
        amount_total=amount,
        total_details={"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        **{name: params[name] for name in _COPIED if name in params},
    )
    session["automatic_tax"].update(params.get("automatic_tax", {}))
    session["custom_text"].update(params.get("custom_text", {}))
    session["url"] = f"{ledger.url}/c/pay/{session['id']}"
    given = params.get("subscription_data", {})
    ledger.note(session["id"], price=price["id"], line=line, subscription=given)
    return ledger.add(session)


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
    for name in ("success_url", "cancel_url"):
        address = params.get(name, "https://")
        if not address.startswith(("http://", "https://")):
            raise errors.Refusal("Not a valid URL", code="url_invalid", param=name)


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
    """Charge the reader and begin the subscription; false when the card is declined.

    Paying what is paid already changes nothing, however often it is clicked.
    """
    if session["status"] != "open":
        return session["status"] == "complete"
    trial_days = _given(ledger, session).get("trial_period_days", 0)
    if not trial_days and invoicing.card_is_declined(ledger):
        return False
    customer = _customer(ledger, session, email)
    subscription = _subscribe(ledger, session, customer, trial_days)
    session.update(
        collected_information=objects.nulls(
            "business_name individual_name shipping_details"
        ),
        customer=customer["id"],
        customer_details=_details(customer),
        invoice=subscription["latest_invoice"],
        payment_status="no_payment_required" if trial_days else "paid",
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
    return billing.subscribe(
        ledger,
        customer,
        ledger.get("price", notes["price"]),
        quantity=notes["line"]["quantity"],
        trial_days=trial_days,
        mode=given.get("billing_mode", {}).get("type", "flexible"),
        **{name: given[name] for name in wanted if name in given},
    )


def _details(customer: dict) -> dict:
    names = "address business_name email individual_name name phone tax_exempt"
    return {**{name: customer[name] for name in names.split()}, "tax_ids": None}


def line_items(ledger: Ledger, session: dict) -> list[dict]:
    """What the session sells."""
    notes = ledger.notes[session["id"]]
    price = ledger.get("price", notes["price"])
    amount = session["amount_total"]
    item = {
        "id": f"li_{session['id']}",
        "object": "item",
        **dict.fromkeys(("amount_subtotal", "amount_total"), amount),
        **dict.fromkeys(("amount_discount", "amount_tax"), 0),
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
