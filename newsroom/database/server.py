"""Is the embedded PostgreSQL up, and how is it started and stopped?

``home`` is the folder it lives in, ``settings.EMBEDDED_POSTGRES``. ``home/data`` exists
only when complete: a first boot is made beside it and renamed, so that one that was
interrupted starts over. A server is alive when its socket answers; no file is believed.
"""

import fcntl
import os
import shlex
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsroom.database import places
from newsroom.database.places import ServerUnavailable

ROLE = DATABASE = "newsroom"
LOG = "server.log"
START_SECONDS = 60
STOP_SECONDS = 4

# Sorting and case must not depend on the machine's language.
INITDB = shlex.split(
    "--username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8"
    " --locale-provider=builtin --builtin-locale=C.UTF-8 --no-instructions"
)
# Row-level security does not bind a superuser, so the application must not be one.
FIRST_STATEMENTS = (
    f"CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS\n"
    f"CREATE DATABASE {DATABASE} OWNER {ROLE}\n"
)
OPTIONS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    # A failing statement holds what someone typed: it stays out of the log.
    "log_min_error_statement": "panic",
}


def ensure(home: Path) -> str:
    """Start the server if it is down; the socket directory to connect to.

    Raises ``ServerUnavailable`` (a database error for Django) when it can't.
    """
    with _lock(home, fcntl.LOCK_SH):
        running = is_running(home)
    if not running:
        with _lock(home, fcntl.LOCK_EX):
            _boot(home)
    return str(places.socket_directory(home))


def is_running(home: Path) -> bool:
    """Whether something listens on the server's socket, even if it is frozen."""
    if not home.exists():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(0)
        try:
            probe.connect(str(places.socket_directory(home) / ".s.PGSQL.5432"))
        except BlockingIOError:
            return True
        except (FileNotFoundError, ConnectionRefusedError):
            return False
    return True


def stop(home: Path) -> bool:
    """Stop the server, ending its connections; false when it was not running."""
    if not home.exists():
        return False
    with _lock(home, fcntl.LOCK_EX):
        stopped = _stop(home)
        shutil.rmtree(places.socket_directory(home), ignore_errors=True)
    return stopped


@contextmanager
def _lock(home: Path, kind: int) -> Iterator[None]:
    """Hold the home: shared while looking, exclusive while starting or stopping."""
    with places.one_sentence_for_refusals(home):
        home.parent.mkdir(parents=True, exist_ok=True)
        with home.with_name(f"{home.name}.lock").open("a") as file:
            fcntl.flock(file, kind)
            yield


def _boot(home: Path) -> None:
    if is_running(home):
        return
    place = places.settle(home)
    if not (place / "data").exists():
        _make_cluster(place)
    _stop(place)
    shutil.rmtree(places.socket_directory(place), ignore_errors=True)
    _start(place)


def _make_cluster(place: Path) -> None:
    making = place / "making"
    shutil.rmtree(making, ignore_errors=True)
    _run(place, "initdb", "-D", making.name, *INITDB)
    _run(
        place,
        *("postgres", "--single", "-D", making.name, "-c", "exit_on_error=on"),
        "postgres",
        typed=FIRST_STATEMENTS,
    )
    making.rename(place / "data")


def _forget_the_dead(place: Path) -> None:
    """Drop a killed server's pid file when its number now belongs to another program.

    PostgreSQL would take that program for itself and refuse to start. Its own check of
    the shared memory still keeps two servers from one folder.
    """
    file = place / "data" / "postmaster.pid"
    if file.exists() and not _is_postgres(file.read_text().partition("\n")[0]):
        file.unlink(missing_ok=True)


def _is_postgres(pid: str) -> bool:
    if not Path("/proc/self").exists():
        return True
    try:
        # A zombie's is empty.
        return b"postgres" in Path("/proc", pid, "cmdline").read_bytes()
    except FileNotFoundError:
        return False


def _start(place: Path) -> None:
    options = OPTIONS | {
        "unix_socket_directories": str(places.make_socket_directory(place))
    }
    # pg_ctl hands this line to a shell; every value is ours and needs no quotes.
    line = " ".join(f"-c {name}={value}" for name, value in options.items())
    _pg_ctl(place, "start", "-l", LOG, "-t", str(START_SECONDS), "-o", line)


def _stop(place: Path) -> bool:
    """Stop whatever serves this folder, also one whose socket was swept away."""
    _forget_the_dead(place)
    if not (place / "data" / "postmaster.pid").exists():
        return False
    try:
        _pg_ctl(place, "stop", "-m", "fast", "-t", str(STOP_SECONDS))
    except ServerUnavailable:
        if (place / "data" / "postmaster.pid").exists():
            _pg_ctl(place, "stop", "-m", "immediate", "-t", str(STOP_SECONDS))
    return True


def _pg_ctl(place: Path, verb: str, *arguments: str) -> None:
    _run(place, "pg_ctl", verb, "-D", "data", "-w", *arguments)


def _run(place: Path, program: str, *arguments: str, typed: str = "") -> None:
    done = subprocess.run(  # noqa: S603
        [places.programs(place) / program, *arguments],
        cwd=place,
        env=_environment(),
        input=typed,
        text=True,
        capture_output=True,
        **places.account(place).as_arguments(),
    )
    if done.returncode:
        raise ServerUnavailable(_failure(place, program, done.stderr))


def _environment() -> dict[str, str]:
    """Ours without PostgreSQL's variables, which would point it elsewhere."""
    kept = {key: text for key, text in os.environ.items() if not key.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8"}


def _failure(place: Path, program: str, complaint: str) -> str:
    log = place / LOG
    logged = log.read_text(errors="replace") if log.exists() else ""
    lines = [*complaint.splitlines()[-3:], *logged.splitlines()[-3:]]
    heading = f"The embedded PostgreSQL in {place} failed ({program}):"
    return "\n  ".join([heading, *lines])
