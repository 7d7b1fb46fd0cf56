"""The one sentence that says why someone has access, or none."""

from datetime import UTC, datetime, timedelta

import pytest

from subscriptions import access
from subscriptions.explaining import access_sentence
from tests import factories

NOW = datetime(2026, 3, 10, 18, tzinfo=UTC)
DAY = timedelta(days=1)


def test_nobody_has_access_for_nothing(reader):
    assert access_sentence(reader) == "No access because there is no subscription."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"status": "active"},
            "Access until March 16, 2026 because Monthly is paid until March 15, 2026, "
            "and a renewal may arrive a day late.",
        ),
        (
            {"status": "trialing"},
            "Access until March 16, 2026 because the trial of Monthly runs until "
            "March 15, 2026, and a renewal may arrive a day late.",
        ),
        (
            {
                "status": "active",
                "cancel_at": NOW + 5 * DAY,
                "access_until": NOW + 5 * DAY,
            },
            "Access until March 15, 2026 because Monthly was cancelled and is paid "
            "until then.",
        ),
        (
            {"status": "past_due", "access_until": NOW + 2 * DAY},
            "Access until March 12, 2026 because the last payment failed, and the days "
            "of grace run until then.",
        ),
        (
            {"status": "past_due", "access_until": NOW - DAY},
            "No access because the last payment failed, and the days of grace are "
            "over.",
        ),
        (
            {"status": "active", "access_until": NOW},
            "No access because Monthly was paid until March 15, 2026, and no renewal "
            "came.",
        ),
        (
            {"status": "active", "access_until": None},
            "No access because a payment for Monthly was taken or given back.",
        ),
        (
            {"status": "unpaid", "access_until": None},
            "No access because the last payments failed, and no more are tried.",
        ),
        (
            {"status": "paused", "access_until": None},
            "No access because Monthly is paused.",
        ),
        (
            {"status": "incomplete", "access_until": None},
            "No access because the first payment of Monthly has not arrived.",
        ),
        (
            {"status": "incomplete_expired", "access_until": None},
            "No access because Monthly was never paid.",
        ),
        (
            {"status": "canceled", "ended_at": NOW - DAY, "access_until": NOW - DAY},
            "No access because Monthly ended on March 9, 2026.",
        ),
        (
            {"status": "moonlit", "access_until": None},
            "No access because Stripe calls Monthly “moonlit”, which we don't know.",
        ),
        (
            {"status": "active", "plan": None, "access_until": None},
            "No access because what is paid for is no plan of ours.",
        ),
    ],
)
def test_a_subscription_explains_itself(reader, facts, sentence):
    usual = {
        "started_at": NOW - 30 * DAY,
        "current_period_end": NOW + 5 * DAY,
        "access_until": NOW + 6 * DAY,
    }
    factories.subscribe(reader, **(usual | facts))

    said = access_sentence(reader, at=NOW)

    assert said == sentence
    assert said.startswith("Access") == access.is_subscriber(reader, at=NOW)


@pytest.mark.parametrize(
    ("begins", "ends", "sentence"),
    [
        (-1, 5, "Access until March 15, 2026 because complimentary access was given."),
        (1, 5, "No access because complimentary access has not begun yet."),
        (-5, -1, "No access because complimentary access ended on March 9, 2026."),
    ],
)
def test_complimentary_access_explains_itself(reader, begins, ends, sentence):
    factories.make_grant(
        reader, starts_at=NOW + begins * DAY, until=NOW + ends * DAY, reason="A secret"
    )

    assert access_sentence(reader, at=NOW) == sentence


def test_of_several_reasons_the_one_that_lasts_longest_is_named(reader):
    factories.subscribe(reader, access_until=NOW + DAY)
    factories.make_grant(reader, starts_at=NOW - DAY, until=NOW + 60 * DAY)

    sentence = access_sentence(reader, at=NOW)

    assert sentence == (
        "Access until May 9, 2026 because complimentary access was given."
    )
