"""Who may come in? Worked out a second time, from Stripe's objects in plain seconds.

Nothing here is shared with the code under test, neither a number nor a query.
"""

DAY = 86_400
GRACE = 7 * DAY
# Invoices that were paid, or that an operator chose not to collect.
SETTLED = ("paid", "void", "uncollectible", "draft")


def access_ends(ledger, customers: set[str], *, refunds_end: bool) -> int:
    """When a person's access ends if nothing more happens; 0 if she has none."""
    rows = [s for s in ledger.newest("subscription") if s["customer"] in customers]
    return max((_ends(ledger, row, refunds_end=refunds_end) for row in rows), default=0)


def _ends(ledger, row, *, refunds_end: bool) -> int:
    item = row["items"]["data"][0]
    if row["status"] in ("active", "trialing"):
        end = item["current_period_end"] + DAY
    elif row["status"] == "past_due":
        end = _unpaid_since(ledger, row) + GRACE
    else:
        return 0
    if _was_taken_back(ledger, row) or (refunds_end and _was_given_back(ledger, row)):
        return 0
    return min(end, row["cancel_at"] or end)


def _invoices(ledger, row) -> list[dict]:
    return [
        invoice
        for invoice in ledger.newest("invoice")
        if invoice["lines"]["data"][0]["subscription"] == row["id"]
    ]


def _unpaid_since(ledger, row) -> int:
    owed = [i for i in _invoices(ledger, row) if i["status"] == "open"]
    return min(i["lines"]["data"][0]["period"]["start"] for i in owed)


def _was_taken_back(ledger, row) -> bool:
    intents = _intents(ledger, _invoices(ledger, row))
    return any(
        dispute["payment_intent"] in intents and dispute["status"] == "lost"
        for dispute in ledger.newest("dispute")
    )


def _was_given_back(ledger, row) -> bool:
    ends = row["items"]["data"][0]["current_period_end"]
    present = [
        invoice
        for invoice in _invoices(ledger, row)
        if invoice["lines"]["data"][0]["period"]["end"] == ends
    ]
    intents = _intents(ledger, present)
    return any(
        charge["payment_intent"] in intents
        and charge["amount_refunded"] == charge["amount"]
        for charge in ledger.newest("charge")
    )


def _intents(ledger, invoices: list[dict]) -> set[str]:
    ids = {invoice["id"] for invoice in invoices}
    return {
        payment["payment"]["payment_intent"]
        for payment in ledger.newest("invoice_payment")
        if payment["invoice"] in ids
    }


def paid_until(ledger, customers: set[str]) -> int:
    """The end of the last period that a person has paid for; 0 if she never paid."""
    ends = [
        invoice["lines"]["data"][0]["period"]["end"]
        for invoice in ledger.newest("invoice")
        if invoice["customer"] in customers and invoice["status"] in SETTLED
    ]
    return max(ends, default=0)
