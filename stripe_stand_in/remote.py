"""How is the stand-in driven from another process?"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from . import billing, changes, errors, resources, reversals, timetable
from .replies import Reply, as_json

if TYPE_CHECKING:
    from .stand_in import StandIn

PREFIX = "/_stand_in/"
Given = dict[str, str]


def _advance(stand_in: "StandIn", given: Given) -> None:
    spans = ("days", "hours", "seconds")
    stand_in.advance(**{name: int(given.get(name, 0)) for name in spans})


def _decline_next_card(stand_in: "StandIn", given: Given) -> None:
    stand_in.decline_next_card(times=int(given.get("times", 1)))


def _end_subscription(stand_in: "StandIn", given: Given) -> None:
    stand_in.end_subscription(given.get("subscription") or given["customer"])


# ── What an operator or a bank does ────────────────────────────────────────────────


def _card(fact: str) -> Callable[["StandIn", Given], None]:
    def change(stand_in: "StandIn", given: Given) -> None:
        customer = stand_in.ledger.get("customer", given["customer"])
        stand_in.ledger.note(customer["id"], **{fact: True})

    return change


def _replace_card(stand_in: "StandIn", given: Given) -> None:
    billing.replace_card(stand_in.ledger, given["customer"])


def _delete_customer(stand_in: "StandIn", given: Given) -> None:
    customer = stand_in.ledger.get("customer", given["customer"])
    resources.delete_customer(stand_in.ledger, customer, {})


def _subscribe(stand_in: "StandIn", given: Given) -> None:
    params = {"customer": given["customer"], "items": [{"price": given["price"]}]}
    resources.create_subscription(stand_in.ledger, params)


def _subscription(stand_in: "StandIn", given: Given) -> dict:
    return stand_in.ledger.get("subscription", given["subscription"])


def _pause(stand_in: "StandIn", given: Given) -> None:
    changes.pause(stand_in.ledger, _subscription(stand_in, given), {})


def _resume(stand_in: "StandIn", given: Given) -> None:
    changes.resume(stand_in.ledger, _subscription(stand_in, given), {})


def _pause_collection(stand_in: "StandIn", given: Given) -> None:
    # Without a behavior the money is asked for again.
    behavior = given.get("behavior")
    wanted = {"pause_collection": {"behavior": behavior} if behavior else ""}
    subscription = _subscription(stand_in, given)
    resources.update_subscription(stand_in.ledger, subscription, wanted)


def _change_price(stand_in: "StandIn", given: Given) -> None:
    wanted = {"items": [{"price": given["price"]}]}
    subscription = _subscription(stand_in, given)
    resources.update_subscription(stand_in.ledger, subscription, wanted)


def _newest_charge(stand_in: "StandIn", given: Given) -> dict:
    subscription = _subscription(stand_in, given)
    charges = reversals.charges_of(stand_in.ledger, subscription)
    if not charges:
        raise errors.Refusal("Nothing was paid for it.")
    return charges[0]


def _refund(stand_in: "StandIn", given: Given) -> None:
    params = {"payment_intent": _newest_charge(stand_in, given)["payment_intent"]}
    amount = {"amount": int(given["amount"])} if "amount" in given else {}
    reversals.refund(stand_in.ledger, params | amount)


def _fail_refund(stand_in: "StandIn", given: Given) -> None:
    for refund in stand_in.ledger.newest("refund"):
        if refund["charge"] == _newest_charge(stand_in, given)["id"]:
            reversals.fail(stand_in.ledger, refund)
            return
    raise errors.Refusal("Nothing was given back.")


def _dispute(stand_in: "StandIn", given: Given) -> None:
    reversals.dispute(stand_in.ledger, _newest_charge(stand_in, given))


def _close_disputes(stand_in: "StandIn", given: Given) -> None:
    for dispute in stand_in.ledger.newest("dispute"):
        charge = stand_in.ledger.get("charge", dispute["charge"])
        if charge["customer"] == given["customer"]:
            reversals.close(stand_in.ledger, dispute, given["status"])


# ── What goes wrong on the way ─────────────────────────────────────────────────────


def _fail_next(stand_in: "StandIn", given: Given) -> None:
    status = int(given["status"])
    if status not in errors.FAULTS:
        raise errors.Refusal(f"One of these was expected: {[*errors.FAULTS]}.")
    stand_in.fail_next(status, times=int(given.get("times", 1)))


def _go_down(stand_in: "StandIn", given: Given) -> None:
    stand_in.go_down(how=given.get("how", "503"))


def _slow_down(stand_in: "StandIn", given: Given) -> None:
    stand_in.slow_down(min(max(float(given["seconds"]), 0), 60))


def _delay_webhooks(stand_in: "StandIn", given: Given) -> None:
    stand_in.sender.delay = min(max(float(given["seconds"]), 0), 3_600)


def _copy_webhooks(stand_in: "StandIn", given: Given) -> None:
    stand_in.deliver_copies(min(max(int(given["copies"]), 1), 100))


def _release_webhooks(stand_in: "StandIn", given: Given) -> None:
    stand_in.release(order=given.get("order", "fifo"))


_BY_HAND: dict[str, Callable[["StandIn", Given], None]] = {
    "break-card": _card("card_declines"),
    "change-price": _change_price,
    "close-disputes": _close_disputes,
    "delete-customer": _delete_customer,
    "dispute": _dispute,
    "fail-refund": _fail_refund,
    "have-bank-ask": _card("bank_asks"),
    "pause": _pause,
    "pause-collection": _pause_collection,
    "refund": _refund,
    "replace-card": _replace_card,
    "resume": _resume,
    "subscribe": _subscribe,
}

_ACTIONS: dict[str, Callable[["StandIn", Given], None]] = {
    "advance": _advance,
    "come-back": lambda stand_in, given: stand_in.come_back(),
    "copy-webhooks": _copy_webhooks,
    "decline-next-card": _decline_next_card,
    "delay-webhooks": _delay_webhooks,
    "end-subscription": _end_subscription,
    "fail-next": _fail_next,
    "go-down": _go_down,
    "hold-webhooks": lambda stand_in, given: stand_in.hold_webhooks(),
    "keep-webhooks": lambda stand_in, given: stand_in.keep_webhooks(),
    "lose-webhooks": lambda stand_in, given: stand_in.drop_webhooks(),
    "release-webhooks": _release_webhooks,
    "slow-down": _slow_down,
}


def answer(stand_in: "StandIn", method: str, path: str, form: str) -> Reply:
    """Carry out one action of the remote control and answer with the state after it."""
    action = path.removeprefix(PREFIX)
    if (method, action) == ("GET", "state"):
        return as_json(200, stand_in.state())
    if method != "POST" or action not in _ACTIONS | _BY_HAND:
        return as_json(404, {"error": f"There is no action {action!r}."})
    given = {name: texts[0] for name, texts in parse_qs(form).items()}
    try:
        carry_out(stand_in, action, given)
    except errors.Refusal as refusal:
        return as_json(refusal.status, {"error": str(refusal)})
    except KeyError as error:
        return as_json(400, {"error": f"The field {error} is missing."})
    except ValueError:
        return as_json(400, {"error": "A number was expected, not too large a one."})
    return as_json(200, stand_in.state())


def carry_out(stand_in: "StandIn", action: str, given: Given) -> None:
    """Do one thing; raises ``KeyError``, ``ValueError`` or ``Refusal`` for nonsense."""
    if action in _ACTIONS:
        _ACTIONS[action](stand_in, given)
        return
    with stand_in.ledger.open():
        timetable.catch_up(stand_in.ledger)
        _BY_HAND[action](stand_in, given)
