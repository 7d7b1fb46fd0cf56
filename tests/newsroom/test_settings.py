import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT = ("PATH", "HOME", "LD_LIBRARY_PATH")  # Python itself may need the last one
LIVE = {
    "SECRET_KEY": "a-long-secret-of-fifty-letters-made-for-this-test-1",
    "ALLOWED_HOSTS": "paper.example.com",
    "DATABASE_URL": "postgresql://newsroom:secret@db.example.com/newsroom",
    "MAIL_URL": "smtp://user:secret@mail.example.com",
    "STRIPE_SECRET_KEY": "sk_live_1",
    "STRIPE_WEBHOOK_SECRETS": "whsec_1,whsec_2",
}


def check(*arguments, **environment):
    """Run ``manage.py check`` with this environment alone."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_complete_environment_passes_the_strictest_check():
    done = check("--deploy", "--fail-level", "WARNING", **LIVE)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", sorted(LIVE))
def test_each_missing_setting_is_named(missing):
    some = {name: value for name, value in LIVE.items() if name != missing}

    done = check("--deploy", **some)

    assert done.returncode != 0
    assert f"{missing} is empty" in done.stderr


def test_the_demo_refuses_a_live_key(tmp_path):
    done = check(
        NEWSROOM_DEMO="1", NEWSROOM_VAR=str(tmp_path), STRIPE_SECRET_KEY="sk_live_1"
    )

    assert done.returncode != 0
    assert "live key" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NEWSROOM_DEMO", "maybe", "must be 1 or 0"),
        ("TRUSTED_PROXIES", "two", "must be a whole number"),
        ("DATABASE_URL", "mysql://x", "must start with postgresql://"),
        ("MAIL_URL", "http://x", "must start with smtp"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(name, value, said):
    done = check(**LIVE | {name: value})

    assert done.returncode != 0
    assert f"{name} {said}" in done.stderr
