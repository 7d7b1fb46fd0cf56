"""What is sold to our readers by others, on the same account at Stripe?"""

import copy

import pytest

from stripe_stand_in import resources
from stripe_stand_in.remote import carry_out
from subscriptions import access, account, attention, checkout, repairs
from subscriptions.models import Customer, Subscription
from tests.subscriptions.conftest import look_again, the_row

DAY = 86_400


@pytest.fixture
def mug(stripe):
    """The price of a mug a month, which has nothing to do with us."""
    price = {"currency": "mxn", "unit_amount": 1, "recurring": {"interval": "month"}}
    price["product_data"] = {"name": "A mug a month"}
    with stripe.ledger.open():
        return resources.create_price(stripe.ledger, price)


def test_what_runs_longer_beside_our_plan_gives_no_longer_access(payer, stripe, mug):
    ours = the_row().current_period_end
    with stripe.ledger.open():
        items = stripe.ledger.shelves["subscription"][the_row().stripe_id]["items"]
        other = copy.deepcopy(items["data"][0])
        other["id"], other["price"] = "si_mug", dict(mug)
        other["current_period_end"] += 300 * DAY
        items["data"].insert(0, other)

    look_again(payer)

    assert the_row().current_period_end == ours
    assert access.is_subscriber(payer.user)


def test_who_pays_for_a_mug_may_still_subscribe(reader, plan, stripe, mug):
    customer = checkout.customer_of(reader)
    made = {"customer": customer.stripe_id, "price": mug["id"]}
    carry_out(stripe, "subscribe", made)
    order = checkout.Order(plan, "", "http://testserver/", "http://testserver/")

    address = checkout.open_checkout(reader, order)

    assert stripe.pay(address.rsplit("/", 1)[1])
    look_again(Customer.objects.get())
    assert access.is_subscriber(reader)


def test_a_mug_is_not_one_of_two_subscriptions(payer, stripe, mug, caplog):
    made = {"customer": payer.stripe_id, "price": mug["id"]}
    carry_out(stripe, "subscribe", made)

    look_again(payer)

    assert Subscription.objects.count() == 2
    assert "two subscriptions at once" not in caplog.text


def test_a_mug_is_neither_cancelled_nor_ended_by_us(payer, stripe, mug):
    made = {"customer": payer.stripe_id, "price": mug["id"]}
    paper = the_row()
    carry_out(stripe, "subscribe", made)

    look_again(payer)

    assert account.live_subscription(payer.user) == paper
    assert not account.panel_of(payer.user).pays_twice
    assert repairs.wrong_with(list(Subscription.objects.all())) == []
    titles = [str(concern.title) for concern in attention.concerns()]
    assert not [title for title in titles if "two" in title.lower()]
