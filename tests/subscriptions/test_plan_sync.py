"""Whether plans and Stripe agree, both ways, and what is said about it."""

import pytest
from django.core.management import CommandError, call_command

from stripe_stand_in import resources
from subscriptions import access, plan_sync
from subscriptions.models import Plan
from subscriptions.prices import price_of
from subscriptions.stripe_gateway import Patience

PLANS = "/admin/subscriptions/plan/"
COMPARE = f"{PLANS}compare/"
FORM = {"name": "Monthly", "amount": 9900, "currency": "mxn", "interval": "month"}


def sync() -> list[str]:
    """Compare, as the command does."""
    return plan_sync.sync_plans(patience=Patience.PAGE)


@pytest.fixture
def sold(stripe, plan) -> Plan:
    """A plan with its product and price at Stripe."""
    price_of(plan, patience=Patience.PAGE)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def at_stripe(stripe):
    """Change something in Stripe's dashboard."""

    def change(kind: str, ident: str, **fields) -> None:
        with stripe.ledger.open():
            stripe.ledger.get(kind, ident).update(fields)

    return change


def make_product(stripe, **fields) -> str:
    """A product that somebody made in Stripe's dashboard, with a price by default."""
    price = {"currency": "mxn", "unit_amount": 4900, "recurring": {"interval": "month"}}
    price |= fields.pop("price", {})
    fields = {"name": "Student", "metadata": {"plan": "student"}} | fields
    with stripe.ledger.open():
        product = resources.create_product(stripe.ledger, fields)
        made = resources.create_price(stripe.ledger, price | {"product": product["id"]})
        product["default_price"] = made["id"]
    return product["id"]


def test_a_plan_without_a_price_gets_one_and_the_next_run_has_nothing_to_do(
    stripe, plan
):
    assert sync() == ["“Monthly” has a price at Stripe now."]
    assert sync() == []
    assert Plan.objects.get().stripe_price_id


def test_a_plan_off_sale_gets_no_price(stripe, plan):
    Plan.objects.update(on_sale=False)

    assert sync() == []
    assert not Plan.objects.get().stripe_price_id


def test_a_name_that_was_changed_at_stripe_is_followed(sold, at_stripe):
    at_stripe("product", sold.stripe_product_id, name="Every month")

    said = sync()

    assert said == ["“Monthly” is called “Every month” at Stripe: so it is here."]
    assert Plan.objects.get().name == "Every month"
    assert sync() == []


@pytest.mark.parametrize("kind", ["product", "price"])
def test_what_is_archived_at_stripe_goes_off_sale(sold, at_stripe, kind):
    at_stripe(kind, getattr(sold, f"stripe_{kind}_id"), active=False)

    said = sync()

    assert said == [f"“Monthly” is off sale: its {kind} is archived at Stripe."]
    assert not Plan.objects.get().on_sale
    assert sync() == []


def test_whoever_has_a_plan_that_went_off_sale_keeps_it(payer, at_stripe):
    at_stripe("price", Plan.objects.get().stripe_price_id, active=False)

    sync()

    assert access.is_subscriber(payer.user)


def test_a_product_of_ours_without_a_plan_becomes_one_that_is_not_on_sale(stripe, db):
    product = make_product(stripe)

    said = sync()

    plan = Plan.objects.get()
    assert said == [
        "“Student” was at Stripe alone: it is a plan here now, not yet on sale."
    ]
    assert (plan.slug, plan.amount, plan.currency, plan.interval, plan.on_sale) == (
        *("student", 4900, "mxn", "month"),
        False,
    )
    assert plan.stripe_product_id == product
    assert sync() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"price": {"currency": "gbp"}},
        {"price": {"recurring": {"interval": "week"}}},
        {"price": {"recurring": {"interval": "month", "interval_count": 3}}},
        {"price": {"unit_amount": 0}},
        {"metadata": {"plan": "not a slug!"}},
        {"metadata": {"plan": "s" * 41}},
    ],
    ids=str,
)
def test_a_product_that_we_cannot_sell_is_told_and_not_taken_up(stripe, db, fields):
    make_product(stripe, **fields)

    [said] = sync()

    assert "which says it is our plan" in said
    assert not Plan.objects.exists()


def test_what_others_sell_and_what_is_archived_is_nobodys_business(stripe, db):
    make_product(stripe, metadata={})
    make_product(stripe, active=False)

    assert sync() == []
    assert not Plan.objects.exists()


def test_a_second_product_of_the_same_plan_is_told_each_time(sold, stripe):
    make_product(stripe, metadata={"plan": sold.slug})

    assert "a second product for our plan “monthly”" in sync()[0]
    assert "a second product" in sync()[0]
    assert Plan.objects.get().stripe_product_id == sold.stripe_product_id


def test_a_plan_finds_its_forgotten_product_again(sold, stripe):
    product = sold.stripe_product_id
    Plan.objects.update(stripe_product_id="", stripe_price_id="")

    sync()

    plan = Plan.objects.get()
    assert (plan.stripe_product_id, plan.stripe_price_id) == (
        product,
        sold.stripe_price_id,
    )


def test_with_the_key_of_another_account_nothing_is_forgotten(stripe, plan):
    Plan.objects.update(stripe_product_id="prod_other", stripe_price_id="price_other")

    [said] = sync()

    plan.refresh_from_db()
    assert "STRIPE_SECRET_KEY" in said
    assert (plan.stripe_price_id, plan.on_sale) == ("price_other", True)


@pytest.mark.parametrize("how", ["refuses", "is silent"])
def test_when_stripe_does_not_answer_no_plan_is_touched(sold, stripe, at_stripe, how):
    at_stripe("product", sold.stripe_product_id, name="Another", active=False)
    before = list(Plan.objects.values())
    if how == "refuses":
        stripe.fail_next(402, times=9)
    else:
        stripe.go_down(how="close")

    with pytest.raises(CommandError, match="try again"):
        call_command("sync_plans")

    assert list(Plan.objects.values()) == before


def test_when_stripe_tells_products_but_no_prices_no_plan_is_touched(
    sold, stripe, at_stripe
):
    at_stripe("product", sold.stripe_product_id, name="Another", active=False)
    # Such an id is no address of the API: the second question is refused.
    Plan.objects.update(stripe_price_id="price/of/nothing")
    before = list(Plan.objects.values())

    with pytest.raises(CommandError, match="try again"):
        call_command("sync_plans")

    assert list(Plan.objects.values()) == before


def test_the_command_prints_each_change_and_one_summary(stripe, plan, capsys):
    call_command("sync_plans")

    assert capsys.readouterr().out.splitlines() == [
        "“Monthly” has a price at Stripe now.",
        "Plans in agreement with Stripe: 1.",
    ]


# ── At the desk ────────────────────────────────────────────────────────────────────
def test_the_button_does_the_same_and_says_so(sign_in, publisher, stripe, plan):
    desk = sign_in(publisher)

    assert COMPARE in desk.get(PLANS).text
    first = desk.post(COMPARE, follow=True)
    second = desk.post(COMPARE, follow=True)

    assert "“Monthly” has a price at Stripe now." in first.text
    assert "The plans and Stripe agree already." in second.text


def test_the_button_says_when_stripe_is_silent(sign_in, publisher, stripe, plan):
    stripe.go_down(how="close")

    answer = sign_in(publisher).post(COMPARE, follow=True)

    assert "Stripe did not answer." in answer.text


@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("publisher", 405)])
def test_a_link_does_not_compare_and_neither_does_everyone(
    sign_in, request, stripe, plan, who, status
):
    desk = sign_in(request.getfixturevalue(who))

    answer = desk.get(COMPARE) if who == "publisher" else desk.post(COMPARE)

    assert answer.status_code == status
    assert not Plan.objects.get().stripe_price_id


def test_a_name_given_here_is_not_taken_back_by_the_next_comparison(
    sign_in, publisher, sold
):
    form = FORM | {"name": "By the month", "position": 0, "on_sale": "on"}
    form |= {"trial_days": 0, "description": "Read"}

    sign_in(publisher).post(f"{PLANS}{sold.pk}/change/", form)

    assert Plan.objects.get().name == "By the month"
    assert sync() == []


def test_a_name_is_kept_here_and_the_desk_warned_when_stripe_is_silent(
    sign_in, publisher, sold, stripe
):
    stripe.go_down(how="close")
    form = FORM | {"name": "By the month", "position": 0, "on_sale": "on"}
    form |= {"trial_days": 0, "description": "Read"}

    answer = sign_in(publisher).post(f"{PLANS}{sold.pk}/change/", form, follow=True)

    assert Plan.objects.get().name == "By the month"
    assert "Stripe did not take the new name." in answer.text
