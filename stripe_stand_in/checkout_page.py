"""What does the page say that asks for the money?"""

from collections.abc import Iterable
from html import escape

from . import promotions, reckoning
from .pages import DECLINED, button, day, money, page, price_line
from .reckoning import Sum


def checkout(
    session: dict,
    product: str,
    price: dict,
    *,
    first: Sum,
    trial_end: int | None,
    code: tuple[dict, dict] | None,
    offered: Iterable[dict],
    email: str | None,
    typed: dict[str, str],
    declined: bool,
    trouble: str,
) -> str:
    """The page; ``code`` is the promotion code in use and its coupon."""
    alert = f"{DECLINED} Try again, or go back." if declined else trouble
    return page(
        f"Subscribe to {product}",
        (f'<p class="alert" role="alert">{escape(alert)}</p>' if alert else "")
        + f'<p class="price">{escape(price_line(price))}</p>'
        + _bill(product, price["currency"], first, trial_end, code)
        + (_codes(code, offered, typed) if session["allow_promotion_codes"] else "")
        + _buttons(session, email, typed.get("email", "")),
    )


def _bill(
    product: str,
    currency: str,
    first: Sum,
    trial_end: int | None,
    code: tuple[dict, dict] | None,
) -> str:
    rows = [(product, money(first.subtotal, currency))]
    if code:
        word, coupon = code[0]["code"], code[1]
        off = promotions.words(coupon, money(coupon["amount_off"] or 0, currency))
        rows.append((f"{word}: {off}", f"−{money(first.discount, currency)}"))
    if first.is_taxed:
        held = f"Tax of {reckoning.TAX} %, included"
        rows.append((held, money(first.tax, currency)))
    if trial_end:
        rows.append((f"On {day(trial_end)}", money(first.total, currency)))
    rows.append(("Total today", money(0 if trial_end else first.total, currency)))
    lines = (f"<dt>{escape(name)}</dt><dd>{amount}</dd>" for name, amount in rows)
    free = f"<p>Free until {day(trial_end)}.</p>" if trial_end else ""
    return f'{free}<dl class="bill">{"".join(lines)}</dl>'


def _codes(
    code: tuple[dict, dict] | None, offered: Iterable[dict], typed: dict[str, str]
) -> str:
    if code:
        inside = button("remove-code", f"Remove {escape(code[0]['code'])}")
    else:
        words = ", ".join(escape(one["code"]) for one in offered)
        hint = f'<p id="hint">Codes that work here: {words}.</p>' if words else ""
        inside = (
            '<p><label for="code">Promotion code</label>'
            '<input id="code" name="code" autocomplete="off"'
            f' value="{escape(typed.get("code", ""))}"></p>{hint}'
            + button("use-code", "Use this code")
        )
    return f'<form method="post" class="buttons">{inside}</form>'


def _buttons(session: dict, email: str | None, typed: str) -> str:
    leave = button("abandon", "Go back without paying", plain=True)
    return (
        '<form method="post" class="buttons">'
        + _email_field(email, typed)
        + button("pay", "Pay", primary=True)
        + button("decline", "Pay with a card that is declined")
        + button("challenge", "Pay with a card whose bank asks (3-D Secure)")
        + (leave if session["cancel_url"] else "")
        + "</form>"
    )


def _email_field(email: str | None, typed: str) -> str:
    if email:
        return f"<p>For {escape(email)}</p>"
    return (
        '<p><label for="email">E-mail</label>'
        '<input id="email" name="email" type="email" autocomplete="email"'
        f' value="{escape(typed)}" required></p>'
    )
