"""How is the stand-in started, stopped and told to misbehave?"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from . import (
    api,
    billing,
    checkout,
    errors,
    hosted,
    pages,
    promotions,
    remote,
    timetable,
    webhooks,
)
from .ledger import Ledger
from .replies import Reply, as_json
from .server import Server, is_loopback

_TEN_YEARS = 10 * 366 * 86_400


@dataclass
class Trouble:
    """What is wrong with the API at the moment."""

    down: str | None = None
    status: int = 500
    times: int = 0
    lost_answers: int = 0
    seconds: float = 0


class StandIn:
    """A Stripe of one's own: ``with StandIn(webhook_url=...) as stripe: ...``.

    ``port=0`` takes a free one. Without ``webhook_url`` the events wait in ``events``
    for a test to fetch and ``sign``. ``state`` is the file that keeps everything from
    one start to the next.
    """

    def __init__(
        self,
        *,
        webhook_url: str | None = None,
        webhook_secret: str = "whsec_stand_in",  # noqa: S107 - protects nothing real
        host: str = "127.0.0.1",
        port: int = 0,
        state: Path | None = None,
        webhook_delay: float = 0,
        webhook_backoff: tuple[float, ...] = webhooks.BACKOFF,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.ledger = Ledger(path=state, clock=clock)
        self.sender = webhooks.Sender(
            self.ledger,
            webhook_url,
            webhook_secret,
            delay=webhook_delay,
            backoff=webhook_backoff,
        )
        self.ledger.on_event = self.sender.take
        self.trouble = Trouble()
        self.requests: deque[api.Call] = deque(maxlen=1_000)
        self.webhooks_first = False
        self._server = Server(host, port, self._answer)
        self.ledger.move_to(self.url)

    @property
    def url(self) -> str:
        """Where the API and the hosted pages are."""
        return self._server.url

    def start(self) -> "StandIn":
        """Answer and deliver from now on."""
        self._server.start()
        self.sender.start()
        return self

    def stop(self) -> None:
        """Answer and deliver nothing more."""
        self.sender.stop()
        self._server.stop()

    def __enter__(self) -> "StandIn":
        return self.start()

    def __exit__(self, *_error) -> None:
        self.stop()

    # Answering

    def _answer(
        self, method: str, path: str, headers: dict[str, str], form: str
    ) -> Reply | None:
        if path.startswith(remote.PREFIX):
            if not _is_ours(headers.get("origin")):
                return as_json(403, {"error": "Another site may not do this."})
            return remote.answer(self, method, path, form)
        if self.trouble.down:
            return self._outage()
        if path.startswith("/v1/"):
            time.sleep(self.trouble.seconds)
            return self._answer_api(api.Call(method, path, form, headers))
        if path == "/":
            return Reply(200, pages.overview(self.state()), "text/html; charset=utf-8")
        with self.ledger.open():
            reply = hosted.answer(self.ledger, method, path, form)
        if self.webhooks_first and method == "POST":
            self.sender.wait_until_quiet(10)
        return reply

    def _outage(self) -> Reply | None:
        if self.trouble.down == "close":
            return None
        return as_json(503, errors.FAULTS[503].body)

    def _answer_api(self, call: api.Call) -> Reply | None:
        with self.ledger.open():
            self.requests.append(call)
            if self.trouble.times:
                self.trouble.times -= 1
                fault = errors.FAULTS[self.trouble.status]
                return as_json(fault.status, fault.body, Request_Id=call.id)
            status, body, replayed = api.answer(self.ledger, call)
            if self.trouble.lost_answers:
                self.trouble.lost_answers -= 1
                return None
        extra = {"Idempotent_Replayed": "true"} if replayed else {}
        version = api.objects.API_VERSION
        return as_json(
            status, body, Request_Id=call.id, Stripe_Version=version, **extra
        )

    # Time, cards and subscriptions

    @property
    def now(self) -> int:
        """The stand-in's own time."""
        with self.ledger.open():
            return self.ledger.now()

    def advance(self, *, days: int = 0, hours: int = 0, seconds: int = 0) -> None:
        """Let time pass: renew, ask again and end what falls due on the way.

        Raises ``ValueError`` for a step back or one of more than ten years.
        """
        span = days * 86_400 + hours * 3_600 + seconds
        if not 0 <= span <= _TEN_YEARS:
            raise ValueError("The clock moves ahead, by ten years at most.")
        with self.ledger.open():
            timetable.advance(self.ledger, span)

    def decline_next_card(self, *, times: int = 1) -> None:
        """Have the bank refuse the next charges, of whomever."""
        with self.ledger.open():
            self.ledger.declines = times
            self.ledger.touch()

    def break_card(self, customer_id: str) -> None:
        """Have the bank refuse a customer's card until it is replaced."""
        with self.ledger.open():
            self.ledger.note(customer_id, card_declines=True)

    def pay(self, session_id: str, *, email: str | None = None) -> bool:
        """Press Pay in a checkout session; false when the card is declined."""
        with self.ledger.open():
            timetable.catch_up(self.ledger)
            session = self.ledger.get("checkout.session", session_id)
            return checkout.pay(self.ledger, session, email=email)

    def end_subscription(self, ident: str) -> None:
        """End a subscription now, or all of a customer's."""
        with self.ledger.open():
            timetable.catch_up(self.ledger)
            if ident in self.ledger.shelves.get("customer", {}):
                ending = billing.live_subscriptions(self.ledger, ident)
            else:
                subscription = self.ledger.get("subscription", ident)
                ending = [subscription] * (subscription["status"] in billing.LIVE)
            for each in ending:
                billing.end(self.ledger, each, reason="cancellation_requested")

    def offer_a_code(self) -> None:
        """Have a promotion code that can be tried: ``WELCOME20``."""
        with self.ledger.open():
            promotions.seed(self.ledger)

    # Events and webhooks

    @property
    def events(self) -> list[dict]:
        """All events so far, the oldest first."""
        with self.ledger.open():
            return self.ledger.newest("event")[::-1]

    def sign(self, payload: bytes, *, at: int | None = None) -> str:
        """The Stripe-Signature header for a payload."""
        return webhooks.signature(payload, self.sender.secret, at=at)

    def deliver(self, event: dict | str) -> None:
        """Send an event, once more if it was sent before."""
        self.sender.send(event if isinstance(event, str) else event["id"])

    def deliver_copies(self, copies: int) -> None:
        """Send each event from now on this many times."""
        self.sender.copies = copies

    def hold_webhooks(self) -> None:
        """Keep events back until ``release``."""
        self.sender.held = True

    def release(self, *, order: str = "fifo") -> None:
        """Send what was held, oldest (``fifo``) or newest (``lifo``) first."""
        self.sender.release(order=order)

    def drop_webhooks(self) -> None:
        """Lose all events from now on, until ``keep_webhooks``."""
        self.sender.dropping = True

    def keep_webhooks(self) -> None:
        """Lose no more events; what was lost stays lost."""
        self.sender.dropping = False

    def wait_for_webhooks(self, timeout: float = 10) -> bool:
        """Wait until every event that isn't held has arrived; false if that is long."""
        return self.sender.wait_until_quiet(timeout)

    # Failing

    def go_down(self, *, how: str = "503") -> None:
        """Answer 503 to everything, or (``close``) hang up without an answer."""
        self.trouble.down = how

    def come_back(self) -> None:
        """Answer again, and at once."""
        self.trouble = Trouble()

    def slow_down(self, seconds: float) -> None:
        """Take this long to answer each API request."""
        self.trouble.seconds = seconds

    def fail_next(self, status: int, *, times: int = 1) -> None:
        """Answer the next API requests with a 402, 429, 500 or 503, doing nothing."""
        self.trouble.status, self.trouble.times = status, times

    def lose_next_answer(self, *, times: int = 1) -> None:
        """Do what the next API requests ask, but hang up instead of answering."""
        self.trouble.lost_answers = times

    # Looking

    def state(self) -> dict:
        """What there is: the time, customers, subscriptions and the newest events."""
        with self.ledger.open():
            return {
                "now": self.ledger.now(),
                "customers": self.ledger.newest("customer"),
                "subscriptions": self.ledger.newest("subscription"),
                "codes": promotions.offered(self.ledger),
                "events": [self._shown(e) for e in self.ledger.newest("event")[:200]],
            }

    def _shown(self, event: dict) -> dict:
        attempts = self.ledger.deliveries.get(event["id"], [])
        last = attempts[-1] if attempts else {}
        outcome = last.get("status") or last.get("error") or "not sent"
        return {
            "id": event["id"],
            "type": event["type"],
            "created": event["created"],
            "about": event["data"]["object"]["id"],
            "delivery": f"{outcome}, tried {len(attempts)} times",
            "deliveries": list(attempts),
        }


def _is_ours(origin: str | None) -> bool:
    return origin is None or is_loopback(urlsplit(origin).hostname or "")
