"""What does a reader do on her way to pay? Shared by the tests of the checkout."""

from django.utils import timezone

from subscriptions.checkout import Order
from subscriptions.models import Plan

STORY = "/news/a-story/comments/"
PLAN = "/subscribe/monthly/"
THANKS = "/subscribe/thanks/"


def order(plan, story=""):
    """What the page asks for."""
    return Order(plan, story, "http://testserver/thanks/", "http://testserver/plan/")


def visits(stripe, status=None):
    """The visits to the checkout, all or those of a status."""
    with stripe.ledger.open():
        shelf = stripe.ledger.newest("checkout.session")
    return [visit for visit in shelf if status in (None, visit["status"])]


def visit_of(answer):
    """The id of the visit that a redirect leads to."""
    return answer["Location"].rsplit("/", 1)[1]


def subscribe(browser, address, fields=None, **options):
    """Read the plan's page and press its button."""
    plan = Plan.objects.get(slug=address.split("/")[2])
    agreed = {"agreed": agreement(plan)}
    return browser.post(address, agreed | (fields or {}), **options)


def agreement(plan, *, trial_days=0):
    """What the plan's page says today."""
    return plan.agreement(timezone.localdate(), trial_days=trial_days)
