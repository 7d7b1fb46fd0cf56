"""Whatever happens to webhooks, access equals Stripe's truth once it is quiet again.

The designs that most tutorials teach are kept here as mutants: each must be caught, or
the machine would prove nothing about ours.
"""

import sys
from datetime import UTC, datetime

import pytest

from subscriptions import mirror, stripe_objects, webhooks
from subscriptions.models import Customer, StripeEvent
from tests import factories
from tests.subscriptions import machine, rehearsal

LOOKING = mirror.Reason(mirror.Cause.RECONCILE)
EXAMPLES = 75  # twice: with a post that loses nothing, and with one that does


def ours(body):
    """An event is a hint: lock, look again, write, all in one transaction."""
    webhooks.handle(stripe_objects.read_event(body))


def copy_the_payload(body):
    """Mutant: believe what the event says."""
    thing = body["data"]["object"]
    if thing["object"] == "subscription":
        customer = Customer.objects.filter(stripe_id=thing["customer"]).first()
        remote = stripe_objects.read_subscription(thing)
        if customer:
            mirror.write([remote], customer, now=datetime.now(UTC), reason=LOOKING)


def copy_each_payload_once(body):
    """Mutant: believe each event once."""
    if not StripeEvent.objects.filter(pk=body["id"]).exists():
        StripeEvent.objects.create(stripe_id=body["id"], type=body["type"])
        copy_the_payload(body)


def copy_unless_older():
    """Mutant: believe an event unless a later one was seen."""
    latest: dict[str, int] = {}

    def handle(body):
        about = body["data"]["object"]["id"]
        if body["created"] >= latest.get(about, 0):
            latest[about] = body["created"]
            copy_the_payload(body)

    return handle


def write_down_first(body):
    """Mutant: look again, but remember the event before that has worked."""
    if not StripeEvent.objects.filter(pk=body["id"]).exists():
        StripeEvent.objects.create(stripe_id=body["id"], type=body["type"])
        event = stripe_objects.read_event(body)
        if event.is_followed and event.customer:
            mirror.mirror_customer(
                event.customer, patience=webhooks.Patience.WEBHOOK, reason=LOOKING
            )


@pytest.fixture
def world(stripe, plan, reader):
    """The world of two readers, with a plan and a Stripe."""

    class ThisWorld(machine.World):
        """The world of this test."""

    ThisWorld.stand_in, ThisWorld.plan = stripe, plan
    ThisWorld.readers = [reader, factories.make_person("neighbour")]
    return ThisWorld


@pytest.mark.parametrize("loses", [False, True])
def test_access_equals_stripes_truth_whatever_the_post_does(world, loses):
    ran = rehearsal.run(world, lambda: ours, examples=EXAMPLES, loses=loses, kills=True)

    sys.stdout.write(f"{dict(ran.most_common())}\n")
    assert rehearsal.RULES - ran.keys() == (set() if loses else {"lose"})


@pytest.mark.parametrize(
    "make_mutant",
    [
        lambda: copy_the_payload,
        lambda: copy_each_payload_once,
        copy_unless_older,
        lambda: write_down_first,
    ],
    ids=["payload", "payload once", "payload unless older", "written down first"],
)
def test_each_wrong_design_is_caught(world, make_mutant):
    with pytest.raises(AssertionError, match="ours says"):
        rehearsal.run(world, make_mutant, examples=300)
