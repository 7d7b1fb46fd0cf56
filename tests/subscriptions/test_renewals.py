"""Whoever is charged soon hears of it in time, once for each period, and it is kept."""

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core import mail
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.utils import timezone

from subscriptions import renewals
from subscriptions.models import Notice, Plan, Subscription
from subscriptions.stripe_gateway import Unreachable
from tests import factories
from tests.subscriptions.conftest import look_again, the_row

Kind = Notice.Kind


@pytest.fixture
def charged_in(payer, stripe):
    """Let so many days be left until the payer is charged again."""

    def charged_in(days):
        end = timezone.now() + timedelta(days=days)
        with stripe.ledger.open():
            body = stripe.ledger.get("subscription", the_row().stripe_id)
            body["items"]["data"][0]["current_period_end"] = int(end.timestamp())
        look_again(payer)
        return the_row()

    return charged_in


def announced():
    """The renewals that were announced."""
    return Notice.objects.filter(kind=Kind.RENEWAL)


def mails(drain):
    """The announcements that left the house."""
    drain()
    return [letter for letter in mail.outbox if "renews on" in letter.subject]


@pytest.mark.parametrize("days", [5.1, 6, 6.9])
def test_who_is_charged_within_a_week_is_told_what_and_when(charged_in, drain, days):
    row = charged_in(days)

    assert renewals.announce_renewals.call() == 1

    day = timezone.localtime(row.current_period_end)
    (letter,) = mails(drain)
    assert letter.to == [row.user.email]
    assert f"on {day:%B} {day.day}, {day.year}" in letter.subject
    assert "$99 MXN will be charged" in letter.body
    assert "/cancel/" in letter.body


@pytest.mark.parametrize("days", [7.1, 30, -1])
def test_who_is_charged_later_is_left_alone(charged_in, drain, days):
    charged_in(days)

    assert renewals.announce_renewals.call() == 0
    assert mails(drain) == []


def test_a_daily_run_is_always_five_days_early(charged_in):
    """The last run before the window lets at most a day pass."""
    charged_in(site.RENEWAL_NOTICE_DAYS - 1)

    renewals.announce_renewals.call()

    notice = announced().get()
    assert the_row().current_period_end - notice.made_at >= timedelta(days=5)


def test_the_proof_names_the_period(charged_in):
    row = charged_in(6)

    renewals.announce_renewals.call()

    notice = announced().get()
    assert notice.cause == row.current_period_end.isoformat()
    assert timezone.now() - notice.made_at < timedelta(minutes=1)


def test_two_runs_send_one_mail(charged_in, drain):
    charged_in(6)
    renewals.announce_renewals.call()

    assert renewals.announce_renewals.call() == 0
    assert len(mails(drain)) == 1


def test_the_next_period_is_announced_anew(charged_in, drain):
    charged_in(6)
    renewals.announce_renewals.call()
    charged_in(5)

    renewals.announce_renewals.call()

    assert announced().count() == 2
    assert len(mails(drain)) == 2


def test_the_amount_is_stripes_and_not_the_plans(charged_in, drain):
    charged_in(6)
    Plan.objects.update(amount=12900)

    renewals.announce_renewals.call()

    assert "$99 MXN" in mails(drain)[0].body


def test_a_cancellation_that_we_have_not_heard_of_is_not_announced(charged_in, stripe):
    row = charged_in(6)
    with stripe.ledger.open():
        stripe.ledger.get("subscription", row.stripe_id)["cancel_at_period_end"] = True

    assert renewals.announce_renewals.call() == 0
    assert not announced().exists()


def test_a_charge_that_moved_away_is_not_announced(charged_in, stripe):
    row = charged_in(6)
    Subscription.objects.update(current_period_end=timezone.now() + timedelta(days=3))
    later = int((timezone.now() + timedelta(days=20)).timestamp())
    with stripe.ledger.open():
        body = stripe.ledger.get("subscription", row.stripe_id)
        body["items"]["data"][0]["current_period_end"] = later

    assert renewals.announce_renewals.call() == 0


@pytest.mark.parametrize("status", ["canceled", "unpaid", "paused", "incomplete"])
def test_what_is_not_charged_is_not_announced(reader, stripe, status):
    soon = timezone.now() + timedelta(days=6)
    factories.subscribe(
        reader, status=status, current_period_end=soon, access_until=None
    )

    assert renewals.announce_renewals.call() == 0
    assert not stripe.requests


@pytest.mark.parametrize("how", ["503", "close"])
def test_stripe_down_announces_nothing_and_the_next_run_does(
    charged_in, stripe, drain, how
):
    charged_in(6)
    stripe.go_down(how=how)
    with pytest.raises(Unreachable):
        renewals.announce_renewals.call()
    assert not announced().exists()
    stripe.come_back()

    renewals.announce_renewals.call()

    assert len(mails(drain)) == 1


def test_one_that_stripe_does_not_know_does_not_stop_the_others(
    charged_in, reader, drain
):
    charged_in(6)
    other = factories.make_person("other")
    factories.subscribe(other, current_period_end=timezone.now() + timedelta(days=2))

    assert renewals.announce_renewals.call() == 1


def test_it_runs_once_a_day():
    schedules = site.TASKS["default"]["OPTIONS"]["SCHEDULES"]

    assert schedules["announce-renewals"] == {
        "task": "subscriptions.renewals.announce_renewals",
        "cron": "0 16 * * *",
    }


def test_a_notice_that_would_come_too_late_keeps_the_site_from_starting(settings):
    settings.RENEWAL_NOTICE_DAYS = 5

    with pytest.raises(SystemCheckError, match="at least 6"):
        call_command("check")
