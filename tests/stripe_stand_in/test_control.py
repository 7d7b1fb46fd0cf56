"""Can the stand-in be driven and broken, from its own process and from another?"""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest
import requests
import stripe

from stripe_stand_in import StandIn


def command(stand_in, action, **given):
    return requests.post(f"{stand_in.url}/_stand_in/{action}", given, timeout=5)


def test_time_can_be_moved_from_outside(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)
    before = stand_in.now

    state = command(stand_in, "advance", days=32).json()

    assert state["now"] - before >= 32 * 86_400
    assert len(client.invoices.list({"subscription": subscription.id}).data) == 2


def test_the_next_card_can_be_declined_from_outside(
    stand_in, client, open_checkout, press
):
    session = open_checkout(client)

    command(stand_in, "decline-next-card")

    assert press(session.url, "pay").status_code == 402
    assert press(session.url, "pay").status_code == 303


@pytest.mark.parametrize(
    ("field", "name"), [("subscription", "id"), ("customer", "customer")]
)
def test_a_subscription_can_be_ended_from_outside(
    stand_in, client, subscribe, field, name
):
    subscription = subscribe(stand_in, client)

    given = {field: subscription[name]}
    state = command(stand_in, "end-subscription", **given).json()

    assert [each["status"] for each in state["subscriptions"]] == ["canceled"]
    again = command(stand_in, "end-subscription", **given)
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("action", "given", "status"),
    [
        ("advance", {"days": "soon"}, 400),
        ("advance", {"days": "-1"}, 400),
        ("advance", {"days": "9" * 30}, 400),
        ("end-subscription", {}, 400),
        ("end-subscription", {"subscription": "sub_no"}, 404),
        ("explode", {}, 404),
        ("dispute", {"subscription": "sub_no"}, 404),
        ("fail-next", {"status": "418"}, 400),
        ("slow-down", {"seconds": "long"}, 400),
        ("pause", {}, 400),
    ],
)
def test_a_wrong_command_is_refused_in_a_sentence(stand_in, action, given, status):
    answer = command(stand_in, action, **given)

    assert answer.status_code == status
    assert answer.json()["error"].endswith((".", "'"))


def test_another_site_cannot_drive_the_stand_in(stand_in):
    address = f"{stand_in.url}/_stand_in/advance"
    before = stand_in.now

    answer = requests.post(
        address, {"days": 9}, headers={"Origin": "https://evil.example"}, timeout=5
    )

    assert answer.status_code == 403
    assert stand_in.now - before < 60


def test_the_overview_shows_who_pays_and_what_was_sent(stand_in, client, subscribe):
    subscribe(stand_in, client)

    page = requests.get(stand_in.url, timeout=5).text

    for words in ("ana@example.com", "active", "checkout.session.completed"):
        assert words in page


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (402, stripe.CardError),
        (429, stripe.RateLimitError),
        (500, stripe.APIError),
        (503, stripe.APIError),
    ],
)
def test_the_next_request_can_fail_in_stripes_ways(stand_in, client, status, error):
    stand_in.fail_next(status)

    with pytest.raises(error):
        client.customers.list()

    assert client.customers.list().data == []


@pytest.mark.parametrize(
    ("how", "error"), [("503", stripe.APIError), ("close", stripe.APIConnectionError)]
)
def test_all_of_it_can_be_down(stand_in, client, open_checkout, how, error):
    session = open_checkout(client)
    stand_in.go_down(how=how)

    with pytest.raises(error):
        client.customers.list()

    stand_in.come_back()
    assert client.checkout.sessions.retrieve(session.id).status == "open"


def test_a_test_can_look_at_what_was_asked(stand_in, client):
    client.customers.create({"email": "ana@example.com", "metadata": {"user_id": "7"}})

    asked = stand_in.requests[-1]

    assert (asked.method, asked.path) == ("POST", "/v1/customers")
    assert asked.params == {"email": "ana@example.com", "metadata": {"user_id": "7"}}


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "stripe.example"])  # noqa: S104
def test_it_listens_to_this_machine_only(host):
    with pytest.raises(ValueError, match="only listens on this machine"):
        StandIn(host=host)


def run(*arguments):
    command = [sys.executable, "-m", "stripe_stand_in", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, **pipes)


WEBHOOK = ("--webhook-url", "http://127.0.0.1:9/", "--webhook-secret", "whsec_x")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_says_that_it_is_ready_and_stops_when_asked(tmp_path, number):
    state = tmp_path / "stripe.json"
    with run("--port", "0", "--state", str(state), *WEBHOOK) as process:
        line = process.stdout.readline()
        url = line.split()[-1]
        answered = requests.get(f"{url}/_stand_in/state", timeout=5).status_code

        os.kill(process.pid, number)
        output, errors = process.communicate(timeout=10)

    assert line.startswith("Stripe stand-in ready at http://127.0.0.1:")
    assert answered == 200
    assert (process.returncode, output, errors) == (0, "", "")


def test_a_port_that_is_taken_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with run("--port", port, *WEBHOOK) as process:
            _, errors = process.communicate(timeout=10)

    assert process.returncode == 1
    assert errors.startswith(f"The Stripe stand-in can't start on 127.0.0.1:{port}")
    assert errors.count("\n") == 1


def test_a_secret_that_is_none_is_refused():
    with run(
        "--webhook-url", "http://127.0.0.1:9/", "--webhook-secret", "x"
    ) as process:
        _, errors = process.communicate(timeout=10)

    assert process.returncode == 2
    assert "whsec_" in errors


def test_webhooks_can_be_lost_copied_and_turned_round_from_outside(
    site, posting_stand_in, connect
):
    client = connect(posting_stand_in)

    def sign_up():
        client.customers.create({"email": "ana@example.com"})

    command(posting_stand_in, "lose-webhooks")
    sign_up()
    command(posting_stand_in, "keep-webhooks")
    command(posting_stand_in, "copy-webhooks", copies=2)
    sign_up()
    command(posting_stand_in, "copy-webhooks", copies=1)
    posting_stand_in.wait_for_webhooks()
    command(posting_stand_in, "hold-webhooks")
    sign_up()
    sign_up()
    command(posting_stand_in, "release-webhooks", order="lifo")
    posting_stand_in.wait_for_webhooks()

    _lost, twice, third, fourth = [event["id"] for event in posting_stand_in.events]
    bodies = [body.decode() for body, _seal in site.received]
    for body, event in zip(bodies, [twice, twice, fourth, third], strict=True):
        assert event in body


def test_webhooks_can_be_late_from_outside(site, posting_stand_in, connect):
    command(posting_stand_in, "delay-webhooks", seconds=0.3)

    connect(posting_stand_in).customers.create({"email": "ana@example.com"})

    assert site.received == []
    posting_stand_in.wait_for_webhooks()
    assert len(site.received) == 1


def test_the_api_can_be_down_slow_and_failing_from_outside(stand_in, client):
    command(stand_in, "go-down", how="close")
    with pytest.raises(stripe.APIConnectionError):
        client.customers.list()
    command(stand_in, "come-back")
    command(stand_in, "fail-next", status=429)
    with pytest.raises(stripe.RateLimitError):
        client.customers.list()
    command(stand_in, "slow-down", seconds=0.3)
    before = time.monotonic()

    client.customers.list()

    assert time.monotonic() - before > 0.3
