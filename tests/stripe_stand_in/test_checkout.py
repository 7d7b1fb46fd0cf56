"""Can a reader pay, be declined, or leave, and never pay twice?"""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from stripe_stand_in import StandIn


def test_paying_leads_back_with_a_subscription_that_is_active(
    client, open_checkout, press
):
    data = {"subscription_data": {"metadata": {"user_id": "42"}}}
    session = open_checkout(client, client_reference_id="42", **data)

    answer = press(session.url, "pay")

    paid = client.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
    assert answer.status_code == 303
    place = f"http://site.test/done/?session_id={session.id}"
    assert answer.headers["Location"] == place
    assert (paid.status, paid.payment_status) == ("complete", "paid")
    assert paid.client_reference_id == "42"
    assert paid.subscription.status == "active"
    assert paid.subscription.billing_mode.type == "flexible"
    assert paid.subscription.metadata.to_dict() == {"user_id": "42"}


def test_the_page_says_what_is_paid_and_that_nothing_is(client, open_checkout):
    session = open_checkout(client)

    page = requests.get(session.url, timeout=5).text

    assert "no real money moves" in page
    assert "Subscribe to Comments" in page
    assert "5.00 USD every month" in page
    assert "ana@example.com" in page


def test_a_product_cannot_smuggle_markup_into_the_page(client, open_checkout):
    product = {"name": "<script>alert(1)</script>"}
    recurring = {"interval": "month"}
    price = client.prices.create(
        {
            "currency": "usd",
            "unit_amount": 1,
            "recurring": recurring,
            "product_data": product,
        }
    )
    session = open_checkout(client, line_items=[{"price": price.id}])

    page = requests.get(session.url, timeout=5).text

    assert "<script" not in page


@pytest.mark.parametrize("announced", [True, False])
def test_a_declined_card_leaves_the_session_open(
    stand_in, client, open_checkout, press, announced
):
    session = open_checkout(client)
    if announced:
        stand_in.decline_next_card()

    answer = press(session.url, "pay" if announced else "decline")

    assert answer.status_code == 402
    assert "Your card was declined." in answer.text
    assert client.checkout.sessions.retrieve(session.id).status == "open"
    assert client.subscriptions.list({"status": "all"}).data == []
    assert press(session.url, "pay").status_code == 303


def test_leaving_leads_back_and_charges_nothing(client, open_checkout, press):
    session = open_checkout(client)

    answer = press(session.url, "abandon")

    assert answer.headers["Location"] == "http://site.test/plans/"
    assert client.checkout.sessions.retrieve(session.id).status == "open"
    assert client.invoices.list().data == []


def test_ten_clicks_at_once_make_one_subscription(
    stand_in, client, open_checkout, press
):
    session = open_checkout(client)

    with ThreadPoolExecutor(10) as clicks:
        answers = list(clicks.map(lambda _: press(session.url, "pay"), range(10)))

    assert {answer.status_code for answer in answers} == {303}
    assert len(client.subscriptions.list({"status": "all"}).data) == 1
    assert len(client.invoice_payments.list().data) == 1


def test_a_paid_session_says_so_and_leads_on(client, open_checkout, press):
    session = open_checkout(client)
    press(session.url, "pay")

    page = requests.get(session.url, timeout=5).text

    assert "This checkout is complete" in page
    assert f"session_id={session.id}" in page


def test_a_session_expires_by_the_clock(stand_in, client, open_checkout, press):
    session = open_checkout(client)

    stand_in.advance(hours=25)

    answer = press(session.url, "pay")
    assert answer.status_code == 410
    assert "This checkout has expired" in answer.text
    assert client.subscriptions.list({"status": "all"}).data == []
    assert "checkout.session.expired" in [event["type"] for event in stand_in.events]


def test_a_session_can_be_expired_by_the_site(client, open_checkout):
    session = open_checkout(client)

    expired = client.checkout.sessions.expire(session.id)

    assert (expired.status, expired.url) == ("expired", None)


def test_a_site_whose_clock_stood_still_can_still_choose_an_expiry(
    stand_in, client, open_checkout
):
    half_an_hour_away = stand_in.now + 1_800
    stand_in.advance(days=40)

    session = open_checkout(client, expires_at=half_an_hour_away)

    assert session.status == "open"
    assert 1_700 < session.expires_at - stand_in.now <= 1_800


def test_a_reader_without_an_account_becomes_a_customer(client, open_checkout, press):
    session = open_checkout(client, customer_email="new@example.com")

    press(session.url, "pay")

    paid = client.checkout.sessions.retrieve(session.id, {"expand": ["customer"]})
    assert paid.customer.email == "new@example.com"
    assert paid.customer_details.email == "new@example.com"


def test_a_reader_of_whom_nothing_is_known_is_asked_for_an_address(
    client, open_checkout, press
):
    session = open_checkout(client, customer=None)

    without = press(session.url, "pay")
    press(session.url, "pay", email="new@example.com")

    assert without.status_code == 200
    assert 'name="email"' in without.text
    assert [one.email for one in client.customers.list().data] == ["new@example.com"]


def test_a_page_that_does_not_exist_is_a_404(stand_in):
    answer = requests.get(f"{stand_in.url}/c/pay/cs_test_nothing", timeout=5)

    assert answer.status_code == 404


def test_an_open_checkout_can_be_paid_after_a_new_start_on_another_port(
    tmp_path, connect, open_checkout, press
):
    state = tmp_path / "stripe.json"
    with StandIn(state=state) as first:
        session = open_checkout(connect(first))

    with StandIn(state=state) as second:
        client = connect(second)
        address = client.checkout.sessions.retrieve(session.id).url
        press(address, "pay")

        assert client.checkout.sessions.retrieve(session.id).status == "complete"
