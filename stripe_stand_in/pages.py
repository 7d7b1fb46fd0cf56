"""What do the hosted pages look like?"""

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from . import billing

STYLE = Path(__file__).with_name("style.css").read_text("utf-8")
DECLINED = "Your card was declined."


def page(title: str, body: str) -> str:
    """A whole page."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>"
        '<link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,">'
        '</head><body><p class="banner">Stripe stand-in: no real money moves.</p>'
        f"<main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def money(amount: int, currency: str) -> str:
    """An amount of cents with its currency."""
    return f"{amount / 100:,.2f} {currency.upper()}"


def day(instant: int | None) -> str:
    """A date, as people write it."""
    if instant is None:
        return ""
    moment = datetime.fromtimestamp(instant, UTC)
    return f"{moment:%B} {moment.day}, {moment.year}"


def price_line(price: dict) -> str:
    """What a price costs, and how often."""
    recurring = price["recurring"]
    count, interval = recurring["interval_count"], recurring["interval"]
    each = interval if count == 1 else f"{count} {interval}s"
    return f"{money(price['unit_amount'], price['currency'])} every {each}"


def challenge(email: str) -> str:
    """The page on which a bank asks whether it is really she who pays."""
    return page(
        "Your bank asks: is this you?",
        '<form method="post" class="buttons">'
        f'<input type="hidden" name="email" value="{escape(email)}">'
        + button("pay", "Yes, confirm", primary=True)
        + button("decline", "No, stop the payment")
        + "</form>",
    )


def button(
    action: str, text: str, *, primary: bool = False, plain: bool = False
) -> str:
    """A button of a form; the page is told which was pressed."""
    kind = ' class="primary"' if primary else ""
    unchecked = " formnovalidate" if plain else ""
    return f'<button name="action" value="{action}"{kind}{unchecked}>{text}</button>'


def closed_checkout(session: dict) -> str:
    """The page of a session in which nobody can pay any more."""
    if session["status"] == "expired":
        return page(
            "This checkout has expired",
            "<p>Nothing was charged. Go back and start again.</p>"
            + _link(session["cancel_url"], "Go back"),
        )
    return page(
        "This checkout is complete",
        "<p>The subscription is paid. Paying again is not needed, nor possible.</p>"
        + _link(session["success_url"], "Continue"),
    )


def _link(address: str | None, text: str) -> str:
    return f'<p><a href="{escape(address)}">{text}</a></p>' if address else ""


def portal(session: dict, customer: dict, subscriptions: list[dict]) -> str:
    """The page on which a customer manages what she pays for."""
    body = "".join(_portal_subscription(each) for each in subscriptions)
    return page(
        "Your subscription",
        f"<p>{escape(customer['email'] or customer['id'])}</p>"
        + (body or "<p>You have no subscription.</p>")
        + '<form method="post" class="buttons">'
        + button("replace-card", "Replace card")
        + "</form>"
        + _link(session["return_url"], "Back to the site"),
    )


def _portal_subscription(subscription: dict) -> str:
    item = billing.item(subscription)
    ends = subscription["cancel_at"]
    change = (
        button("keep", "Undo cancellation")
        if ends
        else button("cancel", "Cancel at period end")
    )
    return (
        '<form method="post" class="subscription">'
        f'<input type="hidden" name="subscription" value="{subscription["id"]}">'
        f'<p class="price">{escape(price_line(item["price"]))}</p>'
        f"<p>{_outlook(subscription)}</p>{change}</form>"
    )


def _outlook(subscription: dict) -> str:
    if subscription["cancel_at"]:
        return f"Ends on {day(subscription['cancel_at'])}."
    if subscription["status"] == "past_due":
        return "The last payment failed. Replace the card to pay what is owed."
    renewal = billing.item(subscription)["current_period_end"]
    return f"Renews on {day(renewal)}."


def invoice(invoice: dict) -> str:
    """The page of one invoice."""
    total = money(invoice["total"], invoice["currency"])
    confirm = button("confirm", "Confirm and pay", primary=True)
    form = f'<form method="post" class="buttons">{confirm}</form>'
    return page(
        f"Invoice {invoice['number']}",
        f'<p class="price">{escape(total)}</p><p>{escape(invoice["status"])}, '
        f"{day(invoice['created'])}</p>{_parts(invoice)}"
        f"{form if invoice['status'] == 'open' else ''}",
    )


def _parts(invoice: dict) -> str:
    """What was taken off, and how much of the rest is tax."""
    off = sum(each["amount"] for each in invoice["total_discount_amounts"])
    tax = sum(each["amount"] for each in invoice["total_taxes"])
    rows = {"Price": invoice["subtotal"], "Discount": -off} if off else {}
    rows |= {"Tax, included": tax} if tax else {}
    lines = "".join(
        f"<dt>{name}</dt><dd>{money(cents, invoice['currency'])}</dd>"
        for name, cents in rows.items()
    )
    return f'<dl class="bill">{lines}</dl>' if lines else ""


def overview(state: dict) -> str:
    """The page for whoever wants to see what this Stripe holds."""
    rows = [
        (day(event["created"]), event["type"], event["about"], event["delivery"])
        for event in state["events"]
    ]
    subscriptions = [
        (each["id"], each["customer"], each["status"], _ends_or_renews(each))
        for each in state["subscriptions"]
    ]
    customers = [(each["id"], each["email"] or "") for each in state["customers"]]
    codes = [(each["code"], f"{each['times_redeemed']}") for each in state["codes"]]
    return page(
        "What this Stripe holds",
        f"<p>Here it is {day(state['now'])}.</p>"
        + _table("Customers", ("id", "e-mail"), customers)
        + _table("Promotion codes that work here", ("code", "times used"), codes)
        + _table("Subscriptions", ("id", "customer", "status", "until"), subscriptions)
        + _table("Events", ("date", "type", "about", "delivery"), rows),
    )


def _ends_or_renews(subscription: dict) -> str:
    ended = subscription["ended_at"] or subscription["cancel_at"]
    return day(ended or billing.item(subscription)["current_period_end"])


def _table(caption: str, names: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    lines = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    nothing = "<tr><td>None yet.</td></tr>"
    return (
        f'<div class="table"><table><caption>{caption}</caption><thead><tr>{head}</tr>'
        f"</thead><tbody>{lines or nothing}</tbody></table></div>"
    )
