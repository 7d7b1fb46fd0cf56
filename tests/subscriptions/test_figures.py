"""What the paper is told about its paid side: how many, for how much, since when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies as st

from subscriptions import figures
from subscriptions.models import AccessChange, Notice, Subscription
from tests import factories
from tests.subscriptions.conftest import look_again, stand_in_time, the_row

NOON = datetime(2026, 11, 20, 18, tzinfo=UTC)
DAY = timedelta(days=1)
MEXICO = ZoneInfo("America/Mexico_City")


def make_row(**fields) -> Subscription:
    """A subscription of somebody new: 99 pesos a month, and active at noon."""
    fields = {
        "amount": 9900,
        "currency": "mxn",
        "interval": "month",
        "started_at": NOON - 40 * DAY,
        "access_until": NOON + 10 * DAY,
    } | fields
    return factories.subscribe(factories.make_person(), **fields)


def make_ended(started_at: datetime, ended_at: datetime) -> Subscription:
    """One that began and ended."""
    return make_row(
        status="canceled",
        started_at=started_at,
        ended_at=ended_at,
        access_until=ended_at,
    )


def change(row: Subscription, was: str, became: str, at: datetime, **fields):
    """A step that we have seen."""
    return AccessChange.objects.create(
        user=row.user,
        subscription=row,
        cause="reconcile",
        was=was,
        became=became,
        at=at,
        **fields,
    )


def by_month(at: datetime = NOON) -> dict[str, figures.Month]:
    """The months under their names."""
    return {f"{month.begins:%Y-%m}": month for month in figures.months(at)}


# ── Now ────────────────────────────────────────────────────────────────────────────
def test_subscribers_are_split_by_plan_and_by_how_they_stand(db):
    yearly = factories.make_plan("yearly", position=1)
    make_row()
    make_row(status="trialing")
    make_row(plan=yearly)
    make_row(plan=yearly, status="past_due")

    plans = figures.subscribers(NOON)

    assert plans == [
        figures.PlanCount("Monthly", paying=1, trialing=1),
        figures.PlanCount("Yearly", paying=1, dunning=1),
    ]
    assert [plan.total for plan in plans] == [2, 2]


NOT_COUNTED = [
    {"status": "unpaid", "access_until": None},
    {"status": "paused", "access_until": None},
    {"status": "incomplete", "access_until": None},
    {"status": "canceled", "access_until": NOON - DAY},
    {"status": "past_due", "access_until": NOON - DAY},
    {"status": "active", "access_until": None},  # a payment was taken back
    {"status": "active", "access_until": None, "plan": None},  # another's product
    {"status": "active", "access_until": NOON},  # this very instant
    {"status": "brand_new", "access_until": None},
]


@pytest.mark.parametrize("row", NOT_COUNTED, ids=lambda row: row["status"])
def test_whoever_has_no_access_is_neither_counted_nor_revenue(db, row):
    make_row(**row)

    assert figures.subscribers(NOON) == []
    assert figures.recurring(NOON) == []


def test_complimentary_counts_people_who_have_nothing_else(db, reader):
    factories.make_grant(reader, starts_at=NOON - DAY, until=NOON + DAY)
    factories.make_grant(reader, starts_at=NOON - DAY, until=NOON + 2 * DAY)
    pays = make_row().user
    factories.make_grant(pays, starts_at=NOON - DAY, until=NOON + DAY)
    over = factories.make_person()
    factories.make_grant(over, starts_at=NOON - 2 * DAY, until=NOON - DAY)

    assert figures.complimentary(NOON) == 1


def test_recurring_revenue_is_told_for_each_currency(db):
    make_row()
    make_row(status="past_due")
    make_row(amount=99000, interval="year")
    make_row(amount=500, currency="eur")

    told = figures.recurring(NOON)

    assert told == [figures.Recurring("eur", 500), figures.Recurring("mxn", 28050)]
    assert [str(one) for one in told] == ["€5 EUR", "$280.50 MXN"]


def test_yearly_subscriptions_are_added_before_they_are_divided(db):
    for _ in range(12):
        make_row(amount=1001, interval="year")

    assert figures.recurring(NOON) == [figures.Recurring("mxn", 1001)]


def test_one_that_is_cancelled_counts_until_it_ends(db):
    ends = NOON + 5 * DAY
    make_row(cancel_at=ends, access_until=ends)

    assert figures.recurring(ends - timedelta(seconds=1)) != []
    assert figures.recurring(ends) == []


def test_a_trial_brings_nothing_in_yet(db):
    make_row(status="trialing")

    assert figures.recurring(NOON) == []


# ── Month by month ─────────────────────────────────────────────────────────────────
def test_there_are_thirteen_months_and_the_last_is_this_one(db):
    months = figures.months(NOON)

    assert [f"{m.begins:%Y-%m}" for m in months[:2]] == ["2025-11", "2025-12"]
    assert f"{months[-1].begins:%Y-%m}" == "2026-11"
    assert len(months) == 13


def test_a_month_begins_at_midnight_by_the_papers_clock(db):
    last_minute = datetime(2026, 9, 30, 23, 59, tzinfo=MEXICO)
    make_row(started_at=last_minute)
    make_row(started_at=last_minute + timedelta(minutes=1))

    months = by_month()

    assert (months["2026-09"].new, months["2026-10"].new) == (1, 1)


def test_a_month_tells_who_came_who_went_and_what_that_means(db):
    for _ in range(4):
        make_row(started_at=NOON - 100 * DAY)
    make_ended(NOON - 100 * DAY, NOON - 35 * DAY)
    make_row(started_at=NOON - 36 * DAY)

    october = by_month()["2026-10"]

    assert (october.at_start, october.new, october.lost, october.at_end) == (5, 1, 1, 5)
    assert october.churn == 20.0


def test_without_subscribers_at_its_start_a_month_has_no_churn(db):
    make_ended(NOON - 2 * DAY, NOON - DAY)

    assert by_month()["2026-11"].churn is None


def test_whoever_began_before_all_the_months_stands_in_each(db):
    make_row(started_at=NOON - 900 * DAY)
    make_ended(NOON - 900 * DAY, NOON - 500 * DAY)

    assert {month.at_end for month in figures.months(NOON)} == {1}


def test_whoever_begins_with_the_first_of_the_months_is_new_in_it(db):
    make_row(started_at=datetime(2025, 11, 1, tzinfo=MEXICO))

    november = by_month()["2025-11"]

    assert (november.at_start, november.new) == (0, 1)


def test_one_that_was_never_paid_for_never_began(db):
    make_row(status="incomplete", access_until=None)
    make_row(status="incomplete_expired", access_until=None)

    assert {month.new for month in figures.months(NOON)} == {0}


def test_an_unpaid_one_is_lost_when_its_access_ended(db):
    row = make_row(status="unpaid", access_until=None, started_at=NOON - 100 * DAY)
    at = NOON - 30 * DAY
    change(row, "past_due", "unpaid", at, was_until=at, until=None)

    months = by_month()

    assert (months["2026-10"].lost, months["2026-11"].at_end) == (1, 0)


def test_the_last_month_ends_with_the_subscribers_of_now(db):
    for row in NOT_COUNTED:
        make_row(**row)
    make_row(status="trialing")
    make_row(status="past_due")
    make_row(started_at=NOON - DAY)

    standing = sum(plan.total for plan in figures.subscribers(NOON))

    assert figures.months(NOON)[-1].at_end == standing == 3


def test_trials_are_counted_when_they_begin_and_when_they_become_paying(db):
    row = make_row()
    change(row, "", "trialing", NOON - 40 * DAY)
    change(row, "trialing", "trialing", NOON - 35 * DAY)  # an end was set, say
    change(row, "trialing", "active", NOON - 10 * DAY)
    change(make_row(), "trialing", "canceled", NOON - 10 * DAY)

    months = by_month()

    assert (months["2026-10"].trials, months["2026-10"].converted) == (1, 0)
    assert (months["2026-11"].trials, months["2026-11"].converted) == (0, 1)


def test_failed_payments_are_counted_once_each_and_so_is_what_came_of_them(db):
    row = make_row()
    for cause in ("one period", "another"):
        Notice.objects.create(
            subscription=row,
            kind=Notice.Kind.PAYMENT_FAILED,
            cause=cause,
            made_at=NOON - DAY,
        )
    change(row, "active", "past_due", NOON - 2 * DAY)
    change(row, "past_due", "active", NOON - DAY)
    change(make_row(), "past_due", "canceled", NOON - DAY)

    november = by_month()["2026-11"]

    assert (november.failed, november.recovered) == (2, 1)


def test_a_payment_that_fails_at_stripe_is_told_in_the_figures(payer, stripe):
    stripe.decline_next_card()
    due = the_row().current_period_end - stand_in_time(stripe)
    stripe.advance(seconds=int(due.total_seconds()) + 3_600)
    look_again(payer)
    stripe.advance(days=3)
    look_again(payer)

    month = figures.months(timezone.now())[-1]

    assert (month.failed, month.recovered) == (1, 1)


def test_the_figures_cost_as_many_queries_for_one_as_for_forty(
    db, django_assert_num_queries
):
    for number in range(40):
        make_row(started_at=NOON - number * 9 * DAY)

    with django_assert_num_queries(8):
        figures.months(NOON)
        figures.subscribers(NOON)
        figures.complimentary(NOON)
        figures.recurring(NOON)


# Around the months' ends, where a mistake would hide.
instants = st.builds(
    lambda month, seconds: (
        datetime(2025 + month // 12, month % 12 + 1, 1, tzinfo=MEXICO)
        + timedelta(seconds=seconds)
    ),
    st.integers(6, 24),
    st.sampled_from([-86_400, -21_601, -1, 0, 1, 21_600, 900_000, 2_000_000]),
)
lives = st.lists(st.tuples(instants, st.none() | instants), max_size=6)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lives=lives, zone=st.sampled_from(["America/Mexico_City", "Asia/Kolkata"]))
def test_each_month_ends_with_those_who_subscribed_at_that_instant(db, lives, zone):
    spans = [
        (start, max(start, end) if end else NOON + DAY)
        for start, end in lives
        if start <= NOON and (end is None or end <= NOON)
    ]

    with transaction.atomic(), override_settings(TIME_ZONE=zone):
        for start, end in spans:
            if end > NOON:
                make_row(started_at=start, access_until=end)
            else:
                make_ended(start, end)
        months = figures.months(NOON)
        starts = [figures._midnight(month.begins) for month in months]
        transaction.set_rollback(True)

    ends = [*starts[1:], NOON + timedelta(seconds=1)]
    for month, start, end in zip(months, starts, ends, strict=True):
        assert month.at_start == sum(a < start <= b for a, b in spans)
        assert month.at_end == sum(a < end <= b for a, b in spans)
        assert month.new == sum(start <= a < end for a, _b in spans)
        assert month.lost == sum(start <= b < end for _a, b in spans)
