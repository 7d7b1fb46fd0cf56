"""What else may happen at Stripe: pauses, disputes, deletions, things made by hand."""

import pytest

from stripe_stand_in import resources
from stripe_stand_in.remote import carry_out
from subscriptions import access, checkout, reconcile
from subscriptions.models import Customer, Notice, StripeEvent, Subscription
from tests import factories
from tests.subscriptions.conftest import look_again, the_row


@pytest.fixture
def happens(stripe, payer):
    """Have something happen at Stripe to the payer, and look again."""

    def happens(action, **given):
        hers = {"customer": payer.stripe_id}
        row = Subscription.objects.filter(user=payer.user).first()
        carry_out(stripe, action, hers | {"subscription": row.stripe_id} | given)
        look_again(payer)

    return happens


def test_paused_payments_keep_access_and_a_paused_subscription_does_not(
    happens, payer, stripe
):
    happens("pause-collection", behavior="void")
    stripe.advance(days=40)
    look_again(payer)
    while_payments_are_paused = access.is_subscriber(payer.user)

    happens("pause")

    assert while_payments_are_paused
    assert the_row().status == "paused"
    assert not access.is_subscriber(payer.user)


def test_what_resumes_gives_access_again(happens, payer):
    happens("pause")

    happens("resume")

    assert access.is_subscriber(payer.user)


def test_an_open_dispute_and_a_won_one_change_nothing(happens, payer):
    happens("dispute")
    open_meanwhile = access.is_subscriber(payer.user)

    happens("close-disputes", status="won")

    assert open_meanwhile
    assert access.is_subscriber(payer.user)


def test_a_lost_dispute_ends_access_and_raises_an_alert(happens, payer, caplog):
    happens("dispute")

    happens("close-disputes", status="lost")

    assert not access.is_subscriber(payer.user)
    assert "a dispute was lost" in caplog.text


def test_a_dispute_that_is_won_after_all_gives_access_again(happens, payer):
    happens("dispute")
    happens("close-disputes", status="lost")

    happens("close-disputes", status="won")

    assert access.is_subscriber(payer.user)


def test_a_lost_dispute_ends_the_subscription_it_paid_for_and_no_other(
    happens, payer, plan
):
    happens("dispute")
    happens("close-disputes", status="lost")

    happens("subscribe", price=plan.stripe_price_id)

    rows = Subscription.objects.filter(user=payer.user)
    assert [bool(row.access_until) for row in rows.order_by("pk")] == [False, True]
    assert access.is_subscriber(payer.user)


def test_a_dispute_reaches_us_as_an_event_that_names_no_customer(
    happens, payer, stripe, deliver, caplog
):
    happens("dispute")
    created = deliver(stripe.events[-1])
    carry_out(stripe, "close-disputes", {"customer": payer.stripe_id, "status": "lost"})

    closed = deliver(stripe.events[-1])

    assert (created.content, closed.content) == (b"mirrored", b"mirrored")
    assert not access.is_subscriber(payer.user)
    assert f"{payer.stripe_id} disputes a payment" in caplog.text


def test_the_alert_of_a_dispute_is_raised_once(happens, stripe, deliver, caplog):
    happens("dispute")
    deliver(stripe.events[-1])
    caplog.clear()

    deliver(stripe.events[-1])

    assert "disputes a payment" not in caplog.text


@pytest.mark.parametrize("amount", [{}, {"amount": "100"}])
def test_money_given_back_does_not_end_access(happens, payer, amount):
    happens("refund", **amount)

    assert access.is_subscriber(payer.user)


def test_a_deleted_customer_is_unlinked_and_loses_access(happens, payer):
    happens("delete-customer")

    assert not Customer.objects.exists()
    assert the_row().status == "canceled"
    assert not access.is_subscriber(payer.user)
    assert Notice.objects.filter(kind=Notice.Kind.ENDED).count() == 1


def test_the_event_of_a_deletion_unlinks_as_well(payer, stripe, deliver):
    carry_out(stripe, "delete-customer", {"customer": payer.stripe_id})

    answers = [deliver(event).content for event in stripe.events[-2:]]

    assert answers == [b"mirrored", b"not ours"]
    assert not Customer.objects.exists()
    assert StripeEvent.objects.filter(customer=payer.stripe_id).exists()


def test_a_deletion_whose_events_were_lost_is_found(payer, stripe):
    carry_out(stripe, "delete-customer", {"customer": payer.stripe_id})

    reconcile.reconcile(reconcile.everyone())

    assert not Customer.objects.exists()
    assert not access.is_subscriber(payer.user)


def test_who_was_deleted_may_subscribe_again_the_same_day(happens, payer, pay):
    happens("delete-customer")

    again = pay(payer.user)
    look_again(again)

    assert again.stripe_id != payer.stripe_id
    assert access.is_subscriber(payer.user)


def test_a_customer_stays_linked_while_stripe_says_nothing_of_a_deletion(payer, stripe):
    stripe.end_subscription(payer.stripe_id)

    look_again(payer)

    assert Customer.objects.get() == payer


def test_a_subscription_made_by_hand_gives_access_by_reconcile(
    reader, pay, plan, stripe
):
    customer = pay(reader)
    stripe.end_subscription(customer.stripe_id)
    by_hand = {"customer": customer.stripe_id, "price": plan.stripe_price_id}
    carry_out(stripe, "subscribe", by_hand)

    reconcile.reconcile(reconcile.everyone())

    assert access.is_subscriber(reader)


def test_two_made_by_hand_raise_an_alert_and_either_suffices(
    happens, payer, plan, stripe, caplog
):
    first = the_row().stripe_id
    happens("subscribe", price=plan.stripe_price_id)
    assert "two subscriptions at once" in caplog.text

    stripe.end_subscription(first)
    look_again(payer)

    assert access.is_subscriber(payer.user)


def test_what_a_known_customer_buys_elsewhere_on_the_account_gives_nothing(
    reader, plan, stripe, caplog
):
    customer = checkout.customer_of(reader)
    with stripe.ledger.open():
        product = resources.create_product(stripe.ledger, {"name": "A mug a month"})
        price = resources.create_price(
            stripe.ledger,
            {
                "currency": "mxn",
                "unit_amount": 1,
                "product": product["id"],
                "recurring": {"interval": "month"},
            },
        )
    foreign = {"customer": customer.stripe_id, "price": price["id"]}
    carry_out(stripe, "subscribe", foreign)

    look_again(customer)

    assert the_row().access_until is None
    assert not access.is_subscriber(reader)
    assert "is for no plan of ours" in caplog.text


def test_another_price_of_the_same_plan_keeps_access(happens, payer, plan, stripe):
    with stripe.ledger.open():
        price = resources.create_price(
            stripe.ledger,
            {
                "currency": "mxn",
                "unit_amount": 12_900,
                "product": plan.stripe_product_id,
                "recurring": {"interval": "month"},
            },
        )

    happens("change-price", price=price["id"])

    assert access.is_subscriber(payer.user)


def test_a_plan_that_is_changed_in_the_portal_is_followed(happens, payer, pay, stripe):
    yearly = factories.make_plan("Yearly", interval="year", amount=99_000)
    neighbour = pay(factories.make_person("neighbour"), for_plan=yearly)
    yearly.refresh_from_db()

    happens("change-price", price=yearly.stripe_price_id)

    assert Subscription.objects.get(user=payer.user).plan == yearly
    assert neighbour.user != payer.user


@pytest.mark.parametrize(
    ("fault", "given"),
    [
        ("fail-next", {"status": "429"}),
        ("fail-next", {"status": "500"}),
        ("go-down", {"how": "close"}),
    ],
)
def test_an_event_during_an_outage_is_asked_for_again(
    pay, reader, stripe, deliver, fault, given
):
    pay(reader)
    carry_out(stripe, fault, given)
    event = stripe.events[-1]
    refused = deliver(event).status_code
    carry_out(stripe, "come-back", {})

    assert (refused, deliver(event).status_code) == (503, 200)
    assert access.is_subscriber(reader)
