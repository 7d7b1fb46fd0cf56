"""What the plans say: price, saving, the next charge, tax, and whom to ask."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from subscriptions import offers
from subscriptions.models import Plan
from subscriptions.models.plans import money
from subscriptions.receipts import send_receipts
from tests import factories
from tests.subscriptions.buying import PLAN, subscribe, visit_of, visits
from tests.subscriptions.conftest import look_again

YEARLY = "/subscribe/yearly/"


def written(day):
    """A date as the pages write it."""
    return date_format(day, "F j, Y")


@pytest.fixture
def yearly(plan):
    """990 pesos a year, beside 99 a month."""
    return factories.make_plan("yearly", amount=99000, interval="year", position=1)


@pytest.mark.parametrize(
    ("language", "amount", "currency", "text"),
    [
        ("en", 9900, "mxn", "$99 MXN"),
        ("es", 9900, "mxn", "$99 MXN"),
        ("en", 123456789, "mxn", "$1,234,567.89 MXN"),
        ("es", 123456789, "mxn", "$1,234,567.89 MXN"),
        ("es", 499, "usd", "$4.99 USD"),
        ("en", 120050, "eur", "€1,200.50 EUR"),
        ("es", 120050, "eur", "1.200,50 €"),
        ("es", 500, "eur", "5 €"),
    ],
)
def test_money_is_written_as_in_mexico_and_euros_in_spanish_as_in_spain(
    language, amount, currency, text
):
    with translation.override(language):
        assert money(amount, currency) == text


def test_the_plans_page_says_what_is_charged_and_when_next(client, yearly):
    page = client.get("/subscribe/").text

    for plan in (yearly, Plan.objects.get(slug="monthly")):
        day = written(plan.next_charge_on(timezone.localdate()))
        assert f"You pay {plan.price} today, and again on {day}." in page
    assert "Make and read comments" in page


def test_a_year_says_what_it_saves_against_twelve_months(client, browser, yearly):
    said = "Saves $198 MXN against twelve months."

    assert client.get("/subscribe/").text.count(said) == 1
    assert said in browser.get(YEARLY).text
    assert "Saves" not in browser.get(PLAN).text


@pytest.mark.parametrize(
    "change",
    [{"amount": 120000}, {"currency": "usd"}, {"interval": "month"}],
)
def test_nothing_is_said_when_nothing_is_saved(yearly, change):
    Plan.objects.filter(pk=yearly.pk).update(**change)

    assert [offer.saving for offer in offers.on_sale()] == ["", ""]


def test_a_monthly_plan_off_sale_is_no_measure(yearly):
    Plan.objects.filter(slug="monthly").update(on_sale=False)

    assert [offer.saving for offer in offers.on_sale()] == [""]


def test_the_plans_page_asks_once_for_all_plans(
    client, yearly, django_assert_num_queries
):
    client.get("/subscribe/")

    with django_assert_num_queries(1):
        offers.on_sale()


@pytest.mark.parametrize("address", ["/subscribe/", PLAN])
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_terms_privacy_and_contact_are_beside_the_button(
    client, browser, plan, address, is_signed_in
):
    page = (browser if is_signed_in else client).get(address).text

    for link in ("/terms/", "/privacy/", "/contact/"):
        assert f'<a href="{link}">' in page.partition("<main")[2]


@pytest.mark.parametrize("on", [True, False])
def test_tax_is_said_to_be_included_and_worked_out_when_it_is_on(
    client, browser, stripe, plan, settings, on
):
    settings.STRIPE_TAX = on

    said = [
        "Tax is included." in client.get("/subscribe/").text,
        "tax included" in browser.get(PLAN).text,
    ]
    subscribe(browser, PLAN)

    assert said == [on, on]
    assert visits(stripe)[0]["automatic_tax"]["enabled"] is on
    assert visits(stripe)[0]["amount_total"] == 9900


def test_prices_hold_their_tax_whatever_the_setting(browser, stripe, plan):
    subscribe(browser, PLAN)

    with stripe.ledger.open():
        (price,) = stripe.ledger.newest("price")
    assert price["tax_behavior"] == "inclusive"


def test_the_receipt_says_how_much_of_it_is_tax(
    browser, stripe, plan, reader, settings, drain, mailoutbox
):
    settings.STRIPE_TAX = True
    stripe.pay(visit_of(subscribe(browser, PLAN)))
    look_again(reader.stripe_customer)

    send_receipts.call()

    drain()
    letter = next(one for one in mailoutbox if "Receipt" in one.subject)
    assert "$99 MXN was paid" in letter.body
    assert "Tax in it: $13.66 MXN" in letter.body


def test_stripes_page_speaks_the_readers_language(browser, stripe, plan):
    subscribe(browser, PLAN)

    assert visits(stripe)[0]["locale"] == "auto"


def test_an_offer_with_free_days_names_the_first_charge(plan):
    plan.trial_days = 7
    plan.save()

    (offer,) = offers.on_sale()

    assert offer.next_charge_on == timezone.localdate() + timedelta(days=7)
