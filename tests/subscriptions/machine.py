"""Two readers, their bank, Stripe, and a post that can't be relied on.

The machine does to them whatever may happen and says whether access stays true. It
takes the way in which events are handled as given, so that wrong ones can be shown to
be caught. What catches them are three rules: a backlog delivered newest first, a burst
while the API is down, and a comparison after every quiet.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from stripe_stand_in import StandIn, billing, errors, resources
from stripe_stand_in.remote import carry_out
from subscriptions import access, checkout, reconcile
from subscriptions.models import (
    AccessChange,
    Customer,
    Notice,
    Plan,
    StripeEvent,
    Subscription,
)
from subscriptions.prices import price_of
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable
from tests.subscriptions import truth
from tests.subscriptions.rehearsal import Killed, counted, dies_at

WHO = st.sampled_from([0, 0, 1])
UP: tuple[str, dict[str, str]] = ("come-back", {})
TROUBLES = st.sampled_from(
    [
        *(UP, UP, UP, ("go-down", {}), ("go-down", {"how": "close"})),
        *(("fail-next", {"status": "429"}), ("fail-next", {"status": "500"})),
    ]
)
SOMETIMES = st.sampled_from([False, False, True])


class World(RuleBasedStateMachine):
    """All that may happen; a subclass says to whom, and how events are handled."""

    stand_in: StandIn
    plan: Plan
    readers: list
    make_handler: Callable
    loses = kills = False
    ran: Counter[str]

    @initialize(slowly=st.booleans())
    def begin(self, slowly):
        for model in (AccessChange, Notice, Subscription, StripeEvent, Customer):
            model.objects.all().delete()
        self.handle = type(self).make_handler()
        self.waiting, self.taken, self.something_lost = [], 0, False
        self.stand_in.come_back()
        self.ledger = self.stand_in.ledger
        self.empty_the_ledger()
        self.ids: list[set[str]] = [set() for _ in self.readers]
        self.visits = []
        price = price_of(self.plan, patience=Patience.PAGE)
        self.price = self.ledger.get("price", price)
        self.begin_subscription(0, slowly=slowly)  # the other has yet to come

    def empty_the_ledger(self):
        kept = ("product", "price")
        with self.ledger.open():
            for name in [name for name in self.ledger.shelves if name not in kept]:
                del self.ledger.shelves[name]
            self.ledger.notes.clear()
            self.ledger.replies.clear()
            self.ledger.offset = 0

    # What readers do

    @rule(who=WHO, slowly=st.booleans(), pays=st.booleans(), twice=SOMETIMES)
    @counted
    def subscribe(self, who, slowly, pays, twice):
        if twice or not self.live(who):
            self.begin_subscription(who, slowly=slowly, pays=pays)

    def begin_subscription(self, who, *, slowly, pays=True):
        customer = checkout.customer_of(self.readers[who]).stripe_id
        self.ids[who].add(customer)
        if self.ledger.deleted(customer):
            return  # we have not heard of it yet
        with self.ledger.open():
            owner = self.ledger.get("customer", customer)
            row = billing.subscribe(self.ledger, owner, self.price)
            steps = ("incomplete", "active") if slowly else ()
            for status in steps if pays else ("incomplete",):
                with self.ledger.changing("customer.subscription.updated", row):
                    row["status"] = status
            if not pays:
                self.ledger.get("invoice", row["latest_invoice"])["status"] = "open"
        self.collect()

    @rule(who=WHO, story=st.sampled_from(["", "/a/"]))
    @counted
    def open_checkout(self, who, story):
        order = checkout.Order(self.plan, story, "http://site/", "http://site/")
        try:
            address = checkout.open_checkout(self.readers[who], order)
            self.visits.append(address.rsplit("/", 1)[1])
        except (checkout.AlreadySubscribed, PaymentsUnavailable):
            pass  # the latter when the customer was deleted, unknown to us
        known = Customer.objects.filter(user=self.readers[who])
        self.ids[who].update(known.values_list("stripe_id", flat=True))
        self.collect()

    @precondition(lambda self: self.visits)
    @rule(place=st.integers(0, 3))
    @counted
    def pay(self, place):
        try:
            self.stand_in.pay(self.visits[place % len(self.visits)])
        except errors.Refusal:
            return  # the customer was deleted meanwhile
        self.collect()

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO, undo=st.booleans())
    @counted
    def cancel_or_undo(self, who, undo):
        for row in self.live(who)[:1]:
            with self.ledger.open():
                flag = {"cancel_at_period_end": not undo}
                resources.update_subscription(self.ledger, row, flag)
        self.collect()

    # What the bank, the operator and time do

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def pause_or_resume(self, who):
        for row in self.live(who)[:1]:
            self.by_hand("resume" if row["status"] == "paused" else "pause", row)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def pause_or_resume_the_payments(self, who):
        for row in self.live(who)[:1]:
            behavior = {} if row["pause_collection"] else {"behavior": "void"}
            self.by_hand("pause-collection", row, **behavior)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO, outcome=st.sampled_from(["", "lost", "won"]))
    @counted
    def dispute(self, who, outcome):
        for row in self.live(who)[:1]:
            self.by_hand("dispute", row)
            if outcome:
                self.by_hand("close-disputes", row, status=outcome)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def refund(self, who):
        for row in self.live(who)[:1]:
            self.by_hand("refund", row)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def end_now(self, who):
        for row in self.live(who)[:1]:
            self.by_hand("end-subscription", row)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def delete_customer(self, who):
        for row in self.live(who)[:1]:
            self.by_hand("delete-customer", row)

    def by_hand(self, action, row, **given):
        it = {"customer": row["customer"], "subscription": row["id"]}
        try:
            carry_out(self.stand_in, action, it | given)
        except errors.Refusal:
            return  # as it stands, that can't happen
        self.collect()

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO, works=st.booleans(), days=st.sampled_from([0, 1, 3, 8, 32, 40]))
    @counted
    def let_time_pass(self, who, works, days):
        customers = {row["customer"] for row in self.live(who)}
        for customer in customers if not works else ():
            self.stand_in.break_card(customer)
        self.stand_in.advance(days=days)
        with self.ledger.open():
            for customer in customers if works else ():
                billing.replace_card(self.ledger, customer)
        self.collect()

    # What the post does

    def collect(self):
        events = self.ledger.newest("event")[::-1]
        self.waiting += events[self.taken :]
        self.taken = len(events)

    @precondition(lambda self: self.waiting)
    @rule(place=st.integers(0, 7), again=st.booleans(), trouble=TROUBLES)
    @counted
    def deliver_one(self, place, again, trouble):
        place %= len(self.waiting)
        carry_out(self.stand_in, *trouble)
        if self.delivered(self.waiting[place]) and not again:
            self.waiting.pop(place)
        self.stand_in.come_back()

    @precondition(lambda self: self.kills and self.waiting)
    @rule(place=st.integers(0, 7), statement=st.integers(1, 14))
    @counted
    def kill_while_handling(self, place, statement):
        place %= len(self.waiting)
        with dies_at(statement):
            if self.delivered(self.waiting[place]):
                self.waiting.pop(place)

    def delivered(self, event):
        try:
            self.handle(event)
        except (PaymentsUnavailable, Killed):
            return False
        return True

    @precondition(lambda self: self.loses and self.waiting)
    @rule(place=st.integers(0, 7), all_of_them=SOMETIMES)
    @counted
    def lose(self, place, all_of_them):
        place %= len(self.waiting)
        del self.waiting[place : None if all_of_them else place + 1]
        self.something_lost = True

    @precondition(lambda self: self.waiting)
    @rule(newest_first=st.booleans(), burst=st.booleans())
    @counted
    def quiet(self, newest_first, burst):
        self.fall_quiet(newest_first=newest_first, burst=burst)

    def teardown(self):
        """Each life ends with a quiet: many would never have one."""
        if hasattr(self, "waiting"):
            self.fall_quiet(newest_first=False, burst=False)

    def fall_quiet(self, *, newest_first, burst):
        if burst:
            self.stand_in.go_down()
            self.waiting = [e for e in self.waiting if not self.delivered(e)]
        self.stand_in.come_back()
        for event in self.waiting[::-1] if newest_first else self.waiting:
            assert self.delivered(event)
        self.waiting = []
        if self.something_lost:
            reconcile.reconcile(reconcile.everyone())
            self.something_lost = False
        self.compare()

    # What must be true

    def live(self, who):
        found = [billing.live_subscriptions(self.ledger, one) for one in self.ids[who]]
        return sum(found, [])

    def someone_is_live(self):
        return any(self.live(who) for who in range(len(self.readers)))

    def compare(self):
        for reader, ids in zip(self.readers, self.ids, strict=True):
            expected = truth.may_come_in(self.ledger, ids)
            found = access.is_subscriber(reader, at=self.now())
            assert found == expected, f"ours says {found}, Stripe {expected}"

    def now(self):
        return datetime.fromtimestamp(self.stand_in.now, UTC)

    @invariant()
    def nobody_stays_longer_than_the_grace_without_paying(self):
        for reader, ids in zip(self.readers, self.ids, strict=True):
            limit = truth.paid_until(self.ledger, ids) + truth.GRACE
            if self.stand_in.now >= limit:
                found = access.is_subscriber(reader, at=self.now())
                assert not found, "ours says True for longer than she has paid"
