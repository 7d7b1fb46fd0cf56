"""A mail for each cancellation and each undoing, and never two for one."""

import pytest
from django.core import mail

from subscriptions.models import Notice
from tests.subscriptions.conftest import look_again, the_row

Kind = Notice.Kind


@pytest.fixture
def browser(sign_in, reader):
    """The reader's browser."""
    return sign_in(reader)


def kinds():
    """What she was told about her end, in order."""
    told = Notice.objects.filter(kind__in=(Kind.CANCELLED, Kind.KEPT)).order_by("pk")
    return [notice.kind for notice in told]


def test_a_cancellation_is_receipted_with_its_day(browser, payer, drain):
    browser.post("/cancel/")
    drain()

    day = the_row().cancel_at
    letter = mail.outbox[-1]
    assert letter.to == [payer.user.email]
    assert f"ends on {day:%B}" in letter.subject
    assert "nothing more will be charged" in letter.body
    assert letter.alternatives


def test_what_failed_before_may_still_be_collected_and_the_receipt_says_so(
    browser, payer, stripe, drain
):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)
    look_again(payer)

    page = browser.post("/cancel/", follow=True)
    drain()

    assert "Only the payment that failed may still be collected." in page.text
    assert "may still be collected" in mail.outbox[-1].body


def test_an_undoing_is_receipted_too(browser, payer, drain):
    browser.post("/cancel/")
    browser.post("/cancel/undo/")
    drain()

    assert "goes on" in mail.outbox[-1].subject
    assert kinds() == [Kind.CANCELLED, Kind.KEPT]


def test_a_second_cancellation_has_a_receipt_of_its_own(browser, payer):
    for address in ("/cancel/", "/cancel/undo/", "/cancel/"):
        browser.post(address)

    assert kinds() == [Kind.CANCELLED, Kind.KEPT, Kind.CANCELLED]


@pytest.mark.parametrize("newest_first", [False, True])
def test_every_event_twice_in_any_order_sends_nothing_again(
    browser, payer, deliver_all, drain, newest_first
):
    for address in ("/cancel/", "/cancel/", "/cancel/undo/", "/cancel/undo/"):
        browser.post(address)
    drain()
    sent = len(mail.outbox)

    for _ in range(2):
        deliver_all(newest_first=newest_first)
        look_again(payer)
    drain()

    assert len(mail.outbox) == sent == 3
    assert kinds() == [Kind.CANCELLED, Kind.KEPT]


def test_a_cancellation_in_the_portal_is_receipted_by_the_webhook(
    payer, stripe, deliver_all
):
    from stripe_stand_in import billing

    with stripe.ledger.open():
        row = stripe.ledger.get("subscription", the_row().stripe_id)
        with stripe.ledger.changing("customer.subscription.updated", row):
            billing.schedule_end(row, stripe.ledger.now(), with_flag=False)

    deliver_all()

    assert kinds() == [Kind.CANCELLED]


def test_the_end_itself_is_no_second_receipt(browser, payer, stripe, deliver_all):
    browser.post("/cancel/")
    stripe.advance(days=32)

    deliver_all()

    assert kinds() == [Kind.CANCELLED]
    assert Notice.objects.filter(kind=Kind.ENDED).count() == 1
