"""Whatever happens to webhooks, access equals Stripe's truth once it is quiet again.

The designs that most tutorials teach are kept here as mutants: each must be caught, or
the machine would prove nothing about ours.
"""

import sys
from datetime import UTC, datetime

import pytest

from subscriptions import access, mirror, stripe_gateway, stripe_objects, webhooks
from subscriptions.models import Customer, StripeEvent
from tests import factories
from tests.subscriptions import machine, rehearsal

LOOKING = mirror.Reason(mirror.Cause.RECONCILE)


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
def world(stripe, plan, reader, settings):
    """The world of two readers, with two plans and a Stripe."""
    settings.REFUND_ENDS_ACCESS = False  # each life chooses; what it chose is undone
    plans = [plan, factories.make_plan("trial", trial_days=7)]
    people = [reader, factories.make_person("neighbour")]
    return type("World", (machine.World,), machine.facts_of(stripe, plans, people))


# Of each kind of post 300 lives, in two halves so that they can run side by side.
@pytest.mark.parametrize("seed", [1, 3])
@pytest.mark.parametrize("loses", [False, True], ids=["nothing lost", "some lost"])
def test_access_equals_stripes_truth_whatever_the_post_does(world, loses, seed):
    ran = rehearsal.run(
        world, lambda: ours, examples=150, loses=loses, kills=True, seed=seed
    )

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


def four_times_the_grace(patch):
    """Mutant: she stays for a month without paying."""
    patch.setattr(access, "GRACE", 4 * access.GRACE)


def disputes_are_not_followed(patch):
    """Mutant: no event of a dispute makes us look."""
    kept = [one for one in stripe_objects.FOLLOWED if "dispute" not in one]
    patch.setattr(stripe_objects, "FOLLOWED", tuple(kept))


def deletions_are_ignored(patch):
    """Mutant: a customer who was deleted stays linked."""
    patch.setattr(stripe_gateway, "is_deleted", lambda *_given, **_patience: False)


def the_setting_of_refunds_is_ignored(patch):
    """Mutant: whoever was paid back stays in, whatever the paper chose."""
    patch.setattr(stripe_objects.Reversal, "undoes", lambda self, period_end: False)


def a_set_end_is_ignored(patch):
    """Mutant: access runs a day beyond the instant that was set."""
    patch.setattr(mirror, "_set_end", lambda remote: None)


def a_flag_alone_is_followed(patch):
    """Mutant: only ``cancel_at_period_end`` is read, as before flexible billing."""
    patch.setattr(
        mirror,
        "_set_end",
        lambda remote: remote.period_end if remote.cancels_at_period_end else None,
    )


def a_visit_is_never_closed(patch):
    """Mutant: who changes her mind can pay in both tabs."""
    patch.setattr(stripe_gateway, "expire_checkout", lambda visit: None)


# The lives in which each comes to light soon; most of them are short.
@pytest.mark.parametrize(
    ("mutate", "steps", "seed"),
    [
        (four_times_the_grace, 25, 0),
        (disputes_are_not_followed, 8, 2),
        (deletions_are_ignored, 8, 1),
        (the_setting_of_refunds_is_ignored, 8, 3),
        (a_set_end_is_ignored, 8, 1),
        (a_flag_alone_is_followed, 8, 1),
        (a_visit_is_never_closed, 8, 1),
    ],
)
def test_each_fault_of_ours_would_be_caught(world, monkeypatch, mutate, steps, seed):
    mutate(monkeypatch)

    with pytest.raises(AssertionError, match="ours says|she has|is up"):
        rehearsal.run(world, lambda: ours, examples=600, steps=steps, seed=seed)
