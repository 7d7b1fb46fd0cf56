"""Which hosted page answers, and what do its buttons do?"""

import re
from urllib.parse import parse_qs

from . import (
    billing,
    checkout,
    checkout_page,
    errors,
    invoicing,
    pages,
    portal,
    promotions,
    timetable,
)
from .ledger import Ledger
from .replies import Reply

_PLACE = re.compile(r"/(?P<page>c/pay|p/session|i)/(?P<id>[A-Za-z0-9_]+)")
_KINDS = {
    "c/pay": "checkout.session",
    "p/session": "billing_portal.session",
    "i": "invoice",
}


def answer(ledger: Ledger, method: str, path: str, form: str) -> Reply:
    """The page at an address, or where its button leads. The ledger is open for us."""
    if path == "/style.css":
        return Reply(200, pages.STYLE, "text/css; charset=utf-8")
    timetable.catch_up(ledger)
    pressed = {name: texts[0] for name, texts in parse_qs(form).items()}
    try:
        return _answer(ledger, path, pressed if method == "POST" else {})
    except errors.Refusal:
        return _page(pages.page("There is no such page", ""), status=404)


def _answer(ledger: Ledger, path: str, pressed: dict) -> Reply:
    place = _PLACE.fullmatch(path)
    if place is None:
        raise errors.no_such_address("GET", path)
    thing = ledger.get(_KINDS[place["page"]], place["id"])
    answers = {"c/pay": _checkout, "p/session": _portal, "i": _invoice}
    return answers[place["page"]](ledger, thing, pressed)


def _invoice(ledger: Ledger, invoice: dict, pressed: dict) -> Reply:
    """The page that a bank's question leads to: the answer pays what is owed."""
    if pressed.get("action") == "confirm" and invoice["status"] == "open":
        ledger.note(invoice["customer"], bank_asks=False)
        try:
            billing.pay_invoice(ledger, invoice)
        except errors.Refusal as refusal:
            return _page(pages.invoice(invoice), refusal.status)
    return _page(pages.invoice(invoice))


def _page(html: str, status: int = 200) -> Reply:
    return Reply(status, html, "text/html; charset=utf-8")


def _redirect(address: str) -> Reply:
    return Reply(303, headers={"Location": address})


def _checkout(ledger: Ledger, session: dict, pressed: dict) -> Reply:
    action, email = pressed.get("action"), pressed.get("email")
    if action == "abandon" and session["cancel_url"]:
        return _redirect(session["cancel_url"])
    if session["status"] == "open":
        return _open_checkout(ledger, session, pressed)
    if action == "pay" and checkout.pay(ledger, session, email=email):
        return _redirect(_success(session))
    closed = {**session, "success_url": _success(session)}
    return _page(pages.closed_checkout(closed), 410 if action else 200)


def _open_checkout(ledger: Ledger, session: dict, pressed: dict) -> Reply:
    action, email = pressed.get("action"), pressed.get("email")
    if action == "challenge":
        return _page(pages.challenge(email or ""))
    if trouble := _change_code(ledger, session, pressed):
        return _checkout_page(ledger, session, pressed, trouble=trouble)
    if action == "pay" and _may_pay(ledger, session, email):
        if checkout.pay(ledger, session, email=email):
            return _redirect(_success(session))
        return _checkout_page(ledger, session, pressed, declined=True)
    return _checkout_page(ledger, session, pressed, declined=action == "decline")


def _change_code(ledger: Ledger, session: dict, pressed: dict) -> str:
    """Use or remove a code; in words what is wrong with it, or nothing."""
    action = pressed.get("action")
    if action == "use-code" and session["allow_promotion_codes"]:
        return checkout.use_code(ledger, session, pressed.get("code", ""))
    trouble = checkout.code_trouble(ledger, session)
    if trouble or action == "remove-code":
        checkout.remove_code(ledger, session)
    return f"{trouble} You have not paid yet." if trouble else ""


def _may_pay(ledger: Ledger, session: dict, email: str | None) -> bool:
    return bool(email or _email(ledger, session))


def _email(ledger: Ledger, session: dict) -> str | None:
    if session["customer"]:
        customer = ledger.get("customer", session["customer"])
        return customer["email"] or customer["id"]
    return session["customer_email"]


def _success(session: dict) -> str:
    return session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])


def _checkout_page(
    ledger: Ledger,
    session: dict,
    pressed: dict,
    *,
    declined: bool = False,
    trouble: str = "",
) -> Reply:
    line = checkout.line_items(ledger, session)[0]
    code = checkout.code_of(ledger, session)
    html = checkout_page.checkout(
        session,
        line["description"],
        line["price"],
        first=checkout.first_payment(ledger, session),
        trial_end=checkout.trial_end(ledger, session),
        code=(code, promotions.coupon_of(ledger, code)) if code else None,
        offered=promotions.offered(ledger),
        email=_email(ledger, session),
        typed=pressed,
        declined=declined,
        trouble=trouble,
    )
    return _page(html, 402 if declined else 422 if trouble else 200)


def _portal(ledger: Ledger, session: dict, pressed: dict) -> Reply:
    customer = ledger.get("customer", session["customer"])
    if _is_over(ledger, session):
        return _page(pages.page("This visit has expired", ""), 410)
    if action := pressed.get("action"):
        portal.act(ledger, session, action, pressed.get("subscription", ""))
        return _redirect(portal.where_to_go_next(session))
    subscriptions = billing.live_subscriptions(ledger, customer["id"])
    return _page(pages.portal(session, customer, subscriptions))


def _is_over(ledger: Ledger, session: dict) -> bool:
    return session["created"] + invoicing.DAY < ledger.now()
