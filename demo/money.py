"""How do the demo's people come to pay? At the stand-in, as a reader would."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from accounts.models import User
from demo import edition_files, stand_in
from demo.cast import character
from demo.seed import Progress, commenter
from stripe_stand_in import StandIn
from subscriptions import mirror
from subscriptions.checkout import Order, customer_of, open_checkout
from subscriptions.models import Grant, Plan, Subscription
from subscriptions.stripe_gateway import Patience

INCLUDED = """Read every comment
Write, reply and follow the conversation
Keep the stories free for everyone"""
PLANS = (
    {"slug": "monthly", "name": "Monthly", "amount": 9900, "interval": "month"},
    {
        "slug": "yearly",
        "name": "Yearly",
        "amount": 99000,
        "interval": "year",
        "trial_days": 14,
    },
)
GIFT = "Demo edition"
A_YEAR = timedelta(days=365)


def make_plans(now: datetime, say: Progress) -> None:
    """The two plans on sale."""
    for position, plan in enumerate(PLANS):
        wanted = plan | {"description": INCLUDED, "position": position}
        Plan.objects.get_or_create(slug=plan["slug"], defaults=wanted)


def make_subscribers(now: datetime, say: Progress) -> None:
    """Commenters get access as a gift; the two who pay do so at the stand-in."""
    for key, person in edition_files.table("people").items():
        since = edition_files.months(person.get("since", "1mo"))
        _give(commenter(key), now - since, now + A_YEAR)
    if not settings.STRIPE_API_BASE:
        _give(_person("subscriber"), now - timedelta(days=40), now + A_YEAR)
        say("without a Stripe stand-in subscriber@example.com pays nothing")
        return
    with _stand_in_running():
        _pay(_person("subscriber"))
        _pay(_person("lapsed"))
        _end(_person("lapsed"))


def _person(key: str) -> User:
    person = character(key)
    return User.objects.get(email=person.email if person else "")


def _give(user: User, start: datetime, end: datetime) -> None:
    Grant.objects.get_or_create(
        user=user, reason=GIFT, defaults={"starts_at": start, "until": end}
    )


@contextmanager
def _stand_in_running() -> Iterator[None]:
    """The stand-in that runs already, or one for as long as the seed needs it."""
    try:
        stand_in.state()
    except stand_in.StandInSilent:
        port = urlsplit(settings.STRIPE_API_BASE).port or 0
        with StandIn(port=port, state=settings.VAR / "stripe.json"):
            yield
    else:
        yield


def _pay(user: User) -> None:
    if Subscription.objects.filter(user=user).exists():
        return
    plan = Plan.objects.get(slug="monthly")
    nowhere = "http://127.0.0.1/"
    order = Order(plan=plan, story="", success_url=nowhere, cancel_url=nowhere)
    stand_in.press(open_checkout(user, order), "pay")
    mirror.mirror_customer(
        customer_of(user).stripe_id,
        patience=Patience.WORKER,
        reason=mirror.Reason(mirror.Cause.RETURN),
    )


def _end(user: User) -> None:
    for subscription in Subscription.objects.live().filter(user=user):
        stand_in.order("end-subscription", subscription=subscription.stripe_id)
    mirror.mirror_customer(
        customer_of(user).stripe_id,
        patience=Patience.WORKER,
        reason=mirror.Reason(mirror.Cause.RETURN),
    )
