"""The address that Stripe posts to: what is no event of ours is refused with 400."""

import json
import time

import pytest
from django.test import Client
from hypothesis import (
    HealthCheck,
    given,
    settings as hypothesis_settings,
    strategies as st,
)

from subscriptions.models import StripeEvent, Subscription
from tests.subscriptions.conftest import WEBHOOK


def nothing_is_stored():
    return not StripeEvent.objects.exists() and not Subscription.objects.exists()


EVENT = {
    "id": "evt_1",
    "object": "event",
    "type": "invoice.paid",
    "livemode": False,
    "data": {"object": {"object": "invoice", "id": "in_1", "customer": "cus_1"}},
}


def changed(**fields):
    return json.dumps(EVENT | fields).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"event"',
        b"[" * 100_000,
        b"\xff\xfe\xfa",
        json.dumps(EVENT).encode()[:-9],
        json.dumps([EVENT]).encode(),
        changed(object="charge"),
        changed(id=7),
        changed(id="evt_\x00"),
        changed(id="e" * 129),
        changed(type=None),
        changed(type="it's"),
        changed(data=None),
        changed(data={"object": "in_1"}),
        changed(data={"object": {"id": "in_1", "customer": 7}}),
        changed(data={"object": {"id": "in_1", "customer": {"name": "x"}}}),
        changed(data={"object": {"object": "customer"}}),
        changed(object="v2.core.event"),
        changed(object="v2.core.event", related_object="sub_1"),
        json.dumps({k: v for k, v in EVENT.items() if k != "livemode"}).encode(),
    ],
)
def test_a_signed_body_of_a_wrong_shape_is_refused(deliver, db, body):
    answer = deliver(body)

    assert answer.status_code == 400
    assert nothing_is_stored()


def test_an_event_of_another_mode_is_refused(deliver, db):
    answer = deliver(EVENT | {"livemode": True})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        "t=,v1=",
        "t=1,v1=abc",
        "t=99999999999999999999,v1=abc",
        "v1=abc",
        "t=1",
        "t=1,v1=caf\u00e9",
        "t=1,v0=abc",
    ],
)
def test_a_wrong_signature_is_refused(deliver, db, header):
    answer = deliver(EVENT, **{"Stripe-Signature": header})

    assert answer.status_code == 400
    assert nothing_is_stored()


def test_a_signature_of_another_body_is_refused(deliver, stripe, db):
    other = stripe.sign(json.dumps(EVENT | {"id": "evt_2"}).encode())

    answer = deliver(EVENT, **{"Stripe-Signature": other})

    assert answer.status_code == 400


@pytest.mark.parametrize(("age", "status"), [(290, 200), (310, 400)])
def test_a_signature_is_good_for_five_minutes(deliver, stripe, db, age, status):
    body = json.dumps(EVENT).encode()
    old = stripe.sign(body, at=int(time.time()) - age)

    answer = deliver(body, **{"Stripe-Signature": old})

    assert answer.status_code == status


def test_either_secret_is_good_while_it_is_being_replaced(deliver, settings, db):
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_next", "whsec_stand_in"]

    answer = deliver(EVENT)

    assert answer.status_code == 200


@pytest.mark.parametrize("secrets", [[], [""], ["whsec_another"]])
def test_without_the_right_secret_nothing_is_believed(deliver, settings, db, secrets):
    settings.STRIPE_WEBHOOK_SECRETS = secrets

    answer = deliver(EVENT)

    assert answer.status_code == 400


def test_a_body_that_is_too_long_is_refused(deliver, db):
    answer = deliver(changed(padding="x" * 256 * 1024))

    assert answer.status_code == 400
    assert nothing_is_stored()


@pytest.mark.parametrize("length", ["", "x", "-1", "\u00b2", "99999999999999999999"])
def test_a_length_that_is_none_is_refused(stripe, db, length):
    body = json.dumps(EVENT).encode()

    answer = Client().post(
        WEBHOOK,
        body,
        content_type="application/json",
        headers={"Stripe-Signature": stripe.sign(body)},
        CONTENT_LENGTH=length,
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "text/html; charset=utf-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
    ],
)
def test_a_body_of_a_wrong_kind_is_refused_even_if_signed(stripe, db, kind):
    body = json.dumps(EVENT).encode()
    signed = {"Stripe-Signature": stripe.sign(body)}

    answer = Client().generic("POST", WEBHOOK, body, kind, headers=signed)

    assert answer.status_code == 400
    assert nothing_is_stored()


def test_the_kind_that_stripe_names_is_taken(stripe, db):
    body = json.dumps(EVENT).encode()
    signed = {"Stripe-Signature": stripe.sign(body)}

    answer = Client().generic(
        "POST", WEBHOOK, body, "application/json; charset=utf-8", headers=signed
    )

    assert answer.status_code == 200


def test_a_body_without_a_signature_is_refused(client, db):
    answer = client.post(WEBHOOK, EVENT, content_type="application/json")

    assert answer.status_code == 400
    assert nothing_is_stored()


def test_a_body_cut_off_on_the_way_is_refused(deliver, stripe, db):
    whole = json.dumps(EVENT).encode()

    answer = deliver(whole[:-9], **{"Stripe-Signature": stripe.sign(whole)})

    assert answer.status_code == 400


def test_only_a_post_is_a_webhook(client):
    assert client.get(WEBHOOK).status_code == 405


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=8,
)


def no_object(value):
    """Whether it lacks what every event carries."""
    return not (isinstance(value, dict) and "object" in value)


BODIES = (
    st.binary(max_size=300)
    | NONSENSE.filter(no_object).map(lambda value: json.dumps(value).encode())
    | NONSENSE.filter(no_object).map(lambda value: changed(data=value))
    | st.integers(0, len(json.dumps(EVENT)) - 1).map(
        lambda length: json.dumps(EVENT).encode()[:length]
    )
)


@hypothesis_settings(
    max_examples=1_000,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(BODIES, st.booleans())
def test_a_thousand_bodies_that_are_no_events_are_refused(deliver, db, body, is_signed):
    headers = {} if is_signed else {"Stripe-Signature": "t=1,v1=abc"}

    answer = deliver(body, **headers)

    assert answer.status_code == 400
    assert nothing_is_stored()
