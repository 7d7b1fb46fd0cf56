"""Does money that the paper gives back end access? Only when the setting says so."""

import pytest

from stripe_stand_in import reversals
from stripe_stand_in.remote import carry_out
from subscriptions import access
from subscriptions.explaining import access_sentence
from subscriptions.models import AccessChange, Notice
from tests.subscriptions.conftest import look_again, the_row

HALF = {"amount": "4950"}


@pytest.fixture
def ends_access(settings):
    """The paper has chosen that a refund ends access."""
    settings.REFUND_ENDS_ACCESS = True


@pytest.fixture
def pay_back(stripe, payer):
    """Give the last payment back, or a part of it; we have not heard of it yet."""

    def pay_back(**given):
        carry_out(stripe, "refund", {"subscription": the_row().stripe_id} | given)

    return pay_back


def test_a_refunded_reader_stays_in_unless_the_paper_says_otherwise(payer, pay_back):
    pay_back()

    look_again(payer)

    assert access.is_subscriber(payer.user)


@pytest.mark.usefixtures("ends_access")
def test_a_refunded_reader_is_out_when_the_paper_says_so(payer, pay_back, caplog):
    pay_back()

    look_again(payer)

    assert not access.is_subscriber(payer.user)
    assert the_row().status == "active"
    assert "it was paid back" in caplog.text


@pytest.mark.usefixtures("ends_access")
def test_the_event_of_a_refund_is_enough(payer, pay_back, stripe, deliver):
    pay_back()
    event = stripe.events[-1]

    answer = deliver(event)

    assert (event["type"], answer.content) == ("charge.refunded", b"mirrored")
    assert not access.is_subscriber(payer.user)
    assert AccessChange.objects.order_by("-pk").first().event == event["id"]


@pytest.mark.usefixtures("ends_access")
def test_a_part_given_back_never_ends_access(payer, pay_back):
    pay_back(**HALF)

    look_again(payer)

    assert access.is_subscriber(payer.user)


@pytest.mark.usefixtures("ends_access")
def test_two_halves_are_the_whole(payer, pay_back):
    pay_back(**HALF)
    pay_back(**HALF)

    look_again(payer)

    assert not access.is_subscriber(payer.user)


@pytest.mark.usefixtures("ends_access")
def test_what_is_paid_next_gives_access_again(payer, pay_back, stripe):
    pay_back()
    look_again(payer)
    stripe.advance(days=32)

    look_again(payer)

    assert access.is_subscriber(payer.user)


@pytest.mark.usefixtures("ends_access")
def test_a_payment_of_an_earlier_period_may_go_back(payer, stripe):
    first = stripe.ledger.newest("charge")[0]["payment_intent"]
    stripe.advance(days=32)
    with stripe.ledger.open():
        reversals.refund(stripe.ledger, {"payment_intent": first})

    look_again(payer)

    assert access.is_subscriber(payer.user)


@pytest.mark.usefixtures("ends_access")
def test_a_refund_that_the_bank_sends_back_gives_access_again(
    payer, pay_back, stripe, deliver
):
    pay_back()
    look_again(payer)
    carry_out(stripe, "fail-refund", {"subscription": the_row().stripe_id})

    answer = deliver(stripe.events[-1])

    assert answer.content == b"mirrored"
    assert access.is_subscriber(payer.user)


@pytest.mark.usefixtures("ends_access")
def test_a_refund_tells_her_nothing_that_is_not_so(payer, pay_back):
    pay_back()
    told = set(Notice.objects.values_list("pk", flat=True))

    look_again(payer)
    look_again(payer)

    assert set(Notice.objects.values_list("pk", flat=True)) == told


@pytest.mark.usefixtures("ends_access")
def test_what_was_refunded_and_then_ended_says_when_it_ended(payer, pay_back, stripe):
    pay_back()
    stripe.end_subscription(payer.stripe_id)

    look_again(payer)

    assert the_row().access_until == the_row().ended_at


@pytest.mark.usefixtures("ends_access")
def test_another_subscription_is_not_touched(payer, pay_back, stripe, plan):
    pay_back()
    second = {"customer": payer.stripe_id, "price": plan.stripe_price_id}
    carry_out(stripe, "subscribe", second)

    look_again(payer)

    assert access.is_subscriber(payer.user)


@pytest.mark.usefixtures("ends_access")
def test_what_was_paid_without_a_card_and_given_back_is_no_obstacle(payer, stripe):
    with stripe.ledger.open():
        charge = stripe.ledger.newest("charge")[0]
        charge.update(payment_intent=None, refunded=True)

    look_again(payer)

    assert access.is_subscriber(payer.user)


def test_the_desk_reads_why_a_refunded_reader_is_out(payer, pay_back, settings):
    settings.REFUND_ENDS_ACCESS = True
    pay_back()
    look_again(payer)

    assert "given back" in access_sentence(payer.user)
