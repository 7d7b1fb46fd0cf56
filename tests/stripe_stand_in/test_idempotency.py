"""Is a request that was sent twice carried out once?"""

import pytest
import stripe

ONCE = {"idempotency_key": "once"}


def test_the_same_request_twice_is_carried_out_once(stand_in, client):
    first = client.customers.create({"email": "ana@example.com"}, ONCE)

    second = client.customers.create({"email": "ana@example.com"}, ONCE)

    assert second.id == first.id
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(stand_in.state()["customers"]) == 1


def test_the_same_key_for_another_request_is_an_error(client):
    client.customers.create({"email": "ana@example.com"}, ONCE)

    with pytest.raises(stripe.IdempotencyError) as refusal:
        client.customers.create({"email": "bo@example.com"}, ONCE)

    assert refusal.value.http_status == 400


def test_a_key_is_free_again_after_a_day(stand_in, client):
    first = client.customers.create({"email": "ana@example.com"}, ONCE)
    stand_in.advance(hours=25)

    second = client.customers.create({"email": "ana@example.com"}, ONCE)

    assert second.id != first.id


def test_a_request_that_was_wrong_may_be_put_right_under_its_key(client):
    with pytest.raises(stripe.InvalidRequestError):
        client.customers.create({"shoe_size": "41"}, ONCE)

    customer = client.customers.create({"email": "ana@example.com"}, ONCE)

    assert customer.email == "ana@example.com"


def test_a_decline_is_answered_again_without_asking_the_bank(
    stand_in, client, subscribe
):
    subscription = subscribe(stand_in, client)
    stand_in.decline_next_card(times=2)
    stand_in.advance(days=32)
    invoice = client.subscriptions.retrieve(subscription.id).latest_invoice
    stand_in.decline_next_card()

    with pytest.raises(stripe.CardError) as refusal:
        client.invoices.pay(invoice, None, ONCE)
    with pytest.raises(stripe.CardError):
        client.invoices.pay(invoice, None, ONCE)

    assert (refusal.value.http_status, refusal.value.code) == (402, "card_declined")
    assert client.invoices.pay(invoice).status == "paid"


def test_an_answer_that_got_lost_is_fetched_by_the_retry(stand_in, connect):
    client = connect(stand_in, retries=1)
    stand_in.lose_next_answer()

    customer = client.customers.create({"email": "ana@example.com"})

    assert [one["id"] for one in stand_in.state()["customers"]] == [customer.id]
