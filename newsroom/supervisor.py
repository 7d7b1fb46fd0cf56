"""What does ``make run`` start, in which order, and how does all of it stop together?

The embedded PostgreSQL, then the web, the worker and the Stripe stand-in as children.
This process reads the settings but loads no app: it is up at once and stays small.
"""

import errno
import fcntl
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from newsroom import prepared
from newsroom.child import Child, ChildFailed, stop_all, wait_for_any
from newsroom.database import server
from newsroom.web import COMMAND

ANSWER_SECONDS = 60
STOP_SECONDS = 5
LOOPBACK = "127.0.0.1"
TAKEN = "is taken"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WELCOME = """
Newsroom is running at {address}/

  Your remote control    {address}/demo/
  The desk               {address}/admin/

  Sign in as any of these; the password is always "newsroom".
    reader@example.com       reads, has never paid
    subscriber@example.com   pays, and joins the conversation
    lapsed@example.com       used to pay
    moderator@example.com    looks after the conversation
    editor@example.com       writes and publishes
    publisher@example.com    sees who pays

Logs are in {logs}
Ctrl-C stops everything.
"""


def main() -> int:
    """Run the site until it is told to stop; the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    for number in STOP_SIGNALS:
        signal.signal(number, _interrupt)
    try:
        _refuse_a_taken_port()
        with _only_run_of_this_folder():
            _run()
    except KeyboardInterrupt:
        _say("Stopped.")
        return 0
    except (ChildFailed, ImproperlyConfigured, server.ServerUnavailable) as failure:
        _say(str(failure))
        return 1
    return 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    _let_nothing_interrupt()
    raise KeyboardInterrupt


def _let_nothing_interrupt() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _refuse_a_taken_port() -> None:
    host, port = settings.HOST, settings.PORT
    if reason := refused(host, port):
        advice = (
            f"PORT={_free_port(LOOPBACK)}" if reason == TAKEN else f"HOST={LOOPBACK}"
        )
        raise ChildFailed(
            f"Port {port} on {host} {reason}. Choose another one: make run {advice}"
        )


def refused(host: str, port: int) -> str:
    """Why nobody may listen there now; empty when it is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OverflowError:
            return "is not between 1 and 65535"
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            return TAKEN if taken else f"can't be used ({error.strerror})"
    return ""


def _free_port(host: str) -> int:
    for port in range(settings.PORT + 1, settings.PORT + 50):
        if not refused(host, port):
            return port
    with socket.create_server((host, 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def _only_run_of_this_folder() -> Iterator[None]:
    """Two runs would share one database, and the first to stop would take it away."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "run.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ChildFailed(
                f"Newsroom is already running from {settings.VAR}. Stop it first, or"
                " choose another folder with NEWSROOM_VAR."
            ) from None
        yield


def _run() -> None:
    logs = settings.VAR / "log"
    logs.mkdir(exist_ok=True)
    started: list[Child] = []
    try:
        environment, stand_in = _environment_and_stand_in(logs)
        _prepare(environment, started)
        _start([_web(logs)], environment, started)
        _wait_for_answer(started)
        _start([*stand_in, _worker(logs)], environment, started)
        _say(WELCOME.format(address=_address(settings.HOST, settings.PORT), logs=logs))
        while True:
            wait_for_any()
            _revive(started)
    finally:
        _let_nothing_interrupt()
        stop_all(started, seconds=STOP_SECONDS)
        if settings.EMBEDDED_POSTGRES is not None:
            server.stop(settings.EMBEDDED_POSTGRES)


def _environment_and_stand_in(logs: Path) -> tuple[dict[str, str], list[Child]]:
    """What the children's settings read; no stand-in when a real key is given."""
    if settings.STRIPE_SECRET_KEY:
        return dict(os.environ), []
    port, secret = _free_port(LOOPBACK), f"whsec_{secrets.token_hex(16)}"
    told = {
        "STRIPE_SECRET_KEY": "sk_test_stand_in",
        "STRIPE_WEBHOOK_SECRETS": secret,
        "STRIPE_API_BASE": _address(LOOPBACK, port),
    }
    hook = f"{_address(settings.HOST, settings.PORT)}/stripe/webhook/"
    command = [
        *(sys.executable, "-m", "stripe_stand_in", "--port", str(port)),
        *("--webhook-url", hook, "--webhook-secret", secret),
        *("--state", str(settings.VAR / "stripe.json")),
    ]
    child = Child("The Stripe stand-in", command, logs / "stripe.log")
    return os.environ | told, [child]


def _web(logs: Path) -> Child:
    address = ["--host", settings.HOST, "--port", str(settings.PORT)]
    patience = ["--workers-kill-timeout", "3"]  # Ctrl-C should not take ten seconds
    command = [sys.executable, "-m", *COMMAND, *address, *patience]
    return Child("The web server", command, logs / "web.log")


def _worker(logs: Path) -> Child:
    return Child("The worker", _manage("worker", "--verbosity=0"), logs / "worker.log")


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]


def _prepare(environment: dict[str, str], started: list[Child]) -> None:
    home, code = settings.EMBEDDED_POSTGRES, prepared.fingerprint(settings.BASE_DIR)
    if prepared.is_prepared(home, code):
        return
    child = Child("Preparing the database", _manage("prepare"))
    _start([child], environment, started)
    child.finish()
    started.remove(child)
    prepared.remember(home, code)


def _start(
    those: list[Child], environment: dict[str, str], started: list[Child]
) -> None:
    for child in those:
        started.append(child)
        child.start(environment)


def _revive(started: list[Child]) -> None:
    for child in started:
        if child.revive():
            _say(f"{child.name} stopped and was started again; see {child.log}")


def _wait_for_answer(started: list[Child]) -> None:
    if settings.EMBEDDED_POSTGRES is not None:
        server.ensure(settings.EMBEDDED_POSTGRES)
    deadline = time.monotonic() + ANSWER_SECONDS
    while not answers(settings.HOST, settings.PORT):
        _revive(started)
        if time.monotonic() > deadline:
            raise ChildFailed(
                f"The web server did not answer within {ANSWER_SECONDS} seconds;"
                f" {settings.VAR / 'log' / 'web.log'} may say why."
            )
        time.sleep(0.05)


def answers(host: str, port: int) -> bool:
    """Whether the web there says that it is well."""
    connection = HTTPConnection(_reachable(host), port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _reachable(host: str) -> str:
    """An address to call for the one listened on, which may mean "all of them"."""
    return {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)  # noqa: S104


def _address(host: str, port: int) -> str:
    name = _reachable(host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


if __name__ == "__main__":
    sys.exit(main())
