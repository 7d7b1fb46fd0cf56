"""What is sold: how a price reads, and how Stripe's products and prices follow."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from subscriptions import access
from subscriptions.models import Plan
from subscriptions.prices import price_of
from subscriptions.stripe_gateway import Patience
from tests import factories
from tests.subscriptions.conftest import look_again


def at_stripe(stripe, kind):
    """All products, or all prices, that Stripe has."""
    with stripe.ledger.open():
        return stripe.ledger.newest(kind)


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (9900, "mxn", "$99 MXN"),
        (9950, "mxn", "$99.50 MXN"),
        (120000, "mxn", "$1,200 MXN"),
        (499, "usd", "$4.99 USD"),
        (500, "eur", "€5 EUR"),
        (5, "usd", "$0.05 USD"),
    ],
)
def test_a_price_reads_as_people_write_it(amount, currency, text):
    assert Plan(amount=amount, currency=currency).price == text


@pytest.mark.parametrize(
    ("interval", "first", "second"),
    [
        ("month", date(2026, 1, 15), date(2026, 2, 15)),
        ("month", date(2026, 1, 31), date(2026, 2, 28)),
        ("month", date(2028, 1, 31), date(2028, 2, 29)),
        ("month", date(2026, 12, 5), date(2027, 1, 5)),
        ("year", date(2026, 3, 1), date(2027, 3, 1)),
        ("year", date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_the_next_charge_falls_on_the_same_day_or_the_last_of_the_month(
    interval, first, second
):
    assert Plan(interval=interval).next_charge_on(first) == second


def test_what_is_included_is_one_thing_a_line():
    plan = Plan(description="Read\n\n  Write \n")

    assert plan.included == ["Read", "Write"]


def test_a_plan_costs_something(db):
    refused = pytest.raises(IntegrityError, match="a_plan_costs_something")
    with refused, transaction.atomic():
        factories.make_plan(amount=0)


def test_syncing_makes_a_product_and_a_price_for_each_plan_on_sale(
    stripe, plan, capsys
):
    factories.make_plan("yearly", amount=99000, interval="year")
    factories.make_plan("old", on_sale=False)

    call_command("sync_plans")

    assert capsys.readouterr().out.endswith("with Stripe: 2.\n")
    amounts = {price["unit_amount"] for price in at_stripe(stripe, "price")}
    assert amounts == {9900, 99000}


def test_syncing_twice_makes_nothing_new(stripe, plan):
    call_command("sync_plans")

    call_command("sync_plans")

    assert len(at_stripe(stripe, "product")) == len(at_stripe(stripe, "price")) == 1


def test_a_price_that_was_forgotten_here_is_found_again(stripe, plan):
    price = price_of(plan, patience=Patience.PAGE)
    Plan.objects.update(stripe_price_id="", stripe_product_id="")

    again = price_of(plan, patience=Patience.PAGE)

    assert again == price
    assert len(at_stripe(stripe, "price")) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_buyers_at_once_make_one_price(stripe, plan):
    def ask(_number):
        try:
            return price_of(Plan.objects.get(pk=plan.pk), patience=Patience.PAGE)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        prices = set(pool.map(ask, range(8)))

    assert len(prices) == len(at_stripe(stripe, "price")) == 1


def test_syncing_without_stripe_says_what_to_do(stripe, plan):
    stripe.fail_next(402, times=9)

    with pytest.raises(CommandError, match="STRIPE_SECRET_KEY"):
        call_command("sync_plans")


def test_a_new_amount_is_a_new_price_and_subscribers_keep_their_access(
    sign_in, publisher, payer, stripe, plan
):
    plan.refresh_from_db()
    form = {
        "name": plan.name,
        "description": plan.description,
        "amount": 12900,
        "currency": "mxn",
        "interval": "month",
        "trial_days": 0,
        "position": 0,
        "on_sale": "on",
    }

    answer = sign_in(publisher).post(
        f"/admin/subscriptions/plan/{plan.pk}/change/", form
    )

    assert answer.status_code == 302
    price_of(plan, patience=Patience.PAGE)
    look_again(payer)
    prices = at_stripe(stripe, "price")
    assert {price["unit_amount"] for price in prices} == {9900, 12900}
    assert len({price["product"] for price in prices}) == 1
    assert access.is_subscriber(payer.user)
