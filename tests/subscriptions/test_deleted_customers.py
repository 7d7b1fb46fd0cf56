"""What if a customer was deleted at Stripe, and nobody told us?"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from stripe_stand_in.remote import carry_out
from subscriptions import access, checkout
from subscriptions.models import AccessChange, Customer
from subscriptions.stripe_gateway import PaymentsUnavailable
from tests.subscriptions.conftest import look_again, the_row


@pytest.fixture
def deleted(payer, stripe):
    """A payer whom an operator deleted at Stripe; all events of that are lost."""
    carry_out(stripe, "delete-customer", {"customer": payer.stripe_id})
    return payer


@pytest.fixture
def order(plan):
    """What everyone here wants to buy."""
    return checkout.Order(plan, "", "http://testserver/", "http://testserver/")


def test_the_way_to_the_checkout_leads_there_all_the_same(
    deleted, sign_in, plan, stripe
):
    agreed = {"agreed": plan.agreement(timezone.localdate())}

    answer = sign_in(deleted.user).post(plan.get_absolute_url(), agreed)

    assert answer.status_code == 303
    assert answer.url.startswith(stripe.url)


def test_she_gets_a_new_customer_and_may_pay(deleted, order, stripe):
    address = checkout.open_checkout(deleted.user, order)

    assert stripe.pay(address.rsplit("/", 1)[1])
    again = Customer.objects.get(user=deleted.user)
    look_again(again)
    assert again.stripe_id != deleted.stripe_id
    assert access.is_subscriber(deleted.user)


def test_what_she_had_ends_and_says_why(deleted, order):
    checkout.open_checkout(deleted.user, order)

    step = AccessChange.objects.order_by("-pk").first()
    assert (step.cause, step.was, step.became) == ("checkout", "active", "canceled")
    assert the_row().ended_at


def test_one_who_never_paid_and_was_deleted_may_pay_as_well(reader, order, stripe):
    gone = checkout.customer_of(reader)
    carry_out(stripe, "delete-customer", {"customer": gone.stripe_id})

    address = checkout.open_checkout(reader, order)

    assert stripe.pay(address.rsplit("/", 1)[1])


def test_stripe_down_meanwhile_leaves_her_as_she_was(deleted, order, stripe):
    stripe.go_down()

    with pytest.raises(PaymentsUnavailable):
        checkout.open_checkout(deleted.user, order)

    assert Customer.objects.get() == deleted
    assert the_row().status == "active"


@pytest.mark.parametrize("lost", range(1, 6))
def test_answers_lost_on_the_way_are_put_right_at_the_next_click(
    deleted, order, stripe, lost
):
    stripe.lose_next_answer(times=lost)
    try:
        first = checkout.open_checkout(deleted.user, order)
    except PaymentsUnavailable:
        first = None
    stripe.come_back()

    second = checkout.open_checkout(deleted.user, order)

    assert first in (None, second)
    assert len(stripe.ledger.newest("customer")) == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one_new_customer_and_one_visit(deleted, order, stripe):
    def go(_tab):
        try:
            return checkout.open_checkout(deleted.user, order)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as tabs:
        addresses = set(tabs.map(go, range(4)))

    assert len(addresses) == 1
    assert len(stripe.ledger.newest("customer")) == 1


def test_one_that_waits_to_be_paid_does_not_hide_a_deletion(deleted, stripe):
    with stripe.ledger.open():
        stripe.ledger.shelves["subscription"][the_row().stripe_id].update(
            status="incomplete"
        )

    look_again(deleted)

    assert not Customer.objects.exists()
    assert the_row().status == "canceled"
