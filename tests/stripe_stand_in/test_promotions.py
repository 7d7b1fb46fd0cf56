"""What does a promotion code take off, how long, and who is told that it does not?"""

import pytest
import requests
import stripe

from stripe_stand_in import StandIn


@pytest.fixture
def at_the_checkout(client, open_checkout, press):
    """Opens a checkout of 5 dollars a month and types a code there."""

    def at_the_checkout(text, **given):
        session = open_checkout(client, allow_promotion_codes=True, **given)
        return session.url, press(session.url, "use-code", code=text)

    return at_the_checkout


@pytest.fixture
def paid(stand_in, client):
    """What was paid on each invoice, the first one first."""

    def paid():
        return [one.amount_paid for one in client.invoices.list().data[::-1]]

    return paid


def test_the_page_shows_the_lower_total_before_anything_is_paid(
    client, make_code, at_the_checkout
):
    make_code()

    _url, page = at_the_checkout("autumn")

    assert page.status_code == 200
    assert "AUTUMN: 20 % off the first payment" in page.text
    assert "−1.00 USD" in page.text
    assert "<dt>Total today</dt><dd>4.00 USD</dd>" in page.text
    (session,) = client.checkout.sessions.list().data
    assert (session.amount_subtotal, session.amount_total) == (500, 400)
    assert session.total_details.amount_discount == 100


@pytest.mark.parametrize(
    ("coupon", "amounts"),
    [
        ({"duration": "once"}, [400, 500, 500, 500]),
        ({"duration": "repeating", "duration_in_months": 2}, [400, 400, 500, 500]),
        ({"duration": "forever"}, [400, 400, 400, 400]),
        ({"amount_off": 150, "currency": "usd"}, [350, 500, 500, 500]),
        ({"amount_off": 900, "currency": "usd"}, [0, 500, 500, 500]),
    ],
)
def test_what_is_paid_follows_the_coupon(
    stand_in, make_code, at_the_checkout, press, paid, coupon, amounts
):
    make_code(**coupon)
    url, _page = at_the_checkout("AUTUMN")

    press(url, "pay")
    stand_in.advance(days=93)

    assert paid() == amounts


def test_the_preview_says_what_will_be_paid(
    stand_in, client, make_code, at_the_checkout, press, paid
):
    make_code(duration="repeating", duration_in_months=2)
    url, _page = at_the_checkout("AUTUMN")
    press(url, "pay")
    (subscription,) = client.subscriptions.list().data
    said = []
    for _month in range(3):
        preview = client.invoices.create_preview({"subscription": subscription.id})
        said.append(preview.amount_due)
        stand_in.advance(days=31)

    assert said == paid()[1:]


def test_a_preview_makes_nothing(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)
    events, invoices = len(stand_in.events), len(client.invoices.list().data)

    client.invoices.create_preview({"subscription": subscription.id})

    assert len(stand_in.events) == events
    assert len(client.invoices.list().data) == invoices
    assert client.subscriptions.retrieve(subscription.id) == subscription


def test_a_preview_is_for_the_next_period(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)

    preview = client.invoices.create_preview({"subscription": subscription.id})

    begins = subscription.to_dict()["items"]["data"][0]["current_period_end"]
    assert preview.lines.data[0].period.start == begins
    assert preview.status == "draft"


def test_what_will_end_has_no_preview(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)
    client.subscriptions.update(subscription.id, {"cancel_at_period_end": True})

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.invoices.create_preview({"subscription": subscription.id})

    assert refusal.value.code == "invoice_upcoming_none"


@pytest.mark.parametrize(
    ("change", "typed", "said"),
    [
        ({}, "SPRING", "There is no code “SPRING”."),
        ({}, "  ", "Type a code first."),
        ({}, "<b>", "There is no code “&lt;b&gt;”."),
        ({"max_redemptions": 0}, "AUTUMN", "has been used as often as it can be"),
        ({"redeem_by": 1}, "AUTUMN", "has expired"),
        ({"amount_off": 1, "currency": "mxn"}, "AUTUMN", "is not for prices in USD"),
    ],
)
def test_a_code_that_can_not_be_used_is_told_plainly(
    make_code, at_the_checkout, change, typed, said
):
    make_code(**change)

    url, page = at_the_checkout(typed)

    assert page.status_code == 422
    assert said in page.text
    assert "<dt>Total today</dt><dd>5.00 USD</dd>" in requests.get(url, timeout=5).text


def test_a_code_that_was_taken_back_can_not_be_used(client, make_code, at_the_checkout):
    code = make_code()
    client.promotion_codes.update(code.id, {"active": False})

    _url, page = at_the_checkout("AUTUMN")

    assert "can&#x27;t be used" in page.text


def test_a_code_used_up_by_another_is_told_before_anything_is_charged(
    client, make_code, at_the_checkout, press
):
    make_code(max_redemptions=1)
    first, _page = at_the_checkout("AUTUMN")
    second, _page = at_the_checkout("AUTUMN")
    press(first, "pay")

    page = press(second, "pay")

    assert page.status_code == 422
    assert "You have not paid yet." in page.text
    assert "<dt>Total today</dt><dd>5.00 USD</dd>" in page.text
    assert len(client.subscriptions.list().data) == 1


def test_a_code_can_be_removed_again(make_code, at_the_checkout, press):
    make_code()
    url, _page = at_the_checkout("AUTUMN")

    page = press(url, "remove-code")

    assert "<dt>Total today</dt><dd>5.00 USD</dd>" in page.text


def test_a_checkout_without_codes_has_no_field_and_takes_none(
    client, make_code, open_checkout, press
):
    make_code()
    session = open_checkout(client)

    page = press(session.url, "use-code", code="AUTUMN")

    assert 'name="code"' not in page.text
    assert "<dt>Total today</dt><dd>5.00 USD</dd>" in page.text


def test_a_trial_keeps_the_discount_for_the_first_payment(
    stand_in, make_code, at_the_checkout, press, paid
):
    make_code()
    url, page = at_the_checkout("AUTUMN", subscription_data={"trial_period_days": 7})
    assert "<dt>Total today</dt><dd>0.00 USD</dd>" in page.text
    press(url, "pay")

    stand_in.advance(days=8)

    assert paid() == [0, 400]


def test_codes_are_found_by_their_text_and_their_coupon(client, make_code):
    code = make_code()
    make_code("WINTER")
    coupon = code.promotion.coupon

    by_text = client.promotion_codes.list({"code": "AUTUMN"}).data
    by_coupon = client.promotion_codes.list({"coupon": coupon, "active": True}).data

    assert [one.id for one in by_text] == [one.id for one in by_coupon] == [code.id]


@pytest.mark.parametrize(
    "coupon",
    [
        {},
        {"percent_off": 20, "amount_off": 5, "currency": "usd"},
        {"percent_off": 101},
        {"amount_off": 5},
        {"percent_off": 20, "duration": "repeating"},
        {"percent_off": 20, "duration": "always"},
    ],
)
def test_a_coupon_that_makes_no_sense_is_refused(client, coupon):
    with pytest.raises(stripe.InvalidRequestError):
        client.coupons.create(coupon)

    assert client.coupons.list().data == []


def test_two_codes_of_one_text_are_refused(client, make_code):
    make_code()

    with pytest.raises(stripe.InvalidRequestError, match="already exists"):
        make_code("AUTUMN")


def test_a_first_run_has_one_code_to_try_and_says_which(connect, open_checkout):
    with StandIn() as stand_in:
        stand_in.offer_a_code()
        stand_in.offer_a_code()
        session = open_checkout(connect(stand_in), allow_promotion_codes=True)

        page = requests.get(session.url, timeout=5).text
        overview = requests.get(stand_in.url, timeout=5).text

    assert "Codes that work here: WELCOME20." in page
    assert overview.count("WELCOME20") == 1
