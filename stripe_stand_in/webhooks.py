"""How do events reach the site, and when not?"""

import hashlib
import hmac
import http.client
import json
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from .ledger import Ledger

BACKOFF = (1, 2, 4, 8, 16, 32, 60)
_PATIENCE = 10


def signature(payload: bytes, secret: str, *, at: int | None = None) -> str:
    """The Stripe-Signature header for a payload.

    It carries the real time, however far the stand-in's own clock has been moved: the
    site compares it with hers.
    """
    at = int(time.time()) if at is None else at
    signed = f"{at}.".encode() + payload
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


@dataclass
class Delivery:
    """An event on its way; ``due`` is in the seconds of a clock that never jumps."""

    due: float
    turn: int
    event_id: str
    attempt: int = 0


class Sender:
    """Posts events to one address until it answers 2xx, in a thread of its own."""

    def __init__(
        self,
        ledger: Ledger,
        url: str | None,
        secret: str,
        *,
        delay: float = 0,
        backoff: tuple[float, ...] = BACKOFF,
    ) -> None:
        self.ledger, self.url, self.secret = ledger, url, secret
        self.delay, self.backoff = delay, backoff
        self.copies = 1
        self.held = self.dropping = False
        self._waiting: list[Delivery] = []
        self._under_way = self._turn = 0
        self._stopped = False
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begin to send, first what an earlier run left undelivered."""
        if not self.url:
            return
        for event in reversed(self.ledger.newest("event")):
            if event["pending_webhooks"]:
                self.send(event["id"])
        self._thread.start()

    def stop(self) -> None:
        """Send nothing more; a delivery under way may still end."""
        with self._change:
            self._stopped = True
            self._change.notify_all()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def take(self, event_id: str) -> None:
        """Send a new event, unless events are being lost."""
        if self.dropping:
            lost = {"at": int(time.time()), "error": "lost on purpose"}
            self.ledger.record_delivery(event_id, lost, done=True)
            return
        for _copy in range(self.copies):
            self.send(event_id)

    def send(self, event_id: str) -> None:
        """Put an event on its way, for the first time or again."""
        if self.url:
            self._put(event_id, time.monotonic() + self.delay)

    def _put(self, event_id: str, due: float, attempt: int = 0) -> None:
        with self._change:
            self._turn += 1
            self._waiting.append(Delivery(due, self._turn, event_id, attempt))
            self._change.notify_all()

    def release(self, *, order: str = "fifo") -> None:
        """Send what was held, the oldest first or (``lifo``) the newest."""
        with self._change:
            self.held = False
            turns = [delivery.turn for delivery in self._waiting]
            for delivery in self._waiting if order == "lifo" else ():
                delivery.turn = max(turns) + min(turns) - delivery.turn
                delivery.due = 0
            self._change.notify_all()

    def wait_until_quiet(self, timeout: float) -> bool:
        """Wait until nothing is on its way but what is held; false if in vain."""
        with self._change:
            return self._change.wait_for(self._is_quiet, timeout)

    def _is_quiet(self) -> bool:
        return not self._under_way and (self.held or not self._waiting)

    def _work(self) -> None:
        while (delivery := self._next()) is not None:
            outcome = self._attempt(delivery.event_id)
            delivered = 200 <= outcome.get("status", 0) < 300
            with self.ledger.open():
                self.ledger.record_delivery(delivery.event_id, outcome, done=delivered)
            if not delivered:
                wait = self.backoff[min(delivery.attempt, len(self.backoff) - 1)]
                due = time.monotonic() + wait
                self._put(delivery.event_id, due, delivery.attempt + 1)
            with self._change:
                self._under_way -= 1
                self._change.notify_all()

    def _next(self) -> Delivery | None:
        with self._change:
            while not self._stopped:
                now = time.monotonic()
                ready = [each for each in self._waiting if each.due <= now]
                if ready and not self.held:
                    delivery = min(ready, key=lambda each: (each.turn, each.due))
                    self._waiting.remove(delivery)
                    self._under_way += 1
                    return delivery
                self._change.wait(self._pause(now))
        return None

    def _pause(self, now: float) -> float | None:
        if self.held or not self._waiting:
            return None
        return max(0, min(each.due for each in self._waiting) - now)

    def _attempt(self, event_id: str) -> dict:
        with self.ledger.open():
            event = self.ledger.get("event", event_id)
            payload = json.dumps(event, indent=2).encode()
        at = int(time.time())
        try:
            return {"at": at, "status": self._post(payload)}
        except (OSError, http.client.HTTPException) as error:
            return {"at": at, "error": f"{type(error).__name__}: {error}"}

    def _post(self, payload: bytes) -> int:
        target = urlsplit(self.url or "")
        line = http.client.HTTPConnection(
            target.hostname or "", target.port, timeout=_PATIENCE
        )
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature(payload, self.secret),
            "User-Agent": "Stripe/1.0 (stand-in)",
        }
        try:
            line.request("POST", target.path or "/", payload, headers)
            answer = line.getresponse()
            answer.read()
            return answer.status
        finally:
            line.close()
