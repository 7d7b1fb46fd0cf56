"""Which coupons and promotion codes are there, who may use one, and for how long?"""

from . import discount_objects, errors, periods
from .ledger import Ledger

WELCOME = "WELCOME20"
_COUNTED = ("max_redemptions", "times_redeemed")


def create_coupon(ledger: Ledger, params: dict) -> dict:
    """Keep a new coupon: a share or an amount off, once, for months or forever."""
    if ("percent_off" in params) == ("amount_off" in params):
        raise errors.Refusal("Give one of percent_off and amount_off.")
    if not 0 < params.get("percent_off", 1) <= 100 or params.get("amount_off", 1) < 1:
        raise errors.Refusal("What is taken off must be more than nothing.")
    if "amount_off" in params and not params.get("currency"):
        raise errors.missing("currency")
    duration = params.get("duration", "once")
    if duration not in ("once", "repeating", "forever"):
        raise errors.Refusal("Invalid duration", param="duration")
    if (duration == "repeating") != ("duration_in_months" in params):
        raise errors.Refusal("Only a repeating coupon has a number of months.")
    if params.get("id") in ledger.shelves.get("coupon", {}):
        raise errors.Refusal("Coupon already exists.", code="resource_already_exists")
    coupon = ledger.add(discount_objects.coupon(ledger.now(), **params))
    ledger.emit("coupon.created", coupon)
    return coupon


def create_code(ledger: Ledger, params: dict) -> dict:
    """Keep a new promotion code for a coupon."""
    param = "promotion[coupon]"
    promotion = params.pop("promotion", None) or {}
    if not promotion.get("coupon"):
        raise errors.missing(param)
    coupon = ledger.referred("coupon", promotion["coupon"], param=param)
    text = params.pop("code", "") or discount_objects.new_id("P")[2:10].upper()
    known = _by_text(ledger, text)
    if known and known["active"]:
        raise errors.Refusal(
            f"An active promotion code with `code: {text}` already exists.",
            param="code",
        )
    code = discount_objects.promotion_code(
        ledger.now(), coupon["id"], code=text, **params
    )
    ledger.emit("promotion_code.created", ledger.add(code))
    return code


def update_code(ledger: Ledger, code: dict, params: dict) -> dict:
    """Take a code back, or let it be used again."""
    with ledger.changing("promotion_code.updated", code):
        code.update(params)
    return code


def seed(ledger: Ledger) -> None:
    """Have one code to try: a fifth off the first three months."""
    if _by_text(ledger, WELCOME) is None:
        coupon = {"percent_off": 20.0, "duration": "repeating", "duration_in_months": 3}
        ident = create_coupon(ledger, {"name": "Welcome", **coupon})["id"]
        create_code(ledger, {"code": WELCOME, "promotion": {"coupon": ident}})


def _by_text(ledger: Ledger, text: str) -> dict | None:
    codes = ledger.newest("promotion_code")
    found = [code for code in codes if code["code"].upper() == text.strip().upper()]
    return next((code for code in found if code["active"]), found[0] if found else None)


def offered(ledger: Ledger) -> list[dict]:
    """The codes that can be used now."""
    codes = ledger.newest("promotion_code")
    return [code for code in codes if not trouble(ledger, code)]


def coupon_of(ledger: Ledger, thing: dict) -> dict:
    """The coupon behind a promotion code or a discount."""
    promotion = thing.get("promotion") or thing["source"]
    return ledger.get("coupon", promotion["coupon"])


def find(
    ledger: Ledger, text: str, *, currency: str, customer: str | None
) -> tuple[dict | None, str]:
    """The code that somebody typed, and in words why it can't be used; one of them."""
    if not text.strip():
        return None, "Type a code first."
    code = _by_text(ledger, text)
    if code is None:
        return None, f"There is no code “{text.strip()}”. Check how it is spelled."
    if problem := trouble(ledger, code, currency=currency, customer=customer):
        return None, problem
    return code, ""


def trouble(
    ledger: Ledger, code: dict, *, currency: str = "", customer: str | None = None
) -> str:
    """Why a code can't be used, in words; empty when it can."""
    coupon, now = coupon_of(ledger, code), ledger.now()
    over = code["expires_at"] or now + 1, coupon["redeem_by"] or now + 1
    if min(over) <= now:
        return f"The code “{code['code']}” has expired."
    if any(_is_used_up(one) for one in (code, coupon)):
        return f"The code “{code['code']}” has been used as often as it can be."
    if not code["active"] or (customer and code["customer"] not in (None, customer)):
        return f"The code “{code['code']}” can't be used."
    if currency and coupon["currency"] not in (None, currency):
        return f"The code “{code['code']}” is not for prices in {currency.upper()}."
    return ""


def _is_used_up(thing: dict) -> bool:
    most, used = (thing[name] for name in _COUNTED)
    return most is not None and used >= most


def redeem(ledger: Ledger, code: dict, *, customer: str, checkout: str) -> dict:
    """Give a customer what the code takes off."""
    coupon, now = coupon_of(ledger, code), ledger.now()
    for thing in (code, coupon):
        thing["times_redeemed"] += 1
    code["active"] = not _is_used_up(code)
    coupon["valid"] = not _is_used_up(coupon)
    months = coupon["duration_in_months"]
    return ledger.add(
        discount_objects.discount(
            now,
            code,
            customer=customer,
            checkout_session=checkout,
            end=periods.months_later(now, months) if months else None,
        )
    )


def running(ledger: Ledger, subscription: dict, *, at: int) -> list[tuple[str, dict]]:
    """What is taken off a payment at an instant: each discount's id and its coupon."""
    given = [ledger.get("discount", ident) for ident in subscription["discounts"]]
    return [
        (discount["id"], coupon_of(ledger, discount))
        for discount in given
        if discount["end"] is None or discount["end"] > at
    ]


def use_up(ledger: Ledger, subscription: dict, used: set[str]) -> None:
    """Take away the discounts that were for one payment, and those that are over."""
    for ident in list(subscription["discounts"]):
        discount = ledger.get("discount", ident)
        is_over = discount["end"] is not None and discount["end"] <= ledger.now()
        once = coupon_of(ledger, discount)["duration"] == "once"
        if is_over or (once and ident in used):
            subscription["discounts"].remove(ident)
            ledger.emit("customer.discount.deleted", discount)


def words(coupon: dict, money: str) -> str:
    """What a coupon takes off, and how long: "20 % off for the first 3 months"."""
    share = coupon["percent_off"]
    off = f"{share:g} % off" if share else f"{money} off"
    months = coupon["duration_in_months"]
    for_months = "month" if months == 1 else f"{months} months"
    how_long = {
        "once": "the first payment",
        "repeating": f"for the first {for_months}",
        "forever": "every payment",
    }
    return f"{off} {how_long[coupon['duration']]}"
