"""How long does a process wait for an answer from PostgreSQL before giving up?

The server's own timeouts can't help when the server is frozen or the network is gone.
Installed by the web and the worker only: the callback is process-wide and breaks COPY.
"""

import select
import time
from typing import Any

import psycopg2
from psycopg2 import extensions


def install(*, seconds: float = 4) -> None:
    """Make every wait for PostgreSQL in this process end after so many seconds."""

    def wait(connection: Any) -> None:
        deadline = time.monotonic() + seconds
        while (state := connection.poll()) != extensions.POLL_OK:
            _wait_for(connection, state, deadline - time.monotonic())

    extensions.set_wait_callback(wait)


def _wait_for(connection: Any, state: int, remaining: float) -> None:
    # Only raise here: closing the connection inside the callback deadlocks.
    if remaining <= 0:
        raise psycopg2.OperationalError("PostgreSQL did not answer in time")
    sockets = [connection.fileno()]
    reading = state == extensions.POLL_READ
    select.select(sockets if reading else [], [] if reading else sockets, [], remaining)
