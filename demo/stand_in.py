"""How does the demo's remote control speak to the local Stripe?"""

import json
from http.client import HTTPConnection
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

WAIT = 5  # seconds


class StandInSilent(Exception):
    """The local Stripe does not answer."""


def order(action: str, **fields: str) -> dict:
    """Tell the stand-in to do something; returns what it says of the result."""
    return _ask(action, urlencode(fields).encode())


def state() -> dict:
    """The stand-in's clock, customers and subscriptions, these with their payer."""
    told = _ask("state", None)
    emails = {one["id"]: one["email"] for one in told["customers"]}
    for one in told["subscriptions"]:
        one["email"] = emails.get(one["customer"], "")  # none of who was deleted
    return told


def press(page: str, button: str) -> None:
    """Press a button of one of the stand-in's own pages, and stay there."""
    address = urlsplit(page)
    connection = HTTPConnection(address.netloc, timeout=WAIT)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", address.path, f"action={button}", headers)
        connection.getresponse()
    except OSError as error:
        raise StandInSilent(button) from error
    finally:
        connection.close()


def _ask(action: str, body: bytes | None) -> dict:
    address = f"{settings.STRIPE_API_BASE}/_stand_in/{action}"
    try:
        # The address is our own setting, on this machine.
        with urlopen(Request(address, body), timeout=WAIT) as answer:  # noqa: S310
            return json.load(answer)
    except (URLError, OSError, ValueError) as error:
        raise StandInSilent(action) from error
