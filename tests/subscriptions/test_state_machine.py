"""Whatever happens to webhooks, access equals Stripe's truth once it is quiet again.

The designs that most tutorials teach are kept here as mutants: each must be caught, or
the machine would prove nothing about ours. What catches them are three rules: a backlog
delivered newest first, a burst while the API is down, and a check after every quiet.
One reader is enough: more only dilute what happens to each.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import (
    HealthCheck,
    Phase,
    settings as hypothesis_settings,
    strategies as st,
)
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from stripe_stand_in import StandIn, billing, resources
from subscriptions import access, mirror, reconcile, stripe_objects, webhooks
from subscriptions.models import (
    Customer,
    Notice,
    StripeEvent,
    Subscription,
)
from subscriptions.stripe_gateway import PaymentsUnavailable

DAY = 86_400


def truth(stand_in, customer_id) -> bool:
    """Who may come in, worked out from Stripe's own objects, in plain seconds."""
    now = stand_in.now
    shelf = stand_in.ledger.newest("subscription")
    return any(
        _gives_access(row, now) for row in shelf if row["customer"] == customer_id
    )


def _gives_access(row, now) -> bool:
    item = row["items"]["data"][0]
    if row["status"] in ("active", "trialing"):
        end = item["current_period_end"] + DAY
    elif row["status"] == "past_due":
        end = item["current_period_start"] + 7 * DAY
    else:
        return False
    return now < min(end, row["cancel_at"] or end)


# ── Our design, and the wrong ones ─────────────────────────────────────────────────


def ours(body):
    """An event is a hint: lock, look again, write, all in one transaction."""
    webhooks.handle(stripe_objects.read_event(body))


def copy_the_payload(body):
    """Mutant: believe what the event says."""
    thing = body["data"]["object"]
    if thing["object"] == "subscription":
        customer = Customer.objects.get(stripe_id=thing["customer"])
        remote = stripe_objects.read_subscription(thing)
        mirror.write([remote], customer, now=datetime.now(UTC))


def copy_each_payload_once(body):
    """Mutant: believe each event once."""
    if not StripeEvent.objects.filter(pk=body["id"]).exists():
        StripeEvent.objects.create(stripe_id=body["id"], type=body["type"])
        copy_the_payload(body)


def copy_unless_older():
    """Mutant: believe an event unless a later one was seen."""
    latest = {}

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
                event.customer, patience=webhooks.Patience.WEBHOOK, because_of=None
            )


# ── The machine ────────────────────────────────────────────────────────────────────


class World(RuleBasedStateMachine):
    """A reader, her bank, Stripe, and a post that can't be relied on."""

    stand_in: StandIn
    reader = None
    plan = None
    loses = False
    make_handler = None

    @initialize(slowly=st.booleans())
    def begin(self, slowly):
        for model in (Notice, Subscription, StripeEvent, Customer):
            model.objects.all().delete()
        self.handle = type(self).make_handler()
        self.waiting, self.taken, self.something_lost = [], 0, False
        self.ledger = self.stand_in.ledger
        self.stand_in.come_back()
        with self.ledger.open():
            self.ledger.shelves.clear()
            self.ledger.notes.clear()
            self.ledger.offset = 0
            self.price = self.put_on_sale()
            customer = resources.create_customer(self.ledger, {"email": "a@b.c"})
        self.customer = customer["id"]
        Customer.objects.create(user=self.reader, stripe_id=self.customer)
        self.begin_subscription(slowly=slowly)

    def put_on_sale(self):
        product = resources.create_product(self.ledger, {"name": "Monthly"})
        self.plan.stripe_product_id = product["id"]
        self.plan.save()
        price = {"currency": "mxn", "unit_amount": 9900, "product": product["id"]}
        recurring = {"recurring": {"interval": "month"}}
        return resources.create_price(self.ledger, price | recurring)

    def collect(self):
        events = self.ledger.newest("event")[::-1]
        self.waiting += events[self.taken :]
        self.taken = len(events)

    def live(self):
        return billing.live_subscriptions(self.ledger, self.customer)

    def set_status(self, row, status):
        with self.ledger.changing("customer.subscription.updated", row):
            row["status"] = status

    @rule(slowly=st.booleans(), twice=st.sampled_from([False, False, True]))
    def subscribe(self, slowly, twice):
        if twice or not self.live():
            self.begin_subscription(slowly=slowly)

    def begin_subscription(self, *, slowly):
        with self.ledger.open():
            customer = self.ledger.get("customer", self.customer)
            row = billing.subscribe(self.ledger, customer, self.price)
            for status in ("incomplete", "active") if slowly else ():
                self.set_status(row, status)
        self.collect()

    @precondition(lambda self: self.live())
    @rule(what=st.sampled_from(["cancel", "keep", "end", "pause", "resume"]))
    def change(self, what):
        with self.ledger.open():
            row = self.live()[0]
            if what == "end":
                billing.end(self.ledger, row, reason="cancellation_requested")
            elif what in ("pause", "resume"):
                self.set_status(row, {"pause": "paused", "resume": "active"}[what])
            else:
                self.reschedule(row, what)
        self.collect()

    def reschedule(self, row, what):
        with self.ledger.changing("customer.subscription.updated", row):
            if what == "cancel":
                billing.schedule_end(row, self.ledger.now(), with_flag=True)
            else:
                billing.keep(row)

    @precondition(lambda self: self.live())
    @rule(works=st.booleans(), days=st.sampled_from([0, 1, 3, 8, 32]))
    def let_time_pass(self, works, days):
        if not works:
            self.stand_in.break_card(self.customer)
        self.stand_in.advance(days=days)
        if works:
            with self.ledger.open():
                billing.replace_card(self.ledger, self.customer)
        self.collect()

    @precondition(lambda self: self.waiting)
    @rule(place=st.integers(0, 7), again=st.booleans(), up=st.booleans())
    def deliver_one(self, place, again, up):
        self.stand_in.come_back() if up else self.stand_in.go_down()
        place %= len(self.waiting)
        if self.delivered(self.waiting[place]) and not again:
            self.waiting.pop(place)

    def delivered(self, event):
        try:
            self.handle(event)
        except PaymentsUnavailable:
            return False
        return True

    @precondition(lambda self: self.loses and self.waiting)
    @rule(place=st.integers(0, 7))
    def lose_one(self, place):
        self.waiting.pop(place % len(self.waiting))
        self.something_lost = True

    @precondition(lambda self: self.waiting)
    @rule(newest_first=st.booleans(), burst=st.booleans())
    def quiet(self, newest_first, burst):
        if burst:
            self.stand_in.go_down()
            self.waiting = [e for e in self.waiting if not self.delivered(e)]
        self.stand_in.come_back()
        for event in self.waiting[::-1] if newest_first else self.waiting:
            assert self.delivered(event)
        self.waiting = []
        if self.something_lost:
            reconcile.reconcile(reconcile.everyone())
        self.compare()

    def compare(self):
        at = datetime.fromtimestamp(self.stand_in.now, UTC)
        expected = truth(self.stand_in, self.customer)
        found = access.is_subscriber(self.reader, at=at)
        assert found == expected, f"ours says {found}, Stripe {expected}"


@pytest.fixture
def run(stripe, plan, reader):
    """Run the machine against a way of handling events."""

    def run(make_handler, *, examples, loses=False):
        class ThisWorld(World):
            """The world with this handler."""

        ThisWorld.make_handler = staticmethod(make_handler)
        ThisWorld.stand_in, ThisWorld.loses = stripe, loses
        ThisWorld.reader, ThisWorld.plan = reader, plan
        run_state_machine_as_test(
            ThisWorld,
            settings=hypothesis_settings(
                max_examples=examples,
                stateful_step_count=25,
                deadline=None,
                database=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )

    return run


@pytest.mark.parametrize("loses", [False, True])
def test_access_equals_stripes_truth_whatever_the_post_does(run, loses):
    run(lambda: ours, examples=60, loses=loses)


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
def test_each_wrong_design_is_caught(run, make_mutant):
    with pytest.raises(AssertionError, match="ours says"):
        run(make_mutant, examples=300)
