"""How is the whole site started for the browser tests, reached, and stopped again?"""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import psutil

from newsroom.database import server

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "newsroom.supervisor")
OF_THE_TESTS = (
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "STRIPE_API_BASE",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRETS",
)


class Site:
    """A site that runs: where it is, and which processes belong to it."""

    def __init__(self, var, port):
        self.address = f"http://127.0.0.1:{port}"
        self.home = var / "postgres"
        self.log = var.with_suffix(".log")
        self._visitors = self._commenters = 0
        self._environment = _environment(var, port)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                COMMAND,
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_until_it_runs(self):
        """Return when the site says that it is there."""
        while "Ctrl-C stops everything" not in self.log.read_text():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=0.2)
                raise AssertionError(f"It did not start:\n{self.log.read_text()}")
        self.stand_in = self._stand_in()

    def _stand_in(self):
        with urlopen(self.address) as answer:  # noqa: S310
            policy = answer.headers["Content-Security-Policy"]
        return re.search(r"form-action 'self' (http://[\d.:]+)", policy)[1]

    def family(self):
        """Every process the supervisor has started, down to the last."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def new_address(self):
        """An e-mail address that nobody has yet."""
        self._visitors += 1
        return f"visitor-{self._visitors}@example.com"

    def next_commenter(self):
        """The address of a demo subscriber who has not written yet; there are 20.

        One may not write twice in a quarter of a minute, and a test does not wait.
        """
        self._commenters += 1
        return f"p{self._commenters:02}@example.com"

    def stage(self, scene, **wanted):
        """Set up one of the scenes of ``tests/browser/stage.py``; what it says."""
        command = (sys.executable, "-m", "tests.browser.stage", scene)
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self._environment | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"},
            input=json.dumps(wanted),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def stop(self):
        """Stop it as Ctrl-C does; what still runs afterwards."""
        family = self.family()
        self.process.terminate()
        self.process.wait(timeout=30)
        return [one for one in family if one.is_running()]


@contextlib.contextmanager
def running_site(folder):
    """A whole site in a folder of its own, which leaves nothing behind."""
    site = Site(folder / "var", _a_free_port())
    try:
        site.wait_until_it_runs()
        yield site
        assert site.stop() == []
        assert not server.is_running(site.home)
    finally:
        site.process.kill()
        site.process.wait()
        server.stop(site.home)
        shutil.rmtree(site.home.resolve(), ignore_errors=True)


def _environment(var, port):
    kept = {name: text for name, text in os.environ.items() if name not in OF_THE_TESTS}
    return kept | {"NEWSROOM_DEMO": "1", "NEWSROOM_VAR": str(var), "PORT": str(port)}


def _a_free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
