"""How long does a process wait for an answer from PostgreSQL before giving up?

Installed by the web and the worker only: a migration may take its time, the callback is
process-wide, and it breaks COPY.
"""

import select
import time
from typing import Any

import psycopg2
from psycopg2 import extensions

_limits = ""


def install(*, seconds: float = 4) -> None:
    """Make every wait for PostgreSQL in this process end after so many seconds.

    The server is told to give up a little later: its own limits can't help when it is
    frozen or the network is gone, but they stop the work that nobody waits for.
    """
    global _limits
    _limits = (
        f"-c statement_timeout={seconds * 1250:.0f} -c lock_timeout={seconds * 500:.0f}"
        " -c idle_in_transaction_session_timeout=10000"
    )

    def wait(connection: Any) -> None:
        deadline = time.monotonic() + seconds
        while (state := connection.poll()) != extensions.POLL_OK:
            _wait_for(connection, state, deadline - time.monotonic())

    extensions.set_wait_callback(wait)


def server_options() -> str:
    """The limits that a new connection asks of the server; none when not installed."""
    return _limits


def _wait_for(connection: Any, state: int, remaining: float) -> None:
    # Only raise here: closing the connection inside the callback deadlocks.
    if remaining <= 0:
        raise psycopg2.OperationalError("PostgreSQL did not answer in time")
    sockets = [connection.fileno()]
    reading = state == extensions.POLL_READ
    select.select(sockets if reading else [], [] if reading else sockets, [], remaining)
