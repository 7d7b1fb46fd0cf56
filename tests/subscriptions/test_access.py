"""The table of statuses and instants: who is a Paid Subscriber, to the second."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from subscriptions.access import (
    GRACE,
    SLACK,
    Standing,
    access_until,
    is_subscriber,
    standing_of,
    subscriber_since,
)
from tests import factories

START = datetime(2026, 1, 31, 12, tzinfo=UTC)
END = datetime(2026, 2, 28, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ALL = {
    "trialing",
    "active",
    "past_due",
    "unpaid",
    "paused",
    "incomplete",
    "incomplete_expired",
    "canceled",
}


def limit(status, **fields):
    """When access ends for a subscription in its first month."""
    given = {"period_end": END, "unpaid_since": START} | fields
    given = {"cancel_at": None, "ended_at": None} | given
    return access_until(status=status, **given)


def hold(person, status, until, **fields):
    """Give a person a row as the mirror writes it."""
    return factories.subscribe(person, status=status, access_until=until, **fields)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("trialing", END + SLACK),
        ("active", END + SLACK),
        ("past_due", START + GRACE),
        ("unpaid", None),
        ("paused", None),
        ("incomplete", None),
        ("incomplete_expired", None),
        ("something_new", None),
        ("", None),
    ],
)
def test_each_status_gives_access_until_its_instant(status, expected):
    assert limit(status) == expected


@pytest.mark.parametrize("status", ["trialing", "active", "past_due"])
def test_a_set_end_comes_before_the_period_and_the_grace(status):
    set_end = START + timedelta(days=2)

    assert limit(status, cancel_at=set_end) == set_end


def test_an_end_set_far_ahead_does_not_lengthen_the_period():
    assert limit("active", cancel_at=END + timedelta(days=90)) == END + SLACK


def test_a_set_end_gives_no_slack():
    assert limit("active", cancel_at=END) == END


@pytest.mark.parametrize("status", sorted(ALL - {"trialing", "active", "past_due"}))
def test_a_set_end_gives_nothing_to_a_status_without_access(status):
    assert limit(status, cancel_at=END) is None


def test_a_canceled_subscription_ends_when_it_ended():
    assert limit("canceled", ended_at=START) == START


def test_a_subscription_without_a_period_gives_no_access():
    assert limit("active", period_end=None) is None
    assert limit("past_due", unpaid_since=None) is None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (END - SECOND, Standing.ENTITLED),
        (END - timedelta(microseconds=1), Standing.ENTITLED),
        (END, Standing.NONE),
        (END + SECOND, Standing.NONE),
    ],
)
@pytest.mark.parametrize("status", ["trialing", "active"])
def test_access_ends_at_its_very_second(reader, status, at, expected):
    hold(reader, status, END)

    assert standing_of(reader, at=at) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (END - SECOND, Standing.DUNNING),
        (END, Standing.PAST_DUE),
        (END + SECOND, Standing.PAST_DUE),
    ],
)
def test_dunning_turns_into_past_due_when_the_grace_is_over(reader, at, expected):
    hold(reader, "past_due", END)

    assert standing_of(reader, at=at) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("unpaid", Standing.PAST_DUE),
        ("paused", Standing.NONE),
        ("incomplete", Standing.NONE),
        ("incomplete_expired", Standing.NONE),
        ("canceled", Standing.NONE),
    ],
)
def test_a_status_without_access_gives_none(reader, status, expected):
    hold(reader, status, None)

    assert standing_of(reader, at=START) == expected


@pytest.mark.parametrize("status", ["canceled", "incomplete_expired", "something_new"])
def test_an_ended_or_unknown_status_gives_none_whatever_its_date(reader, status):
    hold(reader, status, END)

    assert not is_subscriber(reader, at=START)


def test_a_subscription_to_something_else_gives_no_standing(reader):
    hold(reader, "past_due", None, plan=None)

    assert standing_of(reader, at=START) == Standing.NONE


def test_any_one_of_several_subscriptions_suffices(reader):
    hold(reader, "canceled", START)
    hold(reader, "past_due", START)
    hold(reader, "active", END)

    assert standing_of(reader, at=START) == Standing.ENTITLED


def test_somebody_elses_subscription_gives_nothing(reader, subscriber):
    assert is_subscriber(subscriber)
    assert not is_subscriber(reader)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (START - SECOND, False),
        (START, True),
        (END - SECOND, True),
        (END, False),
    ],
)
def test_a_grant_gives_access_from_its_start_to_its_end(reader, at, expected):
    factories.make_grant(reader, starts_at=START, until=END)

    assert is_subscriber(reader, at=at) is expected


def test_a_grant_helps_someone_whose_payment_failed(reader):
    hold(reader, "past_due", START)
    factories.make_grant(reader, starts_at=START, until=END)

    assert standing_of(reader, at=START) == Standing.ENTITLED


def test_an_anonymous_reader_has_no_standing_and_costs_no_query(
    db, django_assert_num_queries
):
    with django_assert_num_queries(0):
        standing = standing_of(AnonymousUser())

    assert standing == Standing.NONE


def test_the_question_is_one_query_however_much_there_is(
    reader, django_assert_num_queries
):
    for _ in range(20):
        hold(reader, "canceled", START)
        factories.make_grant(reader, starts_at=START, until=END)

    with django_assert_num_queries(1):
        standing_of(reader)


def test_a_subscriber_has_been_one_since_her_first_access(reader):
    hold(reader, "incomplete_expired", None, started_at=START - timedelta(days=90))
    hold(reader, "canceled", START, started_at=START)
    hold(reader, "active", END, started_at=END)

    assert str(subscriber_since(reader)) == "2026-01-31"


def test_a_reader_who_never_paid_is_no_subscriber_since_any_day(reader):
    assert subscriber_since(reader) is None
