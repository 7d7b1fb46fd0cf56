"""Does access stay true, whatever happens and however unreliable the post is?

The machine takes the way in which events are handled as given, so that wrong ones can
be shown to be caught. What catches them are three rules: a backlog delivered newest
first, a burst while the API is down, and a comparison after every quiet.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from stripe_stand_in import resources
from subscriptions import access, reconcile
from subscriptions.models import Customer
from subscriptions.prices import price_of
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable
from tests.subscriptions import truth
from tests.subscriptions.lives import SOMETIMES, TROUBLES, Lives
from tests.subscriptions.rehearsal import Killed, counted, dies_at


class World(Lives):
    """All that may happen; a subclass says to whom, and how events are handled."""

    make_handler: Callable
    loses = kills = False
    ran: Counter[str]

    @initialize(slowly=st.booleans(), refunds_end=st.booleans())
    def begin(self, slowly, refunds_end):
        self.life = transaction.atomic()  # of which nothing is kept
        self.life.__enter__()
        settings.REFUND_ENDS_ACCESS = refunds_end
        self.handle = type(self).make_handler()
        self.waiting, self.taken, self.something_lost = [], 0, False
        self.visits, self.left, self.by_hand = [], set(), set()
        self.ids: list[set[str]] = [set() for _ in self.readers]
        self.stand_in.come_back()
        self.ledger = self.stand_in.ledger
        self.empty_the_ledger()
        self.begin_subscription(0, slowly=slowly)  # the other has yet to come

    def empty_the_ledger(self):
        kept = ("product", "price")
        with self.ledger.open():
            for name in [name for name in self.ledger.shelves if name not in kept]:
                del self.ledger.shelves[name]
            self.ledger.notes.clear()
            self.ledger.replies.clear()
            self.ledger.offset = 0

    def teardown(self):
        """Each life ends with a quiet: many would never have one."""
        if not hasattr(self, "life"):
            return
        try:
            self.fall_quiet(newest_first=False, burst=False)
        finally:
            transaction.set_rollback(True)
            self.life.__exit__(None, None, None)

    # What the post does

    def collect(self):
        events = self.ledger.newest("event")[::-1]
        self.waiting += events[self.taken :]
        self.taken = len(events)
        self.is_looked_at = False

    @precondition(lambda self: self.waiting)
    @rule(place=st.integers(0, 7), again=st.booleans(), trouble=TROUBLES)
    @counted
    def deliver_one(self, place, again, trouble):
        place %= len(self.waiting)
        with self.trouble(trouble):
            if self.delivered(self.waiting[place]) and not again:
                self.waiting.pop(place)

    @precondition(lambda self: self.kills and self.waiting)
    @rule(place=st.integers(0, 7), statement=st.integers(1, 14))
    @counted
    def kill_while_handling(self, place, statement):
        place %= len(self.waiting)
        with dies_at(statement):
            if self.delivered(self.waiting[place]):
                self.waiting.pop(place)

    def delivered(self, event):
        self.is_looked_at = False
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

    def fall_quiet(self, *, newest_first, burst):
        if burst:
            self.stand_in.go_down()
            self.waiting = [e for e in self.waiting if not self.delivered(e)]
        self.stand_in.come_back()
        for who in self.left:
            self.end_everything(who)
        for event in self.waiting[::-1] if newest_first else self.waiting:
            assert self.delivered(event)
        self.waiting = []
        if self.something_lost:
            reconcile.reconcile(reconcile.everyone())
            self.something_lost = False
        self.compare()

    # What must be true

    def compare(self):
        for who in range(len(self.readers)):
            self.compare_access(who)
            live = len(self.live(who))
            assert live <= 1 or who in self.by_hand, f"she has {live} subscriptions"
        for who in self.left:
            assert not self.live(who), "she has left and is charged"
            linked = Customer.objects.filter(user=self.readers[who]).exists()
            assert not linked, "she has left and is linked"

    def compare_access(self, who):
        until = truth.access_ends(
            self.ledger, self.ids[who], refunds_end=settings.REFUND_ENDS_ACCESS
        )
        now = self.stand_in.now
        # Now, and at the edge that is ahead: no event may ever come again.
        for at in {now, until - 1, until} if until > now else {now}:
            found, expected = self.is_in(who, at), at < until
            assert found == expected, f"ours says {found}, Stripe {expected}"

    def is_in(self, who, at):
        instant = datetime.fromtimestamp(at, UTC)
        return access.is_subscriber(self.readers[who], at=instant)

    @invariant()
    def nobody_stays_longer_than_the_grace_without_paying(self):
        if self.is_looked_at:
            return  # nothing has happened since
        for who, ids in enumerate(self.ids):
            limit = truth.paid_until(self.ledger, ids) + truth.GRACE
            if self.stand_in.now >= limit:
                found = self.is_in(who, self.stand_in.now)
                assert not found, "ours says True for longer than she has paid"
        self.is_looked_at = True


def facts_of(stand_in, plans, readers):
    """What a world needs to be about: these plans on sale, and three prices."""
    first = price_of(plans[0], patience=Patience.PAGE)
    price_of(plans[1], patience=Patience.PAGE)
    common = {"currency": "mxn", "product": plans[0].stripe_product_id}
    dearer = common | {"unit_amount": 12_900, "recurring": {"interval": "month"}}
    yearly = common | {"unit_amount": 99_000, "recurring": {"interval": "year"}}
    with stand_in.ledger.open():
        others = [
            resources.create_price(stand_in.ledger, one)["id"]
            for one in (dearer, yearly)
        ]
    prices = [first, *others]
    return {"stand_in": stand_in, "plans": plans, "prices": prices, "readers": readers}
