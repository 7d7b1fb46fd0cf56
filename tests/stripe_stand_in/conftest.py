"""Who takes part in the stand-in's tests: a stand-in, the official client, a site."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
import stripe

from stripe_stand_in import StandIn

SECRET = "whsec_stand_in"


class Site:
    """A site that keeps what is posted to it, and answers as it is told."""

    def __init__(self):
        self.received = []
        self.answers = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                site.received.append((body, self.headers["Stripe-Signature"]))
                self.send_response(site.answers.pop(0) if site.answers else 200)
                self.end_headers()

            def log_message(self, *_args):
                """Keep the test's output clean."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/stripe/webhook/"
        threading.Thread(
            target=self.server.serve_forever, args=(0.02,), daemon=True
        ).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def types(self, secret=SECRET):
        """The types of the events received, their signatures checked."""
        construct = stripe.Webhook.construct_event
        return [construct(body, seal, secret).type for body, seal in self.received]


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def stand_in():
    with StandIn() as stand_in:
        yield stand_in


@pytest.fixture
def posting_stand_in(site):
    """A stand-in that posts its events to the site and is quick to try again."""
    with StandIn(webhook_url=site.url, webhook_backoff=(0.02,)) as stand_in:
        yield stand_in


@pytest.fixture
def connect():
    """Makes the official client of a stand-in."""

    def connect(stand_in, key="sk_test_newsroom", retries=0):
        places = dict.fromkeys(
            ("api", "files", "connect", "meter_events"), stand_in.url
        )
        return stripe.StripeClient(
            key,
            base_addresses=places,
            max_network_retries=retries,
            http_client=stripe.RequestsClient(timeout=(3, 15)),
        ).v1

    return connect


@pytest.fixture
def client(connect, stand_in):
    return connect(stand_in)


@pytest.fixture
def make_price():
    """Makes a price of 5 dollars a month, unless told otherwise."""

    def make_price(client, **given):
        product = client.products.create({"name": "Comments"})
        values = {
            "product": product.id,
            "currency": "usd",
            "unit_amount": 500,
            "recurring": {"interval": "month"},
        }
        return client.prices.create({**values, **given})

    return make_price


@pytest.fixture
def open_checkout(make_price):
    """Opens a checkout session for a new customer, unless told otherwise."""

    def open_checkout(client, **given):
        if "customer_email" not in given and "customer" not in given:
            given["customer"] = client.customers.create({"email": "ana@example.com"}).id
        values = {
            "mode": "subscription",
            "line_items": [{"price": make_price(client).id, "quantity": 1}],
            "success_url": "http://site.test/done/?session_id={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://site.test/plans/",
        }
        return client.checkout.sessions.create({**values, **given})

    return open_checkout


@pytest.fixture
def make_code(client):
    """Makes the promotion code AUTUMN: a fifth off once, unless told otherwise."""

    def make_code(text="AUTUMN", **coupon):
        share = {} if "amount_off" in coupon else {"percent_off": 20}
        made = client.coupons.create(share | {"duration": "once"} | coupon)
        promotion = {"type": "coupon", "coupon": made.id}
        return client.promotion_codes.create({"code": text, "promotion": promotion})

    return make_code


@pytest.fixture
def subscribe(open_checkout):
    """Makes a paid subscription."""

    def subscribe(stand_in, client, **given):
        session = open_checkout(client, **given)
        assert stand_in.pay(session.id)
        session = client.checkout.sessions.retrieve(session.id)
        return client.subscriptions.retrieve(session.subscription)

    return subscribe


@pytest.fixture
def press():
    """Presses a button of a hosted page and stays where the answer is."""

    def press(page, action, **fields):
        form = {"action": action, **fields}
        return requests.post(page, form, allow_redirects=False, timeout=15)

    return press
