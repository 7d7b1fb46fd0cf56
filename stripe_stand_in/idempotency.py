"""Has this request been made before, and what was the answer?"""

import hashlib

from . import errors
from .ledger import Ledger

_DAY = 86_400
# Refusals before the work began (400, 401, 404, 429, 503) are not kept: the same key
# may be used again once the request is put right.
# Source: https://docs.stripe.com/api/idempotent_requests
_KEPT = (200, 402, 500)


def fingerprint(*parts: str) -> str:
    """What tells one request from another."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def earlier_answer(ledger: Ledger, key: str | None, request: str) -> dict | None:
    """The answer kept under this key; refuses when it was for another request."""
    kept = ledger.replies.get(key or "")
    if kept is None or kept["at"] + _DAY < ledger.now():
        return None
    if kept["request"] != request:
        raise errors.Refusal(
            "Keys for idempotent requests can only be used with the same parameters"
            f" they were first used with. Try using a key other than '{key}'.",
            kind="idempotency_error",
        )
    return kept


def remember(
    ledger: Ledger, key: str | None, request: str, *, status: int, body: dict
) -> None:
    """Keep an answer under its key."""
    if key is None or status not in _KEPT:
        return
    ledger.replies[key] = {
        "request": request,
        "status": status,
        "body": body,
        "at": ledger.now(),
    }
    ledger.touch()
