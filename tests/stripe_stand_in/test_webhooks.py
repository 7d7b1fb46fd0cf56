"""Do events reach the site: signed, again and again, twice, late or not at all?"""

import time

import pytest
import stripe

from stripe_stand_in import StandIn


def test_what_arrives_is_signed_as_the_official_package_demands(
    site, posting_stand_in, connect, subscribe
):
    subscribe(posting_stand_in, connect(posting_stand_in))

    assert posting_stand_in.wait_for_webhooks()

    sent = [event["type"] for event in posting_stand_in.events]
    assert site.types() == sent
    assert sent[-1] == "checkout.session.completed"
    with pytest.raises(stripe.SignatureVerificationError):
        site.types(secret="whsec_other")


def test_the_signature_carries_the_real_time_though_the_clock_has_moved(
    site, posting_stand_in, connect
):
    posting_stand_in.advance(days=400)

    connect(posting_stand_in).customers.create({"email": "ana@example.com"})
    posting_stand_in.wait_for_webhooks()

    assert site.types() == ["customer.created"]
    assert f"t={int(time.time())}"[:-1] in site.received[0][1]


def test_a_signature_of_long_ago_can_be_made(stand_in):
    body = b'{"object": "event"}'
    seal = stand_in.sign(body, at=int(time.time()) - 301)

    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body, seal, "whsec_stand_in")


def test_an_event_is_sent_until_the_site_takes_it(site, posting_stand_in, connect):
    site.answers = [500, 404, 302]

    connect(posting_stand_in).customers.create({"email": "ana@example.com"})
    posting_stand_in.wait_for_webhooks()

    event = posting_stand_in.state()["events"][0]
    statuses = [attempt["status"] for attempt in event["deliveries"]]
    assert statuses == [500, 404, 302, 200]
    assert posting_stand_in.events[0]["pending_webhooks"] == 0


def test_a_site_that_is_away_is_waited_for(site, connect):
    away = site.url.replace(site.url.split(":")[2].split("/")[0], "9")
    with StandIn(webhook_url=away, webhook_backoff=(0.01,)) as stand_in:
        connect(stand_in).customers.create({"email": "ana@example.com"})
        assert not stand_in.wait_for_webhooks(0.1)

        stand_in.sender.url = site.url

        assert stand_in.wait_for_webhooks()
    assert site.types() == ["customer.created"]


def test_what_was_not_delivered_is_sent_after_a_new_start(tmp_path, site, connect):
    state = tmp_path / "stripe.json"
    with StandIn(webhook_url=site.url, state=state) as first:
        first.hold_webhooks()
        connect(first).customers.create({"email": "ana@example.com"})

    with StandIn(webhook_url=site.url, state=state) as second:
        second.wait_for_webhooks()

    assert site.types() == ["customer.created"]


@pytest.mark.parametrize(("order", "step"), [("fifo", 1), ("lifo", -1)])
def test_what_is_held_is_released_in_either_order(
    site, posting_stand_in, connect, subscribe, order, step
):
    posting_stand_in.hold_webhooks()
    subscribe(posting_stand_in, connect(posting_stand_in))
    assert posting_stand_in.wait_for_webhooks(0.1)
    assert site.received == []

    posting_stand_in.release(order=order)
    posting_stand_in.wait_for_webhooks()

    sent = [event["type"] for event in posting_stand_in.events]
    assert site.types() == sent[::step]


def test_every_event_can_come_twice_and_one_once_more(site, posting_stand_in, connect):
    posting_stand_in.deliver_copies(2)
    connect(posting_stand_in).customers.create({"email": "ana@example.com"})

    posting_stand_in.deliver(posting_stand_in.events[0])
    posting_stand_in.wait_for_webhooks()

    assert site.types() == ["customer.created"] * 3
    assert len({body for body, _seal in site.received}) <= 2


def test_events_can_be_lost_for_good(site, posting_stand_in, connect):
    client = connect(posting_stand_in)
    posting_stand_in.drop_webhooks()
    client.customers.create({"email": "lost@example.com"})

    posting_stand_in.keep_webhooks()
    client.customers.create({"email": "ana@example.com"})
    posting_stand_in.wait_for_webhooks()

    assert len(site.received) == 1
    assert len(client.events.list().data) == 2


def test_webhooks_can_come_before_the_reader_is_led_back(
    site, posting_stand_in, connect, open_checkout, press
):
    posting_stand_in.webhooks_first = True
    session = open_checkout(connect(posting_stand_in))

    press(session.url, "pay")

    assert "checkout.session.completed" in site.types()


def test_webhooks_can_come_after_the_reader_is_led_back(
    site, connect, open_checkout, press
):
    with StandIn(webhook_url=site.url, webhook_delay=0.3) as stand_in:
        session = open_checkout(connect(stand_in))

        answer = press(session.url, "pay")
        arrived_before = list(site.received)
        stand_in.wait_for_webhooks()

    assert answer.status_code == 303
    assert b"checkout.session.completed" not in b"".join(b for b, _ in arrived_before)
    assert "checkout.session.completed" in site.types()
