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


def checkout(
    session: dict,
    product: str,
    price: dict,
    *,
    email: str | None,
    typed: str,
    declined: bool,
) -> str:
    """The page that asks for the money."""
    alert = f'<p class="alert" role="alert">{DECLINED} Try again, or go back.</p>'
    return page(
        f"Subscribe to {product}",
        (alert if declined else "")
        + f'<p class="price">{escape(price_line(price))}</p>'
        + '<form method="post" class="buttons">'
        + _email_field(email, typed)
        + _button("pay", "Pay", primary=True)
        + _button("decline", "Pay with a card that is declined")
        + _button("challenge", "Pay with a card whose bank asks (3-D Secure)")
        + (
            _button("abandon", "Go back without paying", plain=True)
            if session["cancel_url"]
            else ""
        )
        + "</form>",
    )


def challenge(email: str) -> str:
    """The page on which a bank asks whether it is really she who pays."""
    return page(
        "Your bank asks: is this you?",
        '<form method="post" class="buttons">'
        f'<input type="hidden" name="email" value="{escape(email)}">'
        + _button("pay", "Yes, confirm", primary=True)
        + _button("decline", "No, stop the payment")
        + "</form>",
    )


def _email_field(email: str | None, typed: str) -> str:
    if email:
        return f"<p>For {escape(email)}</p>"
    return (
        '<p><label for="email">E-mail</label>'
        '<input id="email" name="email" type="email" autocomplete="email"'
        f' value="{escape(typed)}" required></p>'
    )


def _button(
    action: str, text: str, *, primary: bool = False, plain: bool = False
) -> str:
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
        + _button("replace-card", "Replace card")
        + "</form>"
        + _link(session["return_url"], "Back to the site"),
    )


def _portal_subscription(subscription: dict) -> str:
    item = billing.item(subscription)
    ends = subscription["cancel_at"]
    button = (
        _button("keep", "Undo cancellation")
        if ends
        else _button("cancel", "Cancel at period end")
    )
    return (
        '<form method="post" class="subscription">'
        f'<input type="hidden" name="subscription" value="{subscription["id"]}">'
        f'<p class="price">{escape(price_line(item["price"]))}</p>'
        f"<p>{_outlook(subscription)}</p>{button}</form>"
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
    button = _button("confirm", "Confirm and pay", primary=True)
    form = f'<form method="post" class="buttons">{button}</form>'
    return page(
        f"Invoice {invoice['number']}",
        f'<p class="price">{escape(total)}</p><p>{escape(invoice["status"])}, '
        f"{day(invoice['created'])}</p>{form if invoice['status'] == 'open' else ''}",
    )


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
    return page(
        "What this Stripe holds",
        f"<p>Here it is {day(state['now'])}.</p>"
        + _table("Customers", ("id", "e-mail"), customers)
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
