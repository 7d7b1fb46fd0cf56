"""How is Stripe asked: with which key, how patiently, and what if it refuses?

``stripe`` costs half a second to import, so it is imported at the first question.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from functools import lru_cache
from typing import Any

from django.conf import settings

logger = logging.getLogger(__name__)


class PaymentsUnavailable(Exception):
    """Stripe did not answer in time, or refused what we asked."""


class NotAtStripe(PaymentsUnavailable):
    """Stripe has nothing under that id."""


class Unreachable(PaymentsUnavailable):
    """Stripe did not answer at all, or could not: asking for others is no use now."""


class Patience(Enum):
    """How long to wait, as (connect, read) seconds, and how often to ask again."""

    WEBHOOK = ((1, 4), 0)
    PAGE = ((1, 4), 1)
    WORKER = ((3, 15), 2)


def is_live() -> bool:
    """True when our key moves real money."""
    return "_live_" in settings.STRIPE_SECRET_KEY


@lru_cache(maxsize=8)
def _client_for(key: str, base: str, patience: Patience) -> Any:
    import stripe

    stripe.enable_telemetry = False
    timeout, retries = patience.value
    places = ("api", "files", "connect", "meter_events")
    return stripe.StripeClient(
        key,
        base_addresses=dict.fromkeys(places, base) if base else None,  # type: ignore[arg-type]
        http_client=stripe.RequestsClient(timeout=timeout),
        max_network_retries=retries,
    )


def api(patience: Patience) -> Any:
    """Stripe's API with this patience; ``PaymentsUnavailable`` without a key."""
    if not settings.STRIPE_SECRET_KEY:
        logger.error("STRIPE_SECRET_KEY is empty; copy it from the Stripe dashboard.")
        raise PaymentsUnavailable
    base = settings.STRIPE_API_BASE.rstrip("/")
    return _client_for(settings.STRIPE_SECRET_KEY, base, patience).v1


@contextmanager
def asking(what: str) -> Iterator[None]:
    """Turn Stripe's errors into ours; what it said goes to the log alone."""
    import stripe

    try:
        yield
    except stripe.StripeError as error:
        # Not its message: that may name a person.
        facts = (error.http_status, error.code, error.request_id)
        kind = type(error).__name__
        logger.warning("Stripe could not %s: %s %s %s %s", what, kind, *facts)
        raise _ours(error) from error


def _ours(error: Any) -> PaymentsUnavailable:
    if error.code == "resource_missing":
        return NotAtStripe()
    silent = error.http_status is None or error.http_status >= 500
    return Unreachable() if silent else PaymentsUnavailable()
