"""Each step of somebody's access is kept once, with what made us look."""

import pytest

from stripe_stand_in import billing
from stripe_stand_in.remote import carry_out
from subscriptions import checkout, mirror, reconcile, stripe_gateway
from subscriptions.models import AccessChange, Subscription
from subscriptions.stripe_gateway import Patience
from tests.subscriptions.conftest import look_again, the_row

Cause = AccessChange.Cause


def steps():
    """What was kept so far: the cause, the status before and the one after."""
    kept = AccessChange.objects.order_by("pk")
    return list(kept.values_list("cause", "was", "became"))


@pytest.fixture
def since(payer):
    """Forget how the payer came to pay; only what follows is counted."""
    AccessChange.objects.all().delete()
    return payer


def of_type(stripe, kind):
    """The last event of a type."""
    return next(event for event in stripe.events[::-1] if event["type"] == kind)


def test_a_new_subscription_is_one_step(deliver_all, pay, reader):
    pay(reader)

    deliver_all()

    assert steps() == [("webhook", "", "active")]


def test_a_step_names_the_event_that_told_of_it_and_what_became(since, stripe, deliver):
    before = the_row()
    stripe.end_subscription(since.stripe_id)
    event = of_type(stripe, "customer.subscription.deleted")

    deliver(event)

    step = AccessChange.objects.get()
    row = the_row()
    assert (step.cause, step.event) == (Cause.WEBHOOK, event["id"])
    assert (step.user, step.subscription) == (since.user, row)
    assert (step.was, step.became) == ("active", "canceled")
    assert (step.was_until, step.until) == (before.access_until, row.ended_at)


def test_a_repeated_event_is_no_step(since, stripe, deliver):
    stripe.end_subscription(since.stripe_id)
    event = of_type(stripe, "customer.subscription.deleted")
    deliver(event)

    deliver(event)

    assert len(steps()) == 1


def test_another_event_about_the_same_change_is_no_step(since, stripe, deliver_all):
    stripe.end_subscription(since.stripe_id)

    deliver_all()
    deliver_all(newest_first=True)

    assert steps() == [("webhook", "active", "canceled")]


def test_looking_in_vain_is_no_step(since):
    look_again(since)

    assert steps() == []


def renews(stripe, customer):
    """A month passes and is paid for."""
    stripe.advance(days=32)


def fails(stripe, customer):
    """A month passes and is not paid for."""
    stripe.break_card(customer.stripe_id)
    stripe.advance(days=32)


def is_set_to_end(stripe, customer):
    """She cancels for the end of the period."""
    stripe_gateway.end_with_period(the_row().stripe_id)


def is_paused(stripe, customer):
    """The paper pauses it."""
    carry_out(stripe, "pause", {"subscription": the_row().stripe_id})


def is_disputed_and_lost(stripe, customer):
    """The bank takes the money back."""
    carry_out(stripe, "dispute", {"subscription": the_row().stripe_id})
    decided = {"customer": customer.stripe_id, "status": "lost"}
    carry_out(stripe, "close-disputes", decided)


@pytest.mark.parametrize(
    ("happens", "became"),
    [
        (renews, "active"),
        (fails, "past_due"),
        (is_set_to_end, "active"),
        (is_paused, "paused"),
        (is_disputed_and_lost, "active"),
    ],
)
def test_every_change_is_one_step_however_many_events_tell_of_it(
    since, stripe, deliver_all, happens, became
):
    happens(stripe, since)

    deliver_all()
    deliver_all(newest_first=True)

    assert steps() == [("webhook", "active", became)]
    assert AccessChange.objects.get().until == the_row().access_until


def test_what_ends_and_what_is_taken_back_are_two_steps(since, stripe):
    row = the_row()
    stripe_gateway.end_with_period(row.stripe_id)
    look_again(since)
    stripe_gateway.keep(row.stripe_id)

    look_again(since)

    kept = AccessChange.objects.order_by("pk").values_list("cancel_at", flat=True)
    assert list(kept) == [row.current_period_end, None]


def test_a_recovery_is_a_step(since, stripe):
    fails(stripe, since)
    look_again(since)
    with stripe.ledger.open():
        billing.replace_card(stripe.ledger, since.stripe_id)

    look_again(since)

    assert [step[1:] for step in steps()] == [
        ("active", "past_due"),
        ("past_due", "active"),
    ]


def test_who_is_unlinked_has_one_step_that_says_so(since, stripe, deliver_all):
    carry_out(stripe, "delete-customer", {"customer": since.stripe_id})

    deliver_all()

    assert steps() == [("webhook", "active", "canceled")]
    assert AccessChange.objects.get().event


def test_an_unlinking_that_stripe_lists_nothing_for_is_a_step(since, stripe):
    carry_out(stripe, "delete-customer", {"customer": since.stripe_id})
    with stripe.ledger.open():
        stripe.ledger.shelves["subscription"].clear()

    look_again(since)

    step = AccessChange.objects.get()
    assert (step.was, step.became) == ("active", "canceled")
    assert step.until == the_row().access_until == the_row().ended_at


def test_each_of_two_subscriptions_has_its_own_step(since, stripe, plan):
    made = {"customer": since.stripe_id, "price": plan.stripe_price_id}
    carry_out(stripe, "subscribe", made)

    look_again(since)

    newest = Subscription.objects.order_by("-pk").first()
    assert AccessChange.objects.get().subscription == newest


@pytest.mark.parametrize(
    "cause", [Cause.RETURN, Cause.READER, Cause.DESK, Cause.LEAVING]
)
def test_a_step_says_what_made_us_look(since, stripe, cause):
    stripe.end_subscription(since.stripe_id)

    mirror.mirror_customer(
        since.stripe_id, patience=Patience.PAGE, reason=mirror.Reason(cause)
    )

    step = AccessChange.objects.get()
    assert (step.cause, step.event) == (cause, "")


def test_the_way_to_the_checkout_keeps_what_it_found(since, stripe, plan):
    stripe.end_subscription(since.stripe_id)
    order = checkout.Order(plan, "", "http://testserver/", "http://testserver/")

    checkout.open_checkout(since.user, order)

    assert steps() == [("checkout", "active", "canceled")]


def test_the_comparison_keeps_what_it_found(since, stripe):
    stripe.end_subscription(since.stripe_id)

    reconcile.reconcile(reconcile.everyone())

    assert steps() == [("reconcile", "active", "canceled")]


def test_a_step_is_kept_with_its_row_or_not_at_all(since, stripe, deliver):
    stripe.end_subscription(since.stripe_id)
    event = of_type(stripe, "customer.subscription.deleted")
    stripe.go_down()

    deliver(event)

    assert steps() == []
    assert the_row().status == "active"
