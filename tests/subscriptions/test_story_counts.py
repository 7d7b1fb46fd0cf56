"""Which stories' walls started checkouts, counted over what Stripe has."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from subscriptions import checkout, story_counts
from subscriptions.models import StoryCheckouts
from subscriptions.stripe_gateway import PaymentsUnavailable, Visit
from tests import factories

NOON = datetime(2026, 11, 20, 18, tzinfo=UTC)
COUNT = story_counts.count_checkouts


@pytest.fixture
def visit(stripe, plan):
    """Have somebody new go to the checkout from a story, and perhaps pay there."""

    def visit(story: str, *, pays: bool = False) -> None:
        order = checkout.Order(plan, story, "http://testserver/", "http://testserver/")
        address = checkout.open_checkout(factories.make_person(), order)
        if pays:
            assert stripe.pay(address.rsplit("/", 1)[1])

    return visit


def counted() -> set[tuple]:
    """What we have written down."""
    return set(StoryCheckouts.objects.values_list("story", "day", "started", "paid"))


def test_visits_to_the_checkout_are_counted_by_story_and_day(visit):
    visit("/news/a/", pays=True)
    visit("/news/a/")
    visit("")

    number = COUNT.call()

    today = timezone.localdate()
    assert number == 3
    assert counted() == {("/news/a/", today, 2, 1), ("", today, 1, 0)}


def test_counting_twice_counts_nothing_twice(visit):
    visit("/news/a/", pays=True)
    COUNT.call()

    COUNT.call()

    assert counted() == {("/news/a/", timezone.localdate(), 1, 1)}


def test_whoever_pays_an_hour_later_is_counted_then(visit, stripe):
    visit("/news/a/")
    COUNT.call()
    with stripe.ledger.open():
        [session] = stripe.ledger.newest("checkout.session")
    assert stripe.pay(session["id"])

    COUNT.call()

    assert counted() == {("/news/a/", timezone.localdate(), 1, 1)}


def test_what_was_counted_on_older_days_stays(visit):
    long_ago = timezone.localdate() - timedelta(days=story_counts.DAYS)
    StoryCheckouts.objects.create(story="/news/b/", day=long_ago, started=4, paid=2)
    visit("/news/a/")

    COUNT.call()

    assert ("/news/b/", long_ago, 4, 2) in counted()


def test_what_others_sell_on_the_same_account_is_not_counted(visit, stripe):
    visit("/news/a/")
    with stripe.ledger.open():
        [session] = stripe.ledger.newest("checkout.session")
        session["metadata"] = {"story": "/news/a/"}

    assert COUNT.call() == 0


def test_more_visits_than_stripe_tells_at_once_are_all_counted(stripe, visit):
    visit("/news/a/")
    with stripe.ledger.open():
        [session] = stripe.ledger.newest("checkout.session")
        for number in range(120):
            stripe.ledger.add(session | {"id": f"cs_test_{number}"})

    assert COUNT.call() == 121


def test_a_silent_stripe_leaves_the_counts_as_they_are(visit, stripe):
    visit("/news/a/")
    COUNT.call()
    stripe.go_down(how="close")

    with pytest.raises(PaymentsUnavailable):
        COUNT.call()

    assert len(counted()) == 1


def test_a_visit_belongs_to_the_day_of_the_papers_clock(db):
    night = datetime(2026, 11, 19, 23, 30, tzinfo=ZoneInfo("America/Mexico_City"))

    story_counts.write([Visit(night.astimezone(UTC), "/a/", False)], night.date())

    assert counted() == {("/a/", night.date(), 1, 0)}


def test_a_path_that_is_too_long_is_cut_and_not_lost(db):
    story_counts.write([Visit(NOON, "/" + "a" * 900, False)], NOON.date())

    assert len(StoryCheckouts.objects.get().story) == 400


def test_the_stories_are_told_for_seven_and_for_thirty_days(db):
    for days, started, paid in (
        (0, 3, 1),
        (6, 2, 1),
        (7, 5, 2),
        (29, 1, 0),
        (30, 9, 9),
    ):
        day = timezone.localdate(NOON) - timedelta(days=days)
        StoryCheckouts.objects.create(story="/a/", day=day, started=started, paid=paid)

    [row] = story_counts.by_story(NOON)

    assert row == {
        "story": "/a/",
        "started_week": 5,
        "paid_week": 2,
        "started_month": 11,
        "paid_month": 4,
    }
