"""How is the machine run, counted and killed?"""

import logging
from collections import Counter
from functools import wraps

from django.db import connection
from hypothesis import (
    HealthCheck,
    Phase,
    seed as hypothesis_seed,
    settings as hypothesis_settings,
)
from hypothesis.stateful import run_state_machine_as_test
from stripe import HTTPClient

RULES: set[str] = set()


class Killed(Exception):
    """The process that handles an event is no more."""


def dies_at(statement: int):
    """Kill whoever speaks with the database, once, at its n-th statement."""
    left = [statement]

    def run(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            raise Killed
        return execute(sql, params, many, context)

    return connection.execute_wrapper(run)


def counted(step):
    """Count how often a rule ran."""
    RULES.add(step.__name__)

    @wraps(step)
    def run(self, *args, **kwargs):
        self.ran[step.__name__] += 1
        return step(self, *args, **kwargs)

    return run


def run(world, make_handler, *, examples, steps=25, loses=False, kills=False, seed=0):
    """Run a machine against a way of handling events; how often each rule ran.

    Another ``seed`` makes other lives.
    """
    ran: Counter[str] = Counter()
    facts = {
        "make_handler": staticmethod(make_handler),
        "loses": loses,
        "kills": kills,
        "ran": ran,
    }
    this_world = hypothesis_seed(seed)(type("ThisWorld", (world,), facts))
    logging.disable(logging.ERROR)  # all that goes wrong here is meant to
    delay, HTTPClient.INITIAL_DELAY = HTTPClient.INITIAL_DELAY, 0
    try:
        run_state_machine_as_test(this_world, settings=_settings(examples, steps))
    finally:
        logging.disable(logging.NOTSET)
        HTTPClient.INITIAL_DELAY = delay
    return ran


def _settings(examples, steps):
    return hypothesis_settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
