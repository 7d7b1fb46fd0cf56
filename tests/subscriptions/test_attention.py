"""Whose money needs a person, and whose does not."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from stripe_stand_in import resources
from subscriptions import attention, repairs
from subscriptions.models import Customer, Subscription
from subscriptions.prices import price_of
from subscriptions.stripe_gateway import Patience
from tests import factories
from tests.subscriptions.conftest import look_again

TITLES = {
    "two": "Two subscriptions at once",
    "taken back": "Taken back, and still charged",
    "leaving": "Asked to be deleted, and still charged",
    "unknown": "A status that we don’t know",
    "foreign": "Pays for no plan of ours",
    "not compared": "Not compared with Stripe for more than a day",
}


def leave(person, **fields) -> None:
    """Have her ask to delete her account, two hours ago."""
    fields = {"asked_at": timezone.now() - timedelta(hours=2)} | fields
    apps.get_model("accounts", "Leaving").objects.create(user=person, **fields)


def make_trouble(kind: str, person) -> None:
    """Bring somebody into this kind of trouble."""
    match kind:
        case "two":
            factories.subscribe(person)
            factories.subscribe(person)
        case "taken back":
            factories.subscribe(person, access_until=None)
        case "leaving":
            factories.subscribe(person)
            leave(person)
        case "unknown":
            factories.subscribe(person, status="brand_new", access_until=None)
        case "foreign":
            factories.subscribe(person, plan=None, access_until=None)
        case "not compared":
            long_ago = timezone.now() - timedelta(hours=27)
            Customer.objects.create(
                user=person, stripe_id="cus_late", mirrored_at=long_ago
            )


def told() -> dict[str, list[str]]:
    """The names under each kind of trouble."""
    return {
        str(one.title): [case.name for case in one.cases]
        for one in attention.concerns()
    }


@pytest.mark.parametrize("kind", TITLES)
def test_each_kind_of_trouble_is_told_with_whom_it_is_about(reader, subscriber, kind):
    make_trouble(kind, reader)

    assert told() == {TITLES[kind]: [reader.display_name]}


STATES = ("active", "taken back", "canceled", "unpaid", "past_due")


@pytest.mark.parametrize("second", STATES)
@pytest.mark.parametrize("first", STATES)
def test_the_list_and_the_persons_page_find_the_same(reader, first, second):
    for state in (first, second):
        gives = state in {"active", "past_due"}
        soon = timezone.now() + timedelta(days=5)
        status = "active" if state == "taken back" else state
        factories.subscribe(reader, status=status, access_until=soon if gives else None)

    wrong = {one.kind for one in repairs.wrong_with(reader.subscriptions.all())}

    assert set(told()) == {TITLES[kind] for kind in wrong}


def test_nothing_is_told_of_those_who_are_well(
    subscriber, lapsed, in_grace, past_due, reader
):
    factories.subscribe(reader, status="canceled", access_until=timezone.now())
    factories.subscribe(reader)
    Customer.objects.create(
        user=reader, stripe_id="cus_x", mirrored_at=timezone.now() - timedelta(hours=25)
    )
    leave(lapsed)
    leave(in_grace, asked_at=timezone.now())

    assert told() == {}
    assert attention.count(attention.concerns()) == "0"


def test_whoever_has_left_is_not_told_of_again(subscriber):
    leave(subscriber, done_at=timezone.now())

    assert told() == {}


def test_a_thousand_troubles_are_shown_as_the_first_of_them(db):
    for _ in range(attention.LISTED + 2):
        factories.subscribe(factories.make_person(), plan=None, access_until=None)

    [concern] = attention.concerns()

    assert (len(concern.cases), concern.has_more) == (attention.LISTED, True)
    assert attention.count([concern]) == "20+"


def test_looking_costs_one_query_for_each_kind(db, django_assert_num_queries):
    for kind in TITLES:
        make_trouble(kind, factories.make_person())

    with django_assert_num_queries(len(TITLES)):
        found = attention.concerns()

    assert len(found) == len(TITLES)
    assert attention.count(found) == "6"


def test_two_live_ones_at_stripe_are_found_there_too(payer, stripe, plan):
    price = price_of(plan, patience=Patience.PAGE)
    with stripe.ledger.open():
        resources.create_subscription(
            stripe.ledger,
            {"customer": payer.stripe_id, "items": [{"price": price}]},
        )
    look_again(payer)

    assert Subscription.objects.live().count() == 2
    assert told() == {TITLES["two"]: [payer.user.display_name]}
