"""Does a backup, made and restored as the documents say, hold the conversation?"""

import os
import re
import subprocess
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from comments.models import Comment
from comments.wall import open_wall
from newsroom.database import places, server
from tests.factories import make_comment

OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"
WORDS = "These words must survive."
LOCALE = ("-T", "template0", "-E", "UTF8", "--locale-provider=builtin")
SEEN = "SELECT body FROM comments_comment"
OPEN = "SELECT set_config('newsroom.wall', 'open', false)"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.EMBEDDED_POSTGRES is None, reason="pg_dump comes with the embedded one"
    ),
]


@pytest.fixture
def shell(tmp_path):
    """Run a line as an operator types it, in an empty folder."""
    home = settings.EMBEDDED_POSTGRES
    environment = {
        "PATH": f"{places.programs(home)}:{os.environ['PATH']}",
        "PGHOST": server.ensure(home),
        "PGUSER": server.ROLE,
        "DATABASE_URL": f"postgresql:///{connection.settings_dict['NAME']}",
    }

    def run(line):
        return subprocess.run(
            ["sh", "-c", line],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def restored(shell):
    """The name of an empty database, gone afterwards."""
    name = f"{connection.settings_dict['NAME']}_restored"
    done = shell(f"createdb {' '.join(LOCALE)} --builtin-locale=C.UTF-8 {name}")
    assert done.returncode == 0, done.stderr
    yield name
    shell(f"dropdb {name}")


def documented(program: str) -> str:
    """The first line of the handbook that runs the program."""
    return re.search(rf"^\$ (.*\b{program} .*)$", OPERATING.read_text(), re.M)[1]


def dumped_comments(shell) -> str:
    return shell("pg_restore --data-only -t comments_comment -f - paper.dump").stdout


def test_the_documented_backup_comes_back_whole_and_behind_the_wall(shell, restored):
    make_comment(body=WORDS)
    restore = documented("pg_restore")
    line = re.sub(r"-d \S+", f"-d {restored}", restore)

    done = [shell(documented("pg_dump")), shell(line)]

    assert [one.stderr for one in done] == ["", ""]
    host = server.ensure(settings.EMBEDDED_POSTGRES)
    with psycopg2.connect(host=host, user=server.ROLE, dbname=restored) as there:
        cursor = there.cursor()
        cursor.execute(SEEN)
        assert cursor.fetchall() == []
        cursor.execute(OPEN)
        cursor.execute(SEEN)
        assert cursor.fetchall() == [(WORDS,)]
    there.close()


def test_a_backup_that_forgets_the_wall_fails_and_says_why(shell):
    make_comment(body=WORDS)

    done = shell("pg_dump -Fc -f paper.dump $DATABASE_URL")

    assert done.returncode != 0
    assert "row-level security" in done.stderr


def test_the_trap_that_the_handbook_warns_of_is_one(shell):
    make_comment(body=WORDS)

    done = shell("pg_dump --enable-row-security -Fc -f paper.dump $DATABASE_URL")

    assert done.returncode == 0
    assert WORDS not in dumped_comments(shell)
    with open_wall():
        assert Comment.objects.count() == 1
