"""Does the stand-in speak as the installed ``stripe`` package says Stripe does?"""

import pytest
import requests

from stripe_stand_in import parameters, reversals
from tests.stripe_stand_in import contract

LISTS = (
    "customers",
    "products",
    "prices",
    "coupons",
    "promotion_codes",
    "checkout/sessions",
    "subscriptions?status=all&expand[]=data.latest_invoice.payments",
    "invoices",
    "invoice_payments",
    "events?limit=100",
    "refunds",
    "charges",
    "disputes",
)


@pytest.fixture
def a_full_life(stand_in, client, subscribe, open_checkout, press, make_code):
    """One of everything that can happen, and the client to look at it."""
    kept = subscribe(stand_in, client, subscription_data={"trial_period_days": 7})
    ended = subscribe(stand_in, client)
    client.checkout.sessions.expire(open_checkout(client).id)
    taxed = {"automatic_tax": {"enabled": True}, "customer_update": {"address": "auto"}}
    make_code(duration="repeating", duration_in_months=3)
    session = open_checkout(client, allow_promotion_codes=True, **taxed)
    press(session.url, "use-code", code="AUTUMN")
    open_checkout(client, metadata={"story": "/a/"})
    intent = client.invoice_payments.list({"invoice": ended.latest_invoice})
    payment_intent = intent.data[0].payment.payment_intent
    client.refunds.create({"payment_intent": payment_intent})
    client.subscriptions.update(kept.id, {"cancel_at_period_end": True})
    with stand_in.ledger.open():
        charge = stand_in.ledger.newest("charge")[0]
        dispute = reversals.dispute(stand_in.ledger, charge)
        reversals.close(stand_in.ledger, dispute, "lost")
    paused = subscribe(stand_in, client)
    client.subscriptions.pause(paused.id)
    put_off = subscribe(stand_in, client)
    client.subscriptions.update(put_off.id, {"pause_collection": {"behavior": "void"}})
    client.customers.delete(subscribe(stand_in, client).customer)
    stand_in.break_card(ended.customer)
    press(session.url, "pay")
    stand_in.advance(days=60)
    return client


@pytest.mark.parametrize("address", LISTS)
def test_every_object_is_of_the_shape_the_package_declares(
    a_full_life, stand_in, address
):
    key = {"Authorization": "Bearer sk_test_newsroom"}

    answer = requests.get(f"{stand_in.url}/v1/{address}", headers=key, timeout=5)

    assert answer.json()["data"]
    assert contract.faults_of_answer(answer.json()) == []


def test_the_object_in_every_event_is_of_the_declared_shape(a_full_life, stand_in):
    events = stand_in.events

    faults = [contract.faults_of_answer(e["data"]["object"]) for e in events]

    assert sum(faults, []) == []
    assert len({event["type"] for event in events}) > 15


@pytest.mark.parametrize("has_code", [True, False])
def test_a_preview_is_of_the_declared_shape(
    client, open_checkout, press, make_code, has_code
):
    make_code(duration="forever")
    taxed = {"automatic_tax": {"enabled": True}, "customer_update": {"address": "auto"}}
    session = open_checkout(client, allow_promotion_codes=True, **taxed)
    press(session.url, "use-code", code="AUTUMN" if has_code else "")
    press(session.url, "pay")
    (subscription,) = client.subscriptions.list({"expand": ["data.discounts"]}).data

    preview = client.invoices.create_preview({"subscription": subscription.id})

    assert len(preview.total_discount_amounts) == has_code
    assert contract.faults_of_answer(preview.to_dict()) == []
    assert contract.faults_of_answer(subscription.to_dict()) == []


@pytest.mark.parametrize("flow", ["payment_method_update", "subscription_cancel"])
def test_a_portal_session_is_of_the_declared_shape(stand_in, client, subscribe, flow):
    subscription = subscribe(stand_in, client)
    flow_data = {"type": flow}
    if flow == "subscription_cancel":
        flow_data[flow] = {"subscription": subscription.id}

    session = client.billing_portal.sessions.create(
        {"customer": subscription.customer, "flow_data": flow_data}
    )

    assert contract.faults_of_answer(session.to_dict()) == []


def test_expanded_lines_and_cards_are_of_the_declared_shape(
    stand_in, client, subscribe
):
    subscription = subscribe(stand_in, client)
    session = client.checkout.sessions.list({"subscription": subscription.id}).data[0]

    session = client.checkout.sessions.retrieve(
        session.id,
        {"expand": ["line_items", "subscription.default_payment_method"]},
    )

    assert session.subscription.default_payment_method.card.last4 == "4242"
    assert contract.faults_of_answer(session.to_dict()) == []


@pytest.mark.parametrize("operation", parameters.ACCEPTED)
def test_every_accepted_parameter_is_one_of_the_package(operation):
    tree = parameters.tree(operation)

    faults = contract.faults_of_parameters(operation, tree)

    assert faults == []


def test_the_contract_notices_a_field_of_an_older_api(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client).to_dict()
    subscription["current_period_end"] = 1
    del subscription["items"]["data"][0]["current_period_end"]
    subscription["status"] = "lapsed"

    faults = contract.faults_of_answer(subscription)

    assert len(faults) == 3


def test_the_contract_notices_a_parameter_of_an_older_api():
    old = {"payment_method_types[]": {"kind": "text", "required": False}}

    faults = contract.faults_of_parameters("checkout.sessions.create", old)

    assert faults == ["checkout.sessions.create.payment_method_types is unknown"]
