"""What becomes of a subscription as time passes?"""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
import stripe

from stripe_stand_in import StandIn, billing

MONTHLY = {"interval": "month", "interval_count": 1}


def types_of(stand_in, *, after):
    return [event["type"] for event in stand_in.events[after:]]


def statuses(client, subscription):
    invoices = client.invoices.list({"subscription": subscription.id}).data
    return [invoice.status for invoice in invoices]


@pytest.mark.parametrize(
    ("start", "recurring", "ends"),
    [
        ("2026-01-31", MONTHLY, ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2028-01-30", MONTHLY, ["2028-02-29", "2028-03-30", "2028-04-30"]),
        ("2026-12-15", MONTHLY, ["2027-01-15", "2027-02-15", "2027-03-15"]),
        (
            "2028-02-29",
            {"interval": "year", "interval_count": 1},
            ["2029-02-28", "2030-02-28", "2031-02-28"],
        ),
        (
            "2026-01-01",
            {"interval": "week", "interval_count": 2},
            ["2026-01-15", "2026-01-29", "2026-02-12"],
        ),
    ],
)
def test_periods_are_counted_from_the_first_day(start, recurring, ends):
    anchor = instant = int(datetime.fromisoformat(f"{start}T09:30Z").timestamp())
    found = []

    for _ in ends:
        instant = billing.period_end(anchor, recurring, after=instant)
        found.append(datetime.fromtimestamp(instant, UTC))

    assert [f"{end:%Y-%m-%d}" for end in found] == ends
    assert {(end.hour, end.minute) for end in found} == {(9, 30)}


def test_a_month_later_it_is_paid_again(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)
    before = len(stand_in.events)

    stand_in.advance(days=32)

    now = client.subscriptions.retrieve(subscription.id)
    old, new = subscription["items"].data[0], now["items"].data[0]
    assert now.status == "active"
    assert new.current_period_start == old.current_period_end
    assert statuses(client, subscription) == ["paid", "paid"]
    assert types_of(stand_in, after=before) == [
        "invoice.created",
        "invoice.finalized",
        "invoice_payment.paid",
        "invoice.paid",
        "invoice.payment_succeeded",
        "customer.subscription.updated",
    ]


def test_a_leap_of_a_year_renews_each_month_in_its_time(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)

    stand_in.advance(days=366)

    invoices = client.invoices.list({"subscription": subscription.id, "limit": 100})
    created = [invoice.created for invoice in invoices.data]
    assert len(created) == 13
    assert all(26 < (a - b) / 86_400 < 32 for a, b in pairwise(created))


def test_one_decline_makes_it_past_due_until_the_bank_is_asked_again(
    stand_in, client, subscribe
):
    subscription = subscribe(stand_in, client)
    end = subscription["items"].data[0].current_period_end
    stand_in.decline_next_card()

    stand_in.advance(seconds=end - stand_in.now + 60)

    failed = client.subscriptions.retrieve(subscription.id)
    assert failed.status == "past_due"
    assert statuses(client, subscription) == ["open", "paid"]
    assert "invoice.payment_failed" in types_of(stand_in, after=0)
    stand_in.advance(days=2)
    assert client.subscriptions.retrieve(subscription.id).status == "active"


def test_a_card_that_never_works_ends_it_after_two_weeks(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)
    end = subscription["items"].data[0].current_period_end
    stand_in.break_card(subscription.customer)

    stand_in.advance(seconds=end - stand_in.now + 13 * 86_400)
    before = client.subscriptions.retrieve(subscription.id)
    stand_in.advance(days=2)

    after = client.subscriptions.retrieve(subscription.id)
    invoice = client.invoices.retrieve(after.latest_invoice)
    assert (before.status, after.status) == ("past_due", "canceled")
    assert after.ended_at == end + 14 * 86_400
    assert after.cancellation_details.reason == "payment_failed"
    assert (invoice.attempt_count, invoice.next_payment_attempt) == (8, None)


@pytest.mark.parametrize("status", ["unpaid", "past_due"])
def test_what_follows_the_last_try_can_be_chosen(stand_in, client, subscribe, status):
    stand_in.ledger.after_retries = status
    subscription = subscribe(stand_in, client)
    stand_in.break_card(subscription.customer)

    stand_in.advance(days=60)

    assert client.subscriptions.retrieve(subscription.id).status == status


def test_a_trial_costs_nothing_until_it_ends(stand_in, client, subscribe):
    subscription = subscribe(
        stand_in, client, subscription_data={"trial_period_days": 14}
    )
    session = client.checkout.sessions.list().data[0]
    trial_end = subscription.trial_end

    stand_in.advance(days=12)
    reminded = types_of(stand_in, after=0)
    stand_in.advance(days=3)

    now = client.subscriptions.retrieve(subscription.id, {"expand": ["latest_invoice"]})
    assert subscription.status == "trialing"
    assert session.payment_status == "no_payment_required"
    assert reminded.count("customer.subscription.trial_will_end") == 1
    assert (now.status, now.latest_invoice.amount_paid) == ("active", 500)
    assert now["items"].data[0].current_period_start == trial_end


def test_a_scheduled_end_comes_and_nothing_is_charged_then(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)

    scheduled = client.subscriptions.update(
        subscription.id, {"cancel_at_period_end": True}
    )
    stand_in.advance(days=32)

    ended = client.subscriptions.retrieve(subscription.id)
    assert scheduled.status == "active"
    assert scheduled.cancel_at == scheduled["items"].data[0].current_period_end
    assert (ended.status, ended.ended_at) == ("canceled", scheduled.cancel_at)
    assert statuses(client, subscription) == ["paid"]


def test_the_flag_takes_back_only_what_the_flag_did(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)
    change = client.subscriptions.update
    change(subscription.id, {"cancel_at": "min_period_end"})

    still_ending = change(subscription.id, {"cancel_at_period_end": False})
    kept = change(subscription.id, {"cancel_at": ""})

    assert still_ending.cancel_at
    assert kept.cancel_at is None


def test_the_event_of_a_change_tells_the_old_values(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)

    client.subscriptions.update(subscription.id, {"metadata": {"a": "b"}})

    event = client.events.list({"type": "customer.subscription.updated"}).data[0]
    assert event.data.previous_attributes.to_dict() == {"metadata": {}}
    assert event.data.object.metadata.a == "b"


def test_an_ended_subscription_can_be_neither_changed_nor_ended_again(
    stand_in, client, subscribe
):
    subscription = subscribe(stand_in, client)
    client.subscriptions.cancel(subscription.id)

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.subscriptions.cancel(subscription.id)
    with pytest.raises(stripe.InvalidRequestError):
        client.subscriptions.update(subscription.id, {"cancel_at_period_end": True})

    assert refusal.value.http_status == 404
    assert types_of(stand_in, after=0).count("customer.subscription.deleted") == 1


def test_everything_survives_a_new_start(tmp_path, connect, subscribe):
    state = tmp_path / "var" / "stripe.json"
    with StandIn(state=state) as first:
        subscription = subscribe(first, connect(first))
        first.advance(days=10)
        time_then, events_then = first.now, first.events

    with StandIn(state=state) as second:
        now = connect(second).subscriptions.retrieve(subscription.id)

        assert now.to_dict() == subscription.to_dict()
        assert second.events == events_then
        assert 0 <= second.now - time_then < 60
    assert [file.name for file in state.parent.iterdir()] == ["stripe.json"]
