"""The address that Stripe posts to: what it takes, and what it repeats."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from subscriptions.access import is_subscriber
from subscriptions.models import StripeEvent, Subscription
from tests import factories
from tests.subscriptions.conftest import WEBHOOK


def nothing_is_stored():
    return not StripeEvent.objects.exists() and not Subscription.objects.exists()


def newest(stripe, kind):
    """The last event of a type."""
    return next(event for event in stripe.events[::-1] if event["type"] == kind)


def test_a_payment_becomes_access(deliver_all, pay, reader):
    pay(reader)

    statuses = deliver_all()

    assert set(statuses) == {200}
    assert is_subscriber(reader)


@pytest.mark.parametrize("newest_first", [False, True])
def test_the_order_of_events_makes_no_difference(
    deliver_all, stripe, pay, reader, newest_first
):
    customer = pay(reader)
    stripe.end_subscription(customer.stripe_id)

    deliver_all(newest_first=newest_first)

    assert Subscription.objects.get().status == "canceled"
    assert not is_subscriber(reader)


def test_an_event_told_twice_has_one_effect(deliver, stripe, pay, reader):
    pay(reader)
    event = newest(stripe, "customer.subscription.created")
    deliver(event)
    row = Subscription.objects.get()

    answer = deliver(event)

    assert answer.content == b"seen before"
    assert Subscription.objects.get().mirrored_at == row.mirrored_at
    assert StripeEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_copies_at_once_are_one(stripe, pay, reader, deliver):
    pay(reader)
    event = newest(stripe, "customer.subscription.created")

    def post(_number):
        try:
            return deliver(event).content
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(post, range(8)))

    assert sorted(answers) == [b"mirrored"] + [b"seen before"] * 7
    assert StripeEvent.objects.count() == Subscription.objects.count() == 1


def test_stripe_down_while_we_look_is_503_and_stores_nothing(
    deliver, stripe, pay, reader
):
    pay(reader)
    event = newest(stripe, "invoice.paid")
    stripe.go_down()

    answer = deliver(event)

    assert answer.status_code == 503
    assert nothing_is_stored()


def test_an_event_is_taken_after_the_outage(deliver, stripe, pay, reader):
    pay(reader)
    event = newest(stripe, "invoice.paid")
    stripe.go_down(how="close")
    deliver(event)
    stripe.come_back()

    answer = deliver(event)

    assert answer.content == b"mirrored"
    assert is_subscriber(reader)


def test_a_failure_inside_leaves_nothing_behind(deliver, stripe, pay, reader):
    pay(reader)
    event = newest(stripe, "invoice.paid")
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE subscriptions_stripeevent ADD CHECK (type = 'nothing')"
        )
    client = Client(raise_request_exception=False)
    body = json.dumps(event).encode()

    answer = client.post(
        WEBHOOK,
        body,
        content_type="application/json",
        headers={"Stripe-Signature": stripe.sign(body)},
    )

    assert answer.status_code >= 500
    assert nothing_is_stored()


def test_an_event_of_an_unknown_type_is_accepted_and_ignored(deliver, stripe, payer):
    event = newest(stripe, "invoice.paid") | {"type": "price.painted", "id": "evt_new"}

    answer = deliver(event)

    assert answer.status_code == 200
    assert not StripeEvent.objects.filter(pk="evt_new").exists()


def test_a_stranger_who_pays_at_our_stripe_gets_no_access(deliver_all, pay, reader):
    pay(reader).delete()  # as if someone had subscribed elsewhere

    statuses = deliver_all()

    assert set(statuses) == {200}
    assert nothing_is_stored()


def test_a_subscription_to_something_else_gives_no_access(
    deliver_all, pay, reader, plan, caplog
):
    pay(reader)
    plan.stripe_product_id = "prod_of_ours"
    plan.save()

    deliver_all()

    assert Subscription.objects.get().access_until is None
    assert not is_subscriber(reader)
    assert "no plan of ours" in caplog.text


def test_a_forged_reference_gives_the_named_reader_nothing(
    deliver, stripe, pay, reader
):
    victim = factories.make_person("victim")
    pay(reader)
    event = newest(stripe, "checkout.session.completed")
    event["data"]["object"] |= {
        "client_reference_id": str(victim.pk),
        "metadata": {"reader": str(victim.pk)},
    }

    deliver(event)

    assert is_subscriber(reader)
    assert not is_subscriber(victim)


def test_a_thin_event_is_a_hint_as_well(deliver, stripe, pay, reader):
    pay(reader)
    subscription = stripe.state()["subscriptions"][0]
    thin = {
        "id": "evt_thin",
        "object": "v2.core.event",
        "type": "v1.customer.subscription.active",
        "livemode": False,
        "related_object": {
            "id": subscription["id"],
            "type": "subscription",
            "url": f"/v1/subscriptions/{subscription['id']}",
        },
    }

    answer = deliver(thin)

    assert answer.content == b"mirrored"
    assert is_subscriber(reader)


def test_a_thin_event_about_nothing_we_know_is_accepted(deliver, db):
    thin = {
        "id": "evt_thin",
        "object": "v2.core.event",
        "type": "v1.customer.subscription.active",
        "livemode": False,
        "related_object": {"id": "sub_unknown", "type": "subscription"},
    }

    answer = deliver(thin)

    assert answer.content == b"not ours"
