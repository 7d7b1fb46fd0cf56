"""Does access stay true for as long as you care to look?

Runs the state machine of the tests, far longer: whatever may happen to two readers at
Stripe, with a post that loses, doubles, delays and turns round, and a handler that is
killed. Prints how often each rule ran. Ends with 1 and the steps when access was wrong.
"""

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    var = Path(os.environ.get("NEWSROOM_VAR", ROOT / "var"))
    os.environ["NEWSROOM_VAR"] = str(var / "bench-money")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    # It empties its tables: never in a database that somebody named.
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

from newsroom.database import server  # noqa: E402
from stripe_stand_in import StandIn  # noqa: E402
from tests import factories  # noqa: E402
from tests.subscriptions import machine, rehearsal  # noqa: E402
from tests.subscriptions.test_state_machine import ours  # noqa: E402


def main() -> int:
    """Run the machine and say what it did."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--examples", type=int, default=5_000)
    options.add_argument("--steps", type=int, default=60)
    options.add_argument("--quick", action="store_true", help="50 examples")
    given = options.parse_args()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        return look(50 if given.quick else given.examples, given.steps)
    finally:
        runner.teardown_databases(databases)
        if home := settings.EMBEDDED_POSTGRES:
            server.stop(home)


def look(examples: int, steps: int) -> int:
    """Half of the examples with a post that loses nothing, half with one that does."""
    for loses in (False, True):
        began = time.monotonic()
        try:
            ran = life(examples // 2, steps, loses=loses)
        except AssertionError as error:
            sys.stdout.write(f"access was wrong: {error}\n")
            sys.stdout.write("\n".join(getattr(error, "__notes__", ())) + "\n")
            return 1
        seconds = time.monotonic() - began
        kind = "loses some" if loses else "loses none"
        sys.stdout.write(f"the post {kind}: {examples // 2} lives, {seconds:,.0f} s\n")
        for name, times in ran.most_common():
            sys.stdout.write(f"  {name:34}{times:10,}\n")
    return 0


def life(examples: int, steps: int, *, loses: bool):
    """How often each rule ran in these lives; nothing of them is kept."""
    with (
        StandIn() as stand_in,
        override_settings(STRIPE_API_BASE=stand_in.url, REFUND_ENDS_ACCESS=False),
        transaction.atomic(),
    ):
        people = [factories.make_person(name) for name in ("reader", "neighbour")]
        plans = [factories.make_plan(), factories.make_plan("trial", trial_days=7)]
        ran = rehearsal.run(
            type("World", (machine.World,), machine.facts_of(stand_in, plans, people)),
            lambda: ours,
            examples=examples,
            steps=steps,
            loses=loses,
            kills=True,
            seed=3,
        )
        transaction.set_rollback(True)
    return ran


if __name__ == "__main__":
    sys.exit(main())
