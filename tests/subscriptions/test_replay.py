"""Every event that was ever sent is sent again: nothing changes, nobody is mailed."""

import random

import pytest
from django.apps import apps
from django.core import mail

from stripe_stand_in import billing
from stripe_stand_in.remote import carry_out
from subscriptions import access, receipts, stripe_gateway
from subscriptions.models import AccessChange, Notice, StripeEvent, Subscription


def everything(*, but=()):
    """All rows of all tables about money, without the fields named."""
    tables = {}
    for model in apps.get_app_config("subscriptions").get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        kept = [name for name in names if name not in but]
        tables[model.__name__] = list(model.objects.order_by("pk").values(*kept))
    return tables


@pytest.fixture
def post(stripe, deliver):
    """Deliver what has happened since the last time, in order."""
    sent = []

    def post():
        for event in stripe.events[len(sent) :]:
            sent.append(event)
            assert deliver(event).status_code == 200

    return post


@pytest.fixture
def life(reader, pay, stripe, post):
    """Subscribed, renewed, failed, recovered, cancelled, kept, refunded, and so on."""
    customer = pay(reader)
    post()
    first = Subscription.objects.get()
    hers = {"customer": customer.stripe_id, "subscription": first.stripe_id}
    stripe.advance(days=32)
    post()
    stripe.break_card(customer.stripe_id)
    stripe.advance(days=31)
    post()
    with stripe.ledger.open():
        billing.replace_card(stripe.ledger, customer.stripe_id)
    post()
    stripe_gateway.end_with_period(first.stripe_id)
    post()
    stripe_gateway.keep(first.stripe_id)
    post()
    for action, given in (
        ("refund", {"amount": "100"}),
        ("dispute", {}),
        ("close-disputes", {"status": "won"}),
        ("refund", {"amount": "100"}),
        ("end-subscription", {}),
    ):
        carry_out(stripe, action, hers | given)
        post()
    pay(reader)
    post()
    receipts.send_receipts.call()
    return reader


def test_the_life_is_a_whole_one(life):
    steps = list(AccessChange.objects.order_by("pk").values_list("became", flat=True))
    kinds = set(Notice.objects.values_list("kind", flat=True))

    assert steps == [
        "active",  # subscribed
        "active",  # renewed
        "past_due",
        "active",  # recovered
        "active",  # set to end
        "active",  # kept
        "canceled",
        "active",  # again
    ]
    assert kinds == {
        "subscription_welcome",
        "subscription_payment_failed",
        "subscription_cancelled",
        "subscription_kept",
        "subscription_ended",
        "subscription_receipt",
    }
    assert Notice.objects.filter(kind="subscription_receipt").count() == 4
    assert access.is_subscriber(life)


def in_order(events):
    """As they happened."""
    return events


def newest_first(events):
    """From the last to the first."""
    return events[::-1]


def shuffled(events):
    """In no order, yet the same each time."""
    return random.Random(4).sample(events, len(events))


def three_times(events):
    """Each three times in a row."""
    return [event for event in events for _time in range(3)]


@pytest.mark.parametrize("order", [in_order, newest_first, shuffled, three_times])
def test_replaying_every_event_changes_no_row_and_mails_nobody(
    life, stripe, deliver, drain, settings, order
):
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    }
    drain()
    before, sent = everything(), len(mail.outbox)

    answers = [deliver(event).content for event in order(stripe.events)]
    again = receipts.send_receipts.call()
    drain()

    assert set(answers) == {b"seen before", b"not ours"}
    assert everything() == before
    assert (again, len(mail.outbox)) == (0, sent)


@pytest.mark.parametrize("order", [in_order, newest_first, shuffled])
def test_not_even_events_that_we_forgot_change_anything(
    life, stripe, deliver, drain, order
):
    StripeEvent.objects.all().delete()
    before = everything(but=["mirrored_at"])

    answers = [deliver(event).status_code for event in order(stripe.events)]

    after = everything(but=["mirrored_at"])
    assert set(answers) == {200}
    assert after.pop("StripeEvent")
    assert after == {name: rows for name, rows in before.items() if name in after}


def test_revenue_is_what_stripe_collected_and_no_more(life, stripe, deliver_all):
    deliver_all()
    receipts.send_receipts.call()

    charged = len(stripe.ledger.newest("charge"))
    told = Notice.objects.filter(kind=Notice.Kind.RECEIPT).count()
    assert told == charged == 4
