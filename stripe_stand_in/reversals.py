"""What becomes of money that was paid: is it given back, or disputed?"""

from . import errors, payment_objects
from .ledger import Ledger

CLOSED = ("lost", "won")


def charges_of(ledger: Ledger, subscription: dict) -> list[dict]:
    """What a subscription has brought, the newest first."""
    intents = {
        payment["payment"]["payment_intent"]
        for payment in ledger.newest("invoice_payment")
        if _subscription_of(ledger, payment) == subscription["id"]
    }
    charges = ledger.newest("charge")
    return [charge for charge in charges if charge["payment_intent"] in intents]


def _subscription_of(ledger: Ledger, payment: dict) -> str:
    invoice = ledger.get("invoice", payment["invoice"])
    return invoice["parent"]["subscription_details"]["subscription"]


def refund(ledger: Ledger, params: dict) -> dict:
    """Give back what one payment intent brought, or a part of it."""
    charge = _charge_of(ledger, params["payment_intent"])
    left = charge["amount"] - charge["amount_refunded"]
    amount = params.get("amount", charge["amount"])
    if amount > left:
        raise errors.Refusal(
            "Refund amount is greater than unrefunded amount on charge.",
            code="amount_too_large",
            param="amount",
        )
    given = {name: params[name] for name in ("reason", "metadata") if name in params}
    refund = payment_objects.refund(
        ledger.now(),
        amount=amount,
        charge=charge["id"],
        currency=charge["currency"],
        customer=charge["customer"],
        payment_intent=charge["payment_intent"],
        **given,
    )
    ledger.add(refund)
    charge["amount_refunded"] += amount
    charge["refunded"] = amount == left
    ledger.emit("refund.created", refund)
    ledger.emit("charge.refunded", charge)
    return refund


def fail(ledger: Ledger, refund: dict) -> None:
    """Have a bank send a refund back: the money stays with the paper after all."""
    if refund["status"] != "succeeded":
        raise errors.Refusal("This refund has failed already.")
    charge = ledger.get("charge", refund["charge"])
    charge["amount_refunded"] -= refund["amount"]
    charge["refunded"] = False
    with ledger.changing("refund.updated", refund):
        refund.update(status="failed", failure_reason="lost_or_stolen_card")
    ledger.emit("refund.failed", refund)


def _charge_of(ledger: Ledger, intent: str) -> dict:
    for charge in ledger.newest("charge"):
        if charge["payment_intent"] == intent:
            return charge
    raise errors.no_such("payment_intent", intent, param="payment_intent")


def dispute(ledger: Ledger, charge: dict, *, reason: str = "fraudulent") -> dict:
    """Have a bank take a charge back until it is decided who is right."""
    if charge["disputed"]:
        raise errors.Refusal("This charge is disputed already.")
    charge["disputed"] = True
    dispute = ledger.add(payment_objects.dispute(ledger.now(), charge, reason))
    ledger.emit("charge.dispute.created", dispute)
    return dispute


def close(ledger: Ledger, dispute: dict, status: str) -> None:
    """Decide a dispute, ``lost`` or ``won``; an appeal may decide it once more."""
    if status not in CLOSED:
        raise errors.Refusal("A dispute is lost or won.", param="status")
    with ledger.changing("charge.dispute.closed", dispute):
        dispute["status"] = status
