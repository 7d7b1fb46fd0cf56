"""What exists at this Stripe, what happened there, and what time is it?"""

import copy
import json
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from . import errors, objects

_KEPT = ("shelves", "notes", "deliveries", "replies", "offset", "declines", "url")


class Ledger:
    """Every object by kind and id, the events, and a clock that can be moved.

    ``notes`` holds what Stripe knows about an object but doesn't show. One thread at a
    time: work inside ``with ledger.open():``.
    """

    def __init__(
        self, *, path: Path | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self.path = path
        self.clock = clock
        self.url = ""
        self.retry_days = (1, 3, 5, 7, 9, 11, 14)
        self.after_retries = "canceled"
        self.shelves: dict[str, dict[str, dict]] = {}
        self.notes: dict[str, dict] = {}
        self.deliveries: dict[str, list[dict]] = {}
        self.replies: dict[str, dict] = {}
        self.offset = 0
        self.declines = 0
        self.on_event: Callable[[str], None] = lambda event_id: None
        self.request: dict = {"id": None, "idempotency_key": None}
        self._instant: int | None = None
        self._changed = False
        self._lock = threading.RLock()
        if path and path.exists():
            vars(self).update(json.loads(path.read_text("utf-8")))

    def move_to(self, url: str) -> None:
        """Answer at another address; the addresses handed out so far follow."""
        old, self.url = self.url, url
        things = [thing for shelf in self.shelves.values() for thing in shelf.values()]
        for thing in things if old not in ("", url) else ():
            for name in ("url", "hosted_invoice_url"):
                if str(thing.get(name)).startswith(f"{old}/"):
                    thing[name] = url + thing[name].removeprefix(old)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Hold the ledger alone, and write it down afterwards if it changed."""
        with self._lock:
            try:
                yield
            finally:
                if self._changed and self.path:
                    self._save(self.path)
                self._changed = False

    def now(self) -> int:
        """The time here, in seconds since 1970."""
        if self._instant is not None:
            return self._instant
        return int(self.clock()) + self.offset

    @contextmanager
    def at(self, instant: int) -> Iterator[None]:
        """Stop the clock at an instant, so that what fell due then is dated then."""
        self._instant = instant
        try:
            yield
        finally:
            self._instant = None

    def move_clock(self, seconds: int) -> None:
        """Set the clock ahead."""
        self.offset += seconds
        self.touch()

    def touch(self) -> None:
        """Have the ledger written down when it closes."""
        self._changed = True

    def add(self, thing: dict) -> dict:
        """Keep a new object and return it."""
        self.shelves.setdefault(thing["object"], {})[thing["id"]] = thing
        self.touch()
        return thing

    def note(self, ident: str, **facts) -> None:
        """Remember about an object what its fields don't tell."""
        self.notes.setdefault(ident, {}).update(facts)
        self.touch()

    def newest(self, kind: str) -> list[dict]:
        """All objects of a kind, the newest first."""
        return list(reversed(self.shelves.get(kind, {}).values()))

    def get(self, kind: str, ident: str) -> dict:
        """The object of this kind and id; a 404 when there is none."""
        try:
            return self.shelves[kind][ident]
        except KeyError:
            raise errors.no_such(kind, ident, status=404) from None

    def delete(self, thing: dict) -> dict:
        """Forget an object; all that can still be read is that it is deleted."""
        del self.shelves[thing["object"]][thing["id"]]
        stub = {"id": thing["id"], "object": thing["object"], "deleted": True}
        self.shelves.setdefault("deleted", {})[thing["id"]] = stub
        self.touch()
        return stub

    def deleted(self, ident: str) -> dict | None:
        """What is left of an object that was deleted."""
        return self.shelves.get("deleted", {}).get(ident)

    def referred(self, kind: str, ident: str, *, param: str) -> dict:
        """The object that a parameter names; a 400 when there is none."""
        try:
            return self.shelves[kind][ident]
        except KeyError:
            raise errors.no_such(kind, ident, param=param) from None

    def emit(self, kind: str, thing: dict, *, before: dict | None = None) -> None:
        """Tell the world that something happened to an object, as it is now."""
        data = {"object": copy.deepcopy(thing)}
        if before is not None:
            data["previous_attributes"] = objects.difference(before, thing)
        event = objects.event(self.now(), kind, data, self.request)
        self.add(event)
        self.on_event(event["id"])

    @contextmanager
    def changing(self, kind: str, thing: dict) -> Iterator[None]:
        """Emit an event that tells the old values of what changes inside."""
        before = copy.deepcopy(thing)
        yield
        self.emit(kind, thing, before=before)

    def record_delivery(self, event_id: str, outcome: dict, *, done: bool) -> None:
        """Write down how one attempt to deliver an event went."""
        self.deliveries.setdefault(event_id, []).append(outcome)
        del self.deliveries[event_id][:-20]
        if done:
            self.shelves["event"][event_id]["pending_webhooks"] = 0
        self.touch()

    def _save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        kept = {name: getattr(self, name) for name in _KEPT}
        draft.write_text(json.dumps(kept), "utf-8")
        os.replace(draft, path)
