"""How is a period of a subscription billed, paid, or not paid?"""

from . import objects, payment_objects, promotions, reckoning, subscription_objects
from .ledger import Ledger

DAY = 86_400


def put_card_on_file(ledger: Ledger, customer_id: str) -> dict:
    """Give a customer a new card, one that will be charged from now on."""
    customer = ledger.get("customer", customer_id)
    card = ledger.add(objects.card(ledger.now(), customer_id, "4242"))
    ledger.note(customer_id, card_declines=False, bank_asks=False)
    customer["invoice_settings"]["default_payment_method"] = card["id"]
    ledger.emit("payment_method.attached", card)
    return card


def card_is_declined(ledger: Ledger, customer_id: str | None = None) -> bool:
    """Ask the bank. An announced decline is used up by the asking."""
    if ledger.declines:
        ledger.declines -= 1
        ledger.touch()
        return True
    notes = ledger.notes.get(customer_id or "", {})
    return notes.get("card_declines", False) or notes.get("bank_asks", False)


def draw_up(ledger: Ledger, subscription: dict, *, reason: str) -> dict:
    """Write the invoice for the subscription's present period, and keep it."""
    customer = ledger.get("customer", subscription["customer"])
    number = f"{customer['invoice_prefix']}-{customer['next_invoice_sequence']:04}"
    invoice = write(ledger, subscription, at=ledger.now(), reason=reason, number=number)
    invoice["hosted_invoice_url"] = f"{ledger.url}/i/{invoice['id']}"
    customer["next_invoice_sequence"] += 1
    subscription["latest_invoice"] = ledger.add(invoice)["id"]
    ledger.emit("invoice.created", invoice)
    ledger.emit("invoice.finalized", invoice)
    promotions.use_up(ledger, subscription, set(invoice["discounts"]))
    return invoice


def write(
    ledger: Ledger,
    subscription: dict,
    *,
    at: int,
    reason: str,
    number: str | None,
    **given,
) -> dict:
    """The invoice for the subscription's present period, not kept."""
    owed = reckoning.reckon(
        _amount(subscription),
        promotions.running(ledger, subscription, at=at),
        is_taxed=subscription["automatic_tax"]["enabled"],
    )
    return subscription_objects.invoice(
        at,
        subscription,
        ledger.get("customer", subscription["customer"]),
        owed,
        billing_reason=reason,
        number=number,
        **given,
    )


def _amount(subscription: dict) -> int:
    if subscription["status"] == "trialing":
        return 0
    item = subscription["items"]["data"][0]
    return item["price"]["unit_amount"] * item["quantity"]


def collect(ledger: Ledger, invoice: dict) -> bool:
    """Try to charge the card on file; true when the invoice is paid now."""
    if invoice["amount_due"] and card_is_declined(ledger, invoice["customer"]):
        _fail(ledger, invoice)
    else:
        settle(ledger, invoice)
    return invoice["status"] == "paid"


def settle(ledger: Ledger, invoice: dict) -> None:
    """Mark an invoice paid."""
    now = ledger.now()
    invoice.update(
        amount_paid=invoice["amount_due"],
        amount_remaining=0,
        attempted=True,
        attempt_count=invoice["attempt_count"] + 1,
        auto_advance=False,
        next_payment_attempt=None,
        status="paid",
    )
    invoice["status_transitions"]["paid_at"] = now
    if invoice["amount_paid"]:
        payment = ledger.add(subscription_objects.invoice_payment(now, invoice))
        _add_charge(ledger, payment, ledger.get("customer", invoice["customer"]))
        ledger.emit("invoice_payment.paid", payment)
    ledger.emit("invoice.paid", invoice)
    ledger.emit("invoice.payment_succeeded", invoice)


def _add_charge(ledger: Ledger, payment: dict, customer: dict) -> None:
    card = customer["invoice_settings"]["default_payment_method"]
    ledger.add(payment_objects.charge(ledger.now(), payment, customer["id"], card))


def _fail(ledger: Ledger, invoice: dict) -> None:
    tries = invoice["attempt_count"]
    again = ledger.retry_days[tries] if tries < len(ledger.retry_days) else None
    invoice.update(
        attempted=True,
        attempt_count=tries + 1,
        next_payment_attempt=again and invoice["created"] + again * DAY,
    )
    ledger.emit("invoice.payment_failed", invoice)
    if ledger.notes.get(invoice["customer"], {}).get("bank_asks"):
        ledger.emit("invoice.payment_action_required", invoice)


# What becomes of the invoices of someone whose payments are paused.
SET_ASIDE = {
    "keep_as_draft": "draft",
    "mark_uncollectible": "uncollectible",
    "void": "void",
}


def set_aside(invoice: dict, behavior: str) -> None:
    """Ask for no money: payments are paused."""
    invoice.update(auto_advance=False, status=SET_ASIDE[behavior])


def owed(ledger: Ledger, subscription: dict) -> dict | None:
    """The subscription's open invoice, if there is one."""
    invoice = ledger.get("invoice", subscription["latest_invoice"])
    return invoice if invoice["status"] == "open" else None


def payments(ledger: Ledger, invoice_id: str) -> list[dict]:
    """What has been paid on an invoice."""
    made = ledger.newest("invoice_payment")
    return [payment for payment in made if payment["invoice"] == invoice_id]
