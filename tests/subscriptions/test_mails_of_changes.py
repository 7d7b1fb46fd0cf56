"""Each change at Stripe is told by mail once, whoever or whatever made us look."""

from django.core import mail
from django.db import transaction

from subscriptions.models import Notice
from tests.subscriptions.conftest import look_again


def told():
    """What she has been told, in order."""
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


def test_she_is_welcomed_once(payer):
    look_again(payer)

    assert told() == ["subscription_welcome"]


def test_a_failed_payment_is_told_once_for_each_period(payer, stripe):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)
    look_again(payer)

    look_again(payer)

    assert told() == ["subscription_welcome", "subscription_payment_failed"]


def test_the_end_is_told_once(payer, stripe):
    stripe.end_subscription(payer.stripe_id)
    look_again(payer)

    look_again(payer)

    assert told() == ["subscription_welcome", "subscription_ended"]


def test_a_subscription_that_ended_before_we_knew_it_is_not_told(pay, stripe, reader):
    customer = pay(reader)
    stripe.end_subscription(customer.stripe_id)

    look_again(customer)

    assert told() == []


def test_each_mail_is_sent_in_text_and_html(payer, stripe, drain, settings):
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    }
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)
    look_again(payer)
    stripe.end_subscription(payer.stripe_id)
    look_again(payer)

    drain()

    assert [message.to for message in mail.outbox] == [[payer.user.email]] * 3
    subjects = " / ".join(message.subject for message in mail.outbox)
    assert "Welcome" in subjects
    assert "did not go through" in subjects
    assert "has ended" in subjects
    for message in mail.outbox:
        assert "/account/" in message.body or "/subscribe/" in message.body
        assert message.alternatives[0].mimetype == "text/html"


def test_nothing_is_mailed_when_the_copy_is_rolled_back(pay, reader, stripe):
    customer = pay(reader)

    with transaction.atomic():
        look_again(customer)
        transaction.set_rollback(True)

    assert told() == []
