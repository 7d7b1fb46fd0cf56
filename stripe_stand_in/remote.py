"""How is the stand-in driven from another process?"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from . import errors
from .replies import Reply, as_json

if TYPE_CHECKING:
    from .stand_in import StandIn

PREFIX = "/_stand_in/"


def _advance(stand_in: "StandIn", given: dict[str, str]) -> None:
    spans = ("days", "hours", "seconds")
    stand_in.advance(**{name: int(given.get(name, 0)) for name in spans})


def _decline_next_card(stand_in: "StandIn", given: dict[str, str]) -> None:
    stand_in.decline_next_card(times=int(given.get("times", 1)))


def _end_subscription(stand_in: "StandIn", given: dict[str, str]) -> None:
    stand_in.end_subscription(given.get("subscription") or given["customer"])


_ACTIONS: dict[str, Callable[["StandIn", dict[str, str]], None]] = {
    "advance": _advance,
    "decline-next-card": _decline_next_card,
    "end-subscription": _end_subscription,
}


def answer(stand_in: "StandIn", method: str, path: str, form: str) -> Reply:
    """Carry out one action of the remote control and answer with the state after it."""
    action = path.removeprefix(PREFIX)
    if (method, action) == ("GET", "state"):
        return as_json(200, stand_in.state())
    if method != "POST" or action not in _ACTIONS:
        return as_json(404, {"error": f"There is no action {action!r}."})
    given = {name: texts[0] for name, texts in parse_qs(form).items()}
    try:
        _ACTIONS[action](stand_in, given)
    except errors.Refusal as refusal:
        return as_json(refusal.status, {"error": str(refusal)})
    except KeyError as error:
        return as_json(400, {"error": f"The field {error} is missing."})
    except ValueError:
        return as_json(400, {"error": "A number was expected, not too large a one."})
    return as_json(200, stand_in.state())
