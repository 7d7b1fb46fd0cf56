"""What an operator, a bank or the reader herself may do to what was sold."""

import pytest
import requests
import stripe


@pytest.fixture
def sold(stand_in, client, subscribe):
    """A paid subscription."""
    return subscribe(stand_in, client)


@pytest.fixture
def command(stand_in):
    """Drive the stand-in from another process."""

    def command(action, **given):
        place = f"{stand_in.url}/_stand_in/{action}"
        answer = requests.post(place, given, timeout=5)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return command


def types_of(stand_in):
    return [event["type"] for event in stand_in.events]


def intent_of(client, subscription):
    payments = client.invoice_payments.list({"invoice": subscription.latest_invoice})
    return payments.data[0].payment.payment_intent


def test_a_paused_subscription_is_not_renewed_until_it_resumes(client, stand_in, sold):
    client.subscriptions.pause(sold.id, {"type": "subscription"})
    stand_in.advance(days=70)
    paused = client.subscriptions.retrieve(sold.id)

    resumed = client.subscriptions.resume(sold.id)

    why = paused.status_details.paused.subscription.type
    assert (paused.status, why) == ("paused", "pause_requested")
    assert paused["items"].data[0] == sold["items"].data[0]
    assert (resumed.status, resumed.status_details) == ("active", None)
    assert resumed["items"].data[0].current_period_end > stand_in.now
    assert len(client.invoices.list().data) == 2
    assert {"customer.subscription.paused", "customer.subscription.resumed"} <= {
        *types_of(stand_in)
    }


def test_who_can_not_pay_stays_paused(client, stand_in, sold):
    client.subscriptions.pause(sold.id)
    stand_in.break_card(sold.customer)
    stand_in.advance(days=70)

    resumed = client.subscriptions.resume(sold.id)

    assert resumed.status == "paused"
    assert [i.status for i in client.invoices.list().data] == ["void", "paid"]


def test_only_what_is_paused_resumes_and_only_what_is_paid_is_paused(client, sold):
    with pytest.raises(stripe.InvalidRequestError):
        client.subscriptions.resume(sold.id)

    client.subscriptions.pause(sold.id)

    with pytest.raises(stripe.InvalidRequestError):
        client.subscriptions.pause(sold.id)


@pytest.mark.parametrize(
    ("behavior", "status"),
    [
        ("void", "void"),
        ("keep_as_draft", "draft"),
        ("mark_uncollectible", "uncollectible"),
    ],
)
def test_paused_payments_leave_it_active(client, stand_in, sold, behavior, status):
    paused = {"pause_collection": {"behavior": behavior}}
    client.subscriptions.update(sold.id, paused)
    stand_in.break_card(sold.customer)

    stand_in.advance(days=32)

    now = client.subscriptions.retrieve(sold.id)
    assert (now.status, now.pause_collection.behavior) == ("active", behavior)
    assert [i.status for i in client.invoices.list().data] == [status, "paid"]
    again = client.subscriptions.update(sold.id, {"pause_collection": ""})
    assert again.pause_collection is None


def test_payments_go_on_at_the_instant_that_was_agreed(client, stand_in, sold):
    until = stand_in.now + 40 * 86_400
    paused = {"behavior": "void", "resumes_at": until}
    client.subscriptions.update(sold.id, {"pause_collection": paused})

    stand_in.advance(days=70)

    assert client.subscriptions.retrieve(sold.id).pause_collection is None
    statuses = [i.status for i in client.invoices.list().data]
    assert statuses == ["paid", "void", "paid"]


def test_a_behavior_that_stripe_lacks_is_refused(client, sold):
    paused = {"pause_collection": {"behavior": "forget"}}

    with pytest.raises(stripe.InvalidRequestError):
        client.subscriptions.update(sold.id, paused)


def test_a_deleted_customer_is_charged_no_more_and_says_so(client, stand_in, sold):
    session = client.billing_portal.sessions.create({"customer": sold.customer})

    answer = client.customers.delete(sold.customer)

    assert answer.to_dict() == {
        "id": sold.customer,
        "object": "customer",
        "deleted": True,
    }
    assert client.customers.retrieve(sold.customer).deleted
    assert client.subscriptions.retrieve(sold.id).status == "canceled"
    assert client.customers.list().data == []
    assert types_of(stand_in)[-2:] == [
        "customer.subscription.deleted",
        "customer.deleted",
    ]
    assert requests.get(session.url, timeout=5).status_code == 404
    with pytest.raises(stripe.InvalidRequestError):
        client.customers.update(sold.customer, {"name": "Ana"})


@pytest.mark.parametrize(
    ("recurring", "invoices"), [({"interval": "month"}, 1), ({"interval": "year"}, 2)]
)
def test_a_new_price_counts_from_the_next_period_or_a_new_rhythm_at_once(
    client, stand_in, sold, make_price, recurring, invoices
):
    price = make_price(client, unit_amount=700, recurring=recurring)
    item = {"id": sold["items"].data[0].id, "price": price.id}

    changed = client.subscriptions.update(sold.id, {"items": [item]})

    assert changed["items"].data[0].price.id == price.id
    assert changed["items"].data[0].plan.amount == 700
    assert len(client.invoices.list().data) == invoices
    stand_in.advance(days=400)
    assert client.invoices.list().data[0].amount_paid == 700


def test_a_subscription_can_be_made_by_hand(client, stand_in, make_price):
    customer = client.customers.create({"email": "ana@example.com"})
    items = [{"price": make_price(client).id}]

    made = client.subscriptions.create({"customer": customer.id, "items": items})

    assert made.status == "active"
    assert "customer.subscription.created" in types_of(stand_in)
    assert "checkout.session.completed" not in types_of(stand_in)


def test_a_part_and_then_the_rest_is_given_back(client, stand_in, sold):
    intent = intent_of(client, sold)
    client.refunds.create({"payment_intent": intent, "amount": 200})
    [part] = client.charges.list({"customer": sold.customer}).data

    client.refunds.create({"payment_intent": intent, "amount": 300})

    [whole] = client.charges.list({"payment_intent": intent}).data
    assert (part.amount_refunded, part.refunded) == (200, False)
    assert (whole.amount_refunded, whole.refunded) == (500, True)
    assert types_of(stand_in).count("charge.refunded") == 2
    assert client.subscriptions.retrieve(sold.id).status == "active"


@pytest.mark.parametrize("status", ["lost", "won"])
def test_a_dispute_is_opened_and_decided(client, stand_in, sold, command, status):
    command("dispute", subscription=sold.id)
    [charge] = client.charges.list({"customer": sold.customer}).data
    [opened] = client.disputes.list({"charge": charge.id}).data

    command("close-disputes", customer=sold.customer, status=status)

    assert (charge.disputed, opened.status) == (True, "needs_response")
    assert client.disputes.retrieve(opened.id).status == status
    assert types_of(stand_in)[-2:] == [
        "charge.dispute.created",
        "charge.dispute.closed",
    ]


def test_a_bank_that_asks_is_answered_on_the_invoices_page(
    client, stand_in, sold, command, press
):
    command("have-bank-ask", customer=sold.customer)
    stand_in.advance(days=32)
    invoice = client.invoices.list({"status": "open"}).data[0]

    press(invoice.hosted_invoice_url, "confirm")

    assert "invoice.payment_action_required" in types_of(stand_in)
    assert client.subscriptions.retrieve(sold.id).status == "active"
    assert client.invoices.retrieve(invoice.id).status == "paid"


@pytest.mark.parametrize(
    ("button", "status"), [("pay", "complete"), ("decline", "open")]
)
def test_a_bank_that_asks_at_the_checkout_is_told_yes_or_no(
    client, open_checkout, press, button, status
):
    session = open_checkout(client)

    asked = press(session.url, "challenge")
    press(session.url, button)

    assert "Your bank asks" in asked.text
    assert client.checkout.sessions.retrieve(session.id).status == status


def test_all_of_it_can_be_done_from_outside(client, sold, command, make_price):
    her = {"customer": sold.customer}
    it = {"subscription": sold.id}
    price = make_price(client)
    command("refund", amount=100, **it)
    command("change-price", price=price.id, **it)
    command("pause-collection", behavior="void", **it)
    command("pause-collection", **it)
    command("pause", **it)
    command("resume", **it)
    command("break-card", **her)
    command("replace-card", **her)
    command("subscribe", price=price.id, **her)

    state = command("delete-customer", **her)

    assert [s["status"] for s in state["subscriptions"]] == ["canceled"] * 2
    assert state["customers"] == []
