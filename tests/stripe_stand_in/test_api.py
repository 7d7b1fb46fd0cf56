"""Does the official client get from the API what it would get from Stripe?"""

import http.client

import pytest
import requests
import stripe

KEY = {"Authorization": "Bearer sk_test_newsroom"}


def test_a_customer_is_kept_found_by_mail_and_changed(client):
    made = client.customers.create(
        {"email": "ana@example.com", "metadata": {"id": "7"}}
    )
    client.customers.create({"email": "bo@example.com"})

    client.customers.update(made.id, {"name": "Ana", "metadata": {"id": "", "x": "1"}})

    found = client.customers.list({"email": "ana@example.com"}).data
    assert [(one.id, one.name) for one in found] == [(made.id, "Ana")]
    assert found[0].metadata.to_dict() == {"x": "1"}


def test_what_does_not_exist_is_a_404_with_stripes_code(client):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.customers.retrieve("cus_nobody")

    assert refusal.value.http_status == 404
    assert refusal.value.code == "resource_missing"
    assert refusal.value.request_id.startswith("req_")


def test_a_parameter_that_names_nothing_is_a_400(client):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.billing_portal.sessions.create({"customer": "cus_nobody"})

    assert refusal.value.http_status == 400
    assert refusal.value.param == "customer"


@pytest.mark.parametrize(
    ("params", "code", "param"),
    [
        ({"payment_method_types": ["card"]}, "parameter_unknown", None),
        ({"subscription_data": {"coupon": "x"}}, "parameter_unknown", None),
        ({"mode": ""}, "parameter_missing", "mode"),
        ({"line_items": []}, "parameter_missing", "line_items"),
        ({"line_items": [{"quantity": 1}]}, "parameter_missing", None),
        ({"line_items": [{"price": "price_no"}]}, "resource_missing", None),
        ({"line_items": "x"}, None, "line_items"),
        ({"success_url": "javascript:x"}, "url_invalid", "success_url"),
        ({"customer_email": "a@b.c", "customer": "cus_x"}, None, "customer"),
        ({"expires_at": 1}, None, "expires_at"),
        ({"automatic_tax": {"enabled": "yes"}}, None, "automatic_tax[enabled]"),
        ({"mode": "payment"}, None, "mode"),
    ],
)
def test_a_wrong_checkout_is_refused_and_opens_nothing(
    client, open_checkout, params, code, param
):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        open_checkout(client, **params)

    assert refusal.value.http_status == 400
    assert refusal.value.code == code
    assert param is None or refusal.value.param == param
    assert client.checkout.sessions.list().data == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("sk_live_money", "never takes a live key"),
        ("rk_live_money", "never takes a live key"),
        ("pk_test_x", "Invalid API Key"),
    ],
)
def test_only_test_keys_are_taken(stand_in, connect, key, words):
    client = connect(stand_in, key)

    with pytest.raises(stripe.AuthenticationError, match=words):
        client.customers.create({"email": "ana@example.com"})

    assert stand_in.state()["customers"] == []


def test_a_request_without_a_key_is_refused(stand_in):
    answer = requests.get(f"{stand_in.url}/v1/customers", timeout=5)

    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/v1/", "/v1/credit_notes", "/v1/customers/x/y/z"])
def test_an_address_that_stripe_or_we_lack_is_a_404(stand_in, path):
    answer = requests.get(stand_in.url + path, headers=KEY, timeout=5)

    assert answer.status_code == 404
    assert "Unrecognized request URL" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "form", ["a=1&a[b]=2", "metadata[[[[=1", "%ff=%fe", "line_items[0]=1", "&&&=&"]
)
def test_a_mangled_form_is_refused_politely(stand_in, form):
    address = f"{stand_in.url}/v1/checkout/sessions"

    answer = requests.post(address, form, headers=KEY, timeout=5)

    assert answer.status_code == 400


def test_a_huge_request_is_refused(stand_in):
    answer = requests.post(f"{stand_in.url}/v1/customers", "x" * 1_000_001, timeout=5)

    assert answer.status_code == 413


def test_a_request_under_a_strange_host_name_is_refused(stand_in):
    line = http.client.HTTPConnection(stand_in.url.removeprefix("http://"))
    line.request("GET", "/", headers={"Host": "evil.example"})

    status = line.getresponse().status
    line.close()

    assert status == 403


def test_a_price_is_found_by_its_lookup_key_which_is_its_own(client, make_price):
    monthly = make_price(client, lookup_key="monthly")
    make_price(client, lookup_key="yearly", recurring={"interval": "year"})

    found = client.prices.list({"lookup_keys": ["monthly"], "expand": ["data.product"]})

    assert [price.id for price in found.data] == [monthly.id]
    assert found.data[0].product.name == "Comments"
    with pytest.raises(stripe.InvalidRequestError):
        make_price(client, lookup_key="monthly")


def test_a_lookup_key_can_be_moved_to_another_price(client, make_price):
    old = make_price(client, lookup_key="monthly")

    new = make_price(client, lookup_key="monthly", transfer_lookup_key=True)

    assert new.lookup_key == "monthly"
    assert client.prices.retrieve(old.id).lookup_key is None


def test_a_long_list_is_walked_page_by_page_newest_first(client):
    made = [client.customers.create({"email": f"{n}@x.org"}).id for n in range(7)]

    pages = client.customers.list({"limit": 3})
    walked = [customer.id for customer in pages.auto_paging_iter()]

    assert pages.has_more
    assert walked == made[::-1]


def test_a_list_is_walked_backwards(client):
    made = [client.customers.create({"email": f"{n}@x.org"}).id for n in range(5)]

    page = client.customers.list({"limit": 2, "ending_before": made[0]})

    assert [customer.id for customer in page.data] == [made[2], made[1]]
    assert page.has_more


@pytest.mark.parametrize(
    "params", [{"limit": 0}, {"limit": 101}, {"starting_after": "cus_no"}]
)
def test_a_page_that_cannot_be_is_refused(client, params):
    with pytest.raises(stripe.InvalidRequestError):
        client.customers.list(params)


def test_ended_subscriptions_are_listed_only_on_demand(stand_in, client, subscribe):
    live, ended = subscribe(stand_in, client), subscribe(stand_in, client)
    client.subscriptions.cancel(ended.id)

    usual = client.subscriptions.list()
    everything = client.subscriptions.list({"status": "all"})
    canceled = client.subscriptions.list({"status": "canceled"})

    assert [each.id for each in usual.data] == [live.id]
    assert [each.id for each in everything.data] == [ended.id, live.id]
    assert [each.id for each in canceled.data] == [ended.id]


def test_events_are_listed_by_type_and_time(stand_in, client):
    client.customers.create({"email": "ana@example.com"})
    stand_in.advance(days=1)
    late = client.customers.create({"email": "bo@example.com"})

    events = client.events.list(
        {"types": ["customer.created"], "created": {"gte": stand_in.now - 60}}
    )

    assert [event.data.object.id for event in events.data] == [late.id]
    assert client.events.list({"type": "invoice.paid"}).data == []


def test_a_payment_intent_leads_to_its_subscription(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)
    invoice = client.invoices.list({"subscription": subscription.id}).data[0]
    invoice = client.invoices.retrieve(invoice.id, {"expand": ["payments"]})
    intent = invoice.payments.data[0].payment.payment_intent

    payments = client.invoice_payments.list(
        {"payment": {"type": "payment_intent", "payment_intent": intent}}
    )

    assert [payment.invoice for payment in payments.data] == [invoice.id]
    assert invoice.parent.subscription_details.subscription == subscription.id


def test_money_is_given_back_only_once(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)
    payment = client.invoice_payments.list({"invoice": subscription.latest_invoice})
    intent = payment.data[0].payment.payment_intent

    client.refunds.create({"payment_intent": intent, "amount": 300})

    with pytest.raises(stripe.InvalidRequestError):
        client.refunds.create({"payment_intent": intent, "amount": 201})
    assert [refund.amount for refund in client.refunds.list().data] == [300]


def test_an_expansion_of_nothing_is_refused(client):
    customer = client.customers.create({"email": "ana@example.com"})

    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        client.customers.retrieve(customer.id, {"expand": ["friends"]})
