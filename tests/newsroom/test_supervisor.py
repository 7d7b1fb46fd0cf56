"""``make run`` starts the whole site, says so calmly, and leaves nothing behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psutil
import psycopg2
import pytest

from newsroom import prepared
from newsroom.database import server

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "newsroom.supervisor"]


class Run:
    """One supervisor with its words so far and the processes it started."""

    def __init__(self, var, port):
        self.home = var / "postgres"
        self.port = port
        self.process = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            env=environment(var, port),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def wait_for(self, words):
        for line in self.process.stdout:
            if words in line:
                return line
        pytest.fail(f"the supervisor ended without saying {words!r}")

    def wait_until_running(self):
        self.wait_for("Newsroom is running")
        self.wait_for("Ctrl-C")

    def family(self):
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()
        server.stop(self.home)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running(tmp_path_factory.mktemp("site") / "var") as run:
        yield run


@contextmanager
def running(var):
    """The site on a free port; its database is left empty, which saves a minute."""
    home = var / "postgres"
    server.ensure(home)
    prepared.remember(home, prepared.fingerprint(ROOT))
    run = Run(var, a_free_port())
    try:
        run.wait_until_running()
        yield run
    finally:
        run.end()
        shutil.rmtree(home.resolve())


def environment(var, port):
    of_the_tests = ("DATABASE_URL", "STRIPE_SECRET_KEY", "DJANGO_SETTINGS_MODULE")
    kept = {key: text for key, text in os.environ.items() if key not in of_the_tests}
    return kept | {"NEWSROOM_DEMO": "1", "NEWSROOM_VAR": str(var), "PORT": str(port)}


def a_free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def run_to_its_end(var, port):
    return subprocess.run(
        COMMAND,
        cwd=ROOT,
        env=environment(var, port),
        capture_output=True,
        text=True,
        timeout=20,
    )


def get(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def backends(home):
    connection = psycopg2.connect(
        host=server.ensure(home), user="newsroom", dbname="newsroom"
    )
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'newsroom'"
        )
        counted = cursor.fetchone()[0]
    connection.close()
    return counted


def test_a_taken_port_is_one_sentence_and_starts_nothing(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        ended = run_to_its_end(tmp_path / "var", port)

    assert ended.returncode == 1
    assert re.fullmatch(
        rf"Port {port} on 127\.0\.0\.1 is taken\. Choose another one: make run"
        r" PORT=\d+\n",
        ended.stdout,
    )
    assert not (tmp_path / "var" / "postgres").exists()


def test_a_second_run_from_the_same_folder_is_refused(site):
    ended = run_to_its_end(site.home.parent, a_free_port())

    assert ended.returncode == 1
    assert ended.stdout.startswith("Newsroom is already running from ")


def test_the_number_of_database_connections_stays_bounded(site):
    with ThreadPoolExecutor(32) as readers:
        counts = []
        for _ in range(4):
            statuses = readers.map(lambda _: get(site.port, "/readyz"), range(64))
            assert set(statuses) <= {200, 503}
            counts.append(backends(site.home))

    # Two web workers of four threads, the task worker, and the one that counts.
    assert max(counts) <= 2 * 4 + 2 + 1


def worker_of(site):
    """The worker's process, as soon as there is one: the page may come first."""
    latest = time.monotonic() + 30
    while time.monotonic() < latest:
        for one in psutil.Process(site.process.pid).children():
            if "worker" in one.cmdline():
                return one
    raise AssertionError("there is no worker")


def test_a_child_that_dies_is_started_again(site):
    worker = worker_of(site)
    before = psutil.Process(site.process.pid).children()

    worker.kill()

    assert "The worker stopped" in site.wait_for("started again")
    assert len(psutil.Process(site.process.pid).children()) == len(before)
    assert not worker.is_running()


def test_sigterm_stops_everything_within_ten_seconds(tmp_path):
    with running(tmp_path / "var") as run:
        family = run.family()
        began = time.monotonic()

        run.process.send_signal(signal.SIGTERM)

        assert run.process.wait(timeout=20) == 0
        assert time.monotonic() - began < 10
        assert len(family) >= 5
        assert not [one for one in family if one.is_running()]
        assert not server.is_running(run.home)


def test_children_end_when_the_supervisor_is_killed_hard(tmp_path):
    with running(tmp_path / "var") as run:
        family = run.family()

        run.process.kill()

        _, alive = psutil.wait_procs(family, timeout=10)
        assert not alive
