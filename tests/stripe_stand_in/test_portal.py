"""Can a customer end, keep and repair a subscription in the portal?"""

import pytest
import requests
import stripe


@pytest.fixture
def open_portal(client):
    """Opens the portal for the customer of a subscription."""

    def open_portal(subscription, **given):
        values = {"customer": subscription.customer, "return_url": "http://site.test/"}
        return client.billing_portal.sessions.create({**values, **given}).url

    return open_portal


def test_cancelling_sets_an_instant_and_not_the_flag(
    stand_in, client, subscribe, open_portal, press
):
    subscription = subscribe(stand_in, client)
    portal = open_portal(subscription)

    press(portal, "cancel", subscription=subscription.id)

    now = client.subscriptions.retrieve(subscription.id)
    assert now.cancel_at == now["items"].data[0].current_period_end
    assert now.cancel_at_period_end is False
    assert now.status == "active"
    assert now.cancellation_details.reason == "cancellation_requested"
    assert "Undo cancellation" in requests.get(portal, timeout=5).text


def test_in_classic_mode_cancelling_sets_the_flag_too(
    stand_in, client, subscribe, open_portal, press
):
    mode = {"billing_mode": {"type": "classic"}}
    subscription = subscribe(stand_in, client, subscription_data=mode)

    press(open_portal(subscription), "cancel", subscription=subscription.id)

    now = client.subscriptions.retrieve(subscription.id)
    assert now.cancel_at_period_end is True


def test_a_cancellation_can_be_undone(stand_in, client, subscribe, open_portal, press):
    subscription = subscribe(stand_in, client)
    portal = open_portal(subscription)
    press(portal, "cancel", subscription=subscription.id)

    press(portal, "keep", subscription=subscription.id)

    now = client.subscriptions.retrieve(subscription.id)
    assert (now.cancel_at, now.canceled_at) == (None, None)
    stand_in.advance(days=40)
    assert client.subscriptions.retrieve(subscription.id).status == "active"


def test_a_new_card_pays_what_is_owed(stand_in, client, subscribe, open_portal, press):
    subscription = subscribe(stand_in, client)
    stand_in.break_card(subscription.customer)
    stand_in.advance(days=32)
    assert client.subscriptions.retrieve(subscription.id).status == "past_due"

    press(open_portal(subscription), "replace-card")

    assert client.subscriptions.retrieve(subscription.id).status == "active"
    assert {invoice.status for invoice in client.invoices.list().data} == {"paid"}


def test_nobody_touches_the_subscription_of_another(
    stand_in, client, subscribe, open_portal, press
):
    mine, theirs = subscribe(stand_in, client), subscribe(stand_in, client)

    press(open_portal(mine), "cancel", subscription=theirs.id)

    assert client.subscriptions.retrieve(theirs.id).cancel_at is None


def test_a_visit_for_one_thing_leads_back_after_it(
    stand_in, client, subscribe, open_portal, press
):
    subscription = subscribe(stand_in, client)
    flow = {
        "type": "payment_method_update",
        "after_completion": {
            "type": "redirect",
            "redirect": {"return_url": "http://site.test/thanks/"},
        },
    }

    answer = press(open_portal(subscription, flow_data=flow), "replace-card")

    assert answer.headers["Location"] == "http://site.test/thanks/"


def test_a_visit_ends_after_a_day(stand_in, client, subscribe, open_portal):
    portal = open_portal(subscribe(stand_in, client))

    stand_in.advance(days=2)

    assert requests.get(portal, timeout=5).status_code == 410


def test_a_flow_that_we_lack_is_refused(stand_in, client, subscribe, open_portal):
    subscription = subscribe(stand_in, client)

    with pytest.raises(stripe.InvalidRequestError):
        open_portal(subscription, flow_data={"type": "subscription_pause"})
