"""What does each mail about money look like? With a plan and a reader that are none."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import mail
from newsroom.mail import Letter
from subscriptions import emails
from subscriptions.models import Notice, Plan, Subscription
from subscriptions.stripe_bills import Charge, Invoice

CANCEL_LINK = "subscription_cancel_link"
KINDS = {kind.value: kind.label for kind in Notice.Kind} | {
    CANCEL_LINK: _("The link that cancels")
}
PRICE = 9900
WEEK = timedelta(days=7)


def sample_of(kind: str, *, to: str = "sample@example.com") -> Letter:
    """The mail of this kind as it would reach somebody; nothing is sent."""
    subscription = _subscription(kind)
    context = emails.context_of(subscription) | _facts(kind, subscription)
    return mail.write(kind, to=to, context=context)


def _subscription(kind: str) -> Subscription:
    now = timezone.now()
    ends = now + timedelta(days=23)
    failed = kind == Notice.Kind.PAYMENT_FAILED
    plan = Plan(name=_("Sample plan"), slug="sample", amount=PRICE, interval="month")
    return Subscription(
        user=get_user_model()(
            display_name=_("Sample Reader"), email="sample@example.com"
        ),
        plan=plan,
        stripe_id="sub_sample",
        status="past_due" if failed else "active",
        amount=PRICE,
        currency="mxn",
        interval="month",
        started_at=now - WEEK,
        current_period_end=ends,
        cancel_at=ends if kind == Notice.Kind.CANCELLED else None,
        access_until=now + WEEK if failed else ends,
    )


def _facts(kind: str, subscription: Subscription) -> dict:
    now = timezone.now()
    invoice = Invoice(
        id="in_sample",
        subscription=subscription.stripe_id,
        number="SAMPLE-0001",
        made_at=now,
        amount=PRICE,
        currency="mxn",
        status="paid",
        address="https://invoice.example.com/sample",
    )
    charge = Charge(
        at=now + WEEK,
        amount=PRICE,
        currency="mxn",
        interval="month",
        is_at_most=False,
    )
    return {
        "invoice": invoice,
        "charge": charge,
        "link_path": "/cancel/sample/",
        "withdrawn_at": now,
        "paid_back": subscription.price if kind == Notice.Kind.WITHDRAWN else "",
    }
