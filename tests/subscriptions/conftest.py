"""Who takes part in the tests about money: a Stripe of our own, and its customers."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from stripe_stand_in import StandIn
from subscriptions import checkout, mirror
from subscriptions.models import Customer, Subscription
from subscriptions.stripe_gateway import Patience
from tests import factories

WEBHOOK = "/stripe/webhook/"


@pytest.fixture
def stripe(settings):
    """A local Stripe that speaks HTTP; its events wait until a test delivers them."""
    with StandIn() as stand_in:
        settings.STRIPE_API_BASE = stand_in.url
        yield stand_in


@pytest.fixture
def browser(sign_in, reader):
    """The reader's browser."""
    return sign_in(reader)


@pytest.fixture
def plan(db):
    """99 pesos a month."""
    return factories.make_plan()


@pytest.fixture
def deliver(stripe):
    """Post an event to the webhook as Stripe would; what comes back is the answer."""
    client = Client()  # one for all: each reads the middleware anew

    def deliver(event, **headers):
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        headers = {"Stripe-Signature": stripe.sign(body)} | headers
        return client.post(
            WEBHOOK, body, content_type="application/json", headers=headers
        )

    return deliver


@pytest.fixture
def deliver_all(stripe, deliver):
    """Post every event so far, the oldest or the newest first."""

    def deliver_all(*, newest_first=False):
        events = stripe.events[::-1] if newest_first else stripe.events
        return [deliver(event).status_code for event in events]

    return deliver_all


@pytest.fixture
def pay(stripe, plan):
    """Have a reader pay for a plan at Stripe, of which we have not heard yet."""

    def pay(person, *, for_plan=plan) -> Customer:
        order = checkout.Order(for_plan, "", "http://testserver/", "http://testserver/")
        address = checkout.open_checkout(person, order)
        assert stripe.pay(address.rsplit("/", 1)[1])
        return Customer.objects.get(user=person)

    return pay


@pytest.fixture
def payer(reader, pay) -> Customer:
    """A reader who has paid, and whom we know to have paid."""
    customer = pay(reader)
    look_again(customer)
    return customer


def look_again(customer: Customer) -> None:
    """Mirror a customer, as the webhook would."""
    mirror.mirror_customer(
        customer.stripe_id,
        patience=Patience.WEBHOOK,
        reason=mirror.Reason(mirror.Cause.RECONCILE),
    )


def the_row() -> Subscription:
    """The one subscription there is."""
    return Subscription.objects.get()


def stand_in_time(stand_in) -> datetime:
    """What time it is at the stand-in."""
    return datetime.fromtimestamp(stand_in.now, UTC)
