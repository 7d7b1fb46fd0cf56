"""Two readers, their bank, the paper and Stripe: what may happen to what they pay for?

Each rule does one thing at Stripe, or has a reader do it on our site; nothing here says
who hears of it. ``machine`` adds the post that can't be relied on.
"""

from contextlib import contextmanager, suppress

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from accounts.models import Leaving
from stripe_stand_in import StandIn, billing, errors, resources
from stripe_stand_in.remote import carry_out
from subscriptions import checkout, leaving, withdrawing
from subscriptions.models import Customer, Plan, Subscription
from subscriptions.stripe_gateway import PaymentsUnavailable
from tests.subscriptions.rehearsal import counted

WHO = st.sampled_from([0, 0, 1])
UP: tuple[str, dict[str, str]] = ("come-back", {})
TROUBLES = st.sampled_from(
    [
        *(UP, UP, UP, ("go-down", {}), ("go-down", {"how": "close"})),
        *(("fail-next", {"status": "429"}), ("fail-next", {"status": "500"})),
    ]
)
SOMETIMES = st.sampled_from([False, False, True])


class Lives(RuleBasedStateMachine):
    """What readers, the bank, the paper and time do; ``begin`` comes first."""

    stand_in: StandIn
    plans: list[Plan]  # one of them with a trial
    prices: list[str]  # at Stripe: the first plan's, another, and one for a year
    readers: list

    # What readers do

    @rule(who=WHO, slowly=st.booleans(), pays=st.booleans(), twice=SOMETIMES)
    @counted
    def subscribe_by_hand(self, who, slowly, pays, twice):
        if who not in self.left and (twice or not self.live(who)):
            self.by_hand.add(who)
            self.begin_subscription(who, slowly=slowly, pays=pays)

    def begin_subscription(self, who, *, slowly, pays=True):
        customer = checkout.customer_of(self.readers[who]).stripe_id
        self.ids[who].add(customer)
        if self.ledger.deleted(customer):
            return  # we have not heard of it yet
        with self.ledger.open():
            owner = self.ledger.get("customer", customer)
            price = self.ledger.get("price", self.prices[0])
            row = billing.subscribe(self.ledger, owner, price)
            steps = ("incomplete", "active") if slowly else ()
            for status in steps if pays else ("incomplete",):
                with self.ledger.changing("customer.subscription.updated", row):
                    row["status"] = status
            if not pays:
                self.ledger.get("invoice", row["latest_invoice"])["status"] = "open"
        self.collect()

    @rule(
        who=WHO, tries=SOMETIMES, story=st.sampled_from(["", "/a/"]), trouble=TROUBLES
    )
    @counted
    def open_checkout(self, who, tries, story, trouble):
        self.go_to_the_checkout(who, tries, story, trouble)

    @rule(who=WHO, tries=SOMETIMES)
    @counted
    def pay_in_two_tabs(self, who, tries):
        for story in ("/a/", "/b/"):
            self.go_to_the_checkout(who, tries, story, UP)
        for _tab in self.visits[-2:]:
            self.pay_a_visit(self.visits.pop())

    def go_to_the_checkout(self, who, tries, story, trouble):
        plan = self.plans[tries]
        order = checkout.Order(plan, story, "http://site/", "http://site/")
        with self.trouble(trouble, allowed=who in self.left):
            try:
                address = checkout.open_checkout(self.readers[who], order)
                self.visits.append(address.rsplit("/", 1)[1])
            except checkout.AlreadySubscribed:
                pass
        known = Customer.objects.filter(user=self.readers[who])
        self.ids[who].update(known.values_list("stripe_id", flat=True))
        self.collect()

    @precondition(lambda self: self.visits)
    @rule(place=st.integers(0, 3))
    @counted
    def pay(self, place):
        self.pay_a_visit(self.visits[-1 - place % len(self.visits)])

    def pay_a_visit(self, visit):
        try:
            self.stand_in.pay(visit)
        except errors.Refusal:
            return  # the customer was deleted meanwhile
        self.collect()

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO, undo=st.booleans())
    @counted
    def cancel_or_undo(self, who, undo):
        self.update(who, {"cancel_at_period_end": not undo})

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO, days=st.sampled_from([0, 3, 9, 50]))
    @counted
    def end_on_a_day(self, who, days):
        self.update(who, {"cancel_at": str(self.stand_in.now + days * 86_400)})

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO, trouble=TROUBLES)
    @counted
    def withdraw(self, who, trouble):
        hers = Subscription.objects.live().filter(user=self.readers[who])
        for row in hers.select_related("user")[:1]:
            # Refused also when the row is behind: Stripe has ended it by now.
            late = suppress(withdrawing.TooLate)
            with self.trouble(trouble, allowed=True), late:
                withdrawing.withdraw(row)
        self.collect()

    @rule(who=st.just(1), really=SOMETIMES, trouble=TROUBLES)
    @counted
    def delete_account(self, who, really, trouble):
        if really:
            self.left.add(who)
            person = self.readers[who]
            type(person).objects.filter(pk=person.pk).update(is_active=False)
            with self.trouble(trouble):
                self.end_everything(who)

    def end_everything(self, who):
        gone, _is_new = Leaving.objects.get_or_create(user=self.readers[who])
        leaving.end_everything(gone)
        self.collect()

    # What the bank, the paper and time do

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def pause_or_resume(self, who):
        for row in self.live(who)[:1]:
            self.happens("resume" if row["status"] == "paused" else "pause", row)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def pause_or_resume_the_payments(self, who):
        for row in self.live(who)[:1]:
            behavior = {} if row["pause_collection"] else {"behavior": "void"}
            self.happens("pause-collection", row, **behavior)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO, price=st.integers(0, 2))
    @counted
    def change_price(self, who, price):
        for row in self.live(who)[:1]:
            self.happens("change-price", row, price=self.prices[price])

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO, outcome=st.sampled_from(["", "lost", "won"]))
    @counted
    def dispute(self, who, outcome):
        for row in self.live(who)[:1]:
            self.happens("dispute", row)
            if outcome:
                self.happens("close-disputes", row, status=outcome)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO, how=st.sampled_from(["whole", "part", "fails"]))
    @counted
    def refund(self, who, how):
        for row in self.live(who)[:1]:
            part = {"amount": "100"} if how == "part" else {}
            self.happens("fail-refund" if how == "fails" else "refund", row, **part)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def end_now(self, who):
        for row in self.live(who)[:1]:
            self.happens("end-subscription", row)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def delete_customer(self, who):
        for row in self.live(who)[:1]:
            self.happens("delete-customer", row)

    @precondition(lambda self: self.someone_is_live())
    @rule(who=WHO)
    @counted
    def change_address(self, who):
        for row in self.live(who)[:1]:
            with self.ledger.open():
                owner = self.ledger.get("customer", row["customer"])
                resources.update_customer(self.ledger, owner, {"email": "x@y.test"})
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

    # How

    def update(self, who, params):
        """Change when the newest of her subscriptions ends."""
        for row in self.live(who)[:1]:
            with self.ledger.open():
                resources.update_subscription(self.ledger, row, params)
        self.collect()

    def happens(self, action, row, **given):
        """Do something at Stripe by hand, if it can be done."""
        it = {"customer": row["customer"], "subscription": row["id"]}
        try:
            carry_out(self.stand_in, action, it | given)
        except errors.Refusal:
            return  # as it stands, that can't happen
        self.collect()

    @contextmanager
    def trouble(self, trouble, *, allowed=False):
        """Have Stripe fail meanwhile; only then, or if allowed, may we say so."""
        carry_out(self.stand_in, *trouble)
        try:
            yield
        except PaymentsUnavailable:
            assert allowed or trouble != UP, "unavailable, although Stripe is up"
        finally:
            self.stand_in.come_back()

    def live(self, who):
        """Her subscriptions that have not ended, the newest first."""
        found = [billing.live_subscriptions(self.ledger, one) for one in self.ids[who]]
        return sum(found, [])

    def someone_is_live(self):
        """Whether anyone has a subscription that has not ended."""
        return any(self.live(who) for who in range(len(self.readers)))
