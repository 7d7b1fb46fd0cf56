"""What do a charge, money given back and a dispute look like?"""

from .objects import new_id, nulls

_DISPUTED = ("mastercard_compliance", "visa_compelling_evidence_3", "visa_compliance")


def _object(kind: str, prefix: str, now: int, empty: str) -> dict:
    return {
        "id": new_id(prefix),
        "object": kind,
        "created": now,
        "metadata": {},
        **nulls(empty),
    }


def charge(now: int, payment: dict, customer: str, card: str | None) -> dict:
    """Money taken from a card for an invoice; it does not say for which."""
    empty = """application application_fee application_fee_amount authorization_code
        balance_transaction calculated_statement_descriptor description
        failure_balance_transaction failure_code failure_message fraud_details level3
        on_behalf_of outcome payment_method_details presentment_details radar_options
        receipt_email receipt_number receipt_url refunds review shipping source
        source_transfer statement_descriptor statement_descriptor_suffix transfer
        transfer_data transfer_group"""
    return {
        **_object("charge", "ch", now, empty),
        "amount": payment["amount_paid"],
        "amount_captured": payment["amount_paid"],
        "amount_refunded": 0,
        "billing_details": nulls("address email name phone tax_id"),
        "captured": True,
        "currency": payment["currency"],
        "customer": customer,
        "disputed": False,
        "livemode": False,
        "paid": True,
        "payment_intent": payment["payment"]["payment_intent"],
        "payment_method": card,
        "refunded": False,
        "status": "succeeded",
    }


def refund(now: int, **given) -> dict:
    """Money given back."""
    empty = "balance_transaction charge customer_account payment_method reason"
    empty += " receipt_number source_transfer_reversal transfer_reversal"
    return {**_object("refund", "re", now, empty), "status": "succeeded", **given}


def dispute(now: int, charge: dict, reason: str) -> dict:
    """What a bank says against a charge; it names neither invoice nor customer."""
    evidence = """access_activity_log appeal billing_address cancellation_policy
        cancellation_policy_disclosure cancellation_rebuttal customer_communication
        customer_email_address customer_name customer_purchase_ip customer_signature
        duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id
        product_description receipt refund_policy refund_policy_disclosure
        refund_refusal_explanation service_date service_documentation shipping_address
        shipping_carrier shipping_date shipping_documentation shipping_tracking_number
        uncategorized_file uncategorized_text"""
    return {
        **_object("dispute", "du", now, "intended_submission_method"),
        **nulls("network_reason_code payment_method_details"),
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {
            **nulls(evidence),
            "enhanced_evidence": dict.fromkeys(_DISPUTED),
        },
        "evidence_details": {
            "due_by": now + 7 * 86_400,
            "enhanced_eligibility": dict.fromkeys(_DISPUTED),
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "status": "needs_response",
    }
