"""How is one child process started, watched, and ended with everything it started?"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

STARTS = 3
STEADY_SECONDS = 60
PR_SET_PDEATHSIG = 1


class ChildFailed(Exception):
    """The site can't run; the message says why and what to do."""


class Child:
    """One program of the site, in a process group of its own.

    Its words go to the log, or to the screen when there is none.
    """

    def __init__(self, name: str, command: Sequence[str], log: Path | None = None):
        self.name = name
        self.command = command
        self.log = log
        self.starts = 0

    def start(self, environment: dict[str, str]) -> None:
        """Start it, or start it again; the log of the last run is replaced."""
        self.environment = environment
        output = self._open_log()
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )
        if output is not None:
            os.close(output)
        self.starts += 1
        self.started_at = time.monotonic()

    def _open_log(self) -> int | None:
        if self.log is None:
            return None
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        return os.open(self.log, flags if self.starts else flags | os.O_TRUNC, 0o644)

    def revive(self) -> bool:
        """Start it again if it has died; raises ``ChildFailed`` when it keeps dying."""
        if self.process.poll() is None:
            return False
        if time.monotonic() - self.started_at > STEADY_SECONDS:
            self.starts = 0
        if self.starts >= STARTS:
            raise ChildFailed(
                f"{self.name} stopped {STARTS} times (exit status"
                f" {self.process.returncode}), so everything was stopped."
                f" {self.log} says why."
            )
        self.start(self.environment)
        return True

    def finish(self) -> None:
        """Wait for its end; raises ``ChildFailed`` when that was not a success."""
        if status := self.process.wait():
            raise ChildFailed(f"{self.name} failed (exit status {status}).")


def stop_all(children: Sequence[Child], *, seconds: float) -> None:
    """Ask all of them to end, then end whatever is left after so many seconds."""
    for child in children:
        child.process.terminate()
    deadline = time.monotonic() + seconds
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0, deadline - time.monotonic()))
        _end_group(child.process)


def _end_group(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for_any() -> None:
    """Sleep until a child ends; which one is for ``revive`` to see."""
    os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)


def _end_with_parent() -> None:
    """Be told to end when the parent is killed too hard to do it itself."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
