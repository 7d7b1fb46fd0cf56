"""From the plan to Stripe and back: what a reader sees, and that she pays once."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from subscriptions import checkout
from subscriptions.access import is_subscriber
from subscriptions.checkout import AlreadySubscribed, Order
from subscriptions.models import Customer, Plan
from subscriptions.stripe_gateway import PaymentsUnavailable
from tests import factories

STORY = "/news/a-story/comments/"
PLAN = "/subscribe/monthly/"
THANKS = "/subscribe/thanks/"


def order(plan, story=""):
    """What the page asks for."""
    return Order(plan, story, "http://testserver/thanks/", "http://testserver/plan/")


def visits(stripe, status=None):
    """The visits to the checkout, all or those of a status."""
    with stripe.ledger.open():
        shelf = stripe.ledger.newest("checkout.session")
    return [visit for visit in shelf if status in (None, visit["status"])]


def visit_of(answer):
    """The id of the visit that a redirect leads to."""
    return answer["Location"].rsplit("/", 1)[1]


def subscribe(browser, address, fields=None, **options):
    """Read the plan's page and press its button."""
    plan = Plan.objects.get(slug=address.split("/")[2])
    agreed = {"agreed": plan.agreement(timezone.localdate())}
    return browser.post(address, agreed | (fields or {}), **options)


@pytest.fixture
def browser(sign_in, reader):
    """The reader's browser."""
    return sign_in(reader)


def test_the_plans_page_is_public_and_shows_every_plan_on_sale(client, plan):
    factories.make_plan("yearly", amount=99000, interval="year", position=1)
    factories.make_plan("old", amount=100, on_sale=False)

    answer = client.get("/subscribe/")

    assert "public" in answer["Cache-Control"]
    assert "$99 MXN" in answer.text
    assert "$990 MXN" in answer.text
    assert "/subscribe/old/" not in answer.text


def test_a_paper_without_plans_says_so(client, db):
    assert "No plan is on sale" in client.get("/subscribe/").text


def test_a_plan_that_is_not_on_sale_is_not_found(client, db):
    factories.make_plan("old", on_sale=False)

    assert client.get("/subscribe/old/").status_code == 404


def test_an_anonymous_reader_is_asked_who_she_is_and_comes_back(client, plan):
    answer = client.get(PLAN, {"next": STORY})

    assert answer.status_code == 200
    assert "/accounts/signup/?next=" in answer.text
    link = answer.text.split("/accounts/signup/?")[1].split('"')[0]
    assert parse_qs(link) == {"next": [f"{PLAN}?next={STORY}"]}


def test_an_anonymous_post_sells_nothing(client, stripe, plan):
    answer = client.post(PLAN, {"next": STORY})

    assert "/accounts/signup/" in answer.text
    assert visits(stripe) == []


def test_the_plan_says_everything_before_any_redirect(browser, plan):
    answer = browser.get(PLAN)

    for text in ("Monthly", "$99 MXN", "a month", "Next charge", "Make and read"):
        assert text in answer.text
    assert "/terms/" in answer.text
    assert "/privacy/" in answer.text
    assert answer["Cache-Control"] == "private, no-store"


def test_subscribe_leads_to_stripes_page(browser, stripe, plan, reader):
    answer = subscribe(browser, PLAN, {"next": STORY})

    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{stripe.url}/c/pay/cs_")
    (visit,) = visits(stripe)
    assert visit["client_reference_id"] == str(reader.pk)
    assert visit["customer"] == Customer.objects.get(user=reader).stripe_id
    assert visit["metadata"]["story"] == STORY
    assert "{CHECKOUT_SESSION_ID}" in visit["success_url"]


def test_she_comes_back_to_the_story_with_access_and_without_a_webhook(
    browser, stripe, plan, reader
):
    visit = visit_of(subscribe(browser, PLAN, {"next": STORY}))
    stripe.pay(visit)

    answer = browser.get(THANKS, {"session_id": visit, "next": STORY})

    assert answer["Location"] == STORY
    assert is_subscriber(reader)


def test_the_address_stripe_sends_her_to_is_the_one_that_works(browser, stripe, plan):
    visit = visit_of(subscribe(browser, PLAN, {"next": STORY}))
    stripe.pay(visit)
    address = visits(stripe)[0]["success_url"].replace("{CHECKOUT_SESSION_ID}", visit)

    answer = browser.get(address)

    assert answer["Location"] == STORY


@pytest.mark.parametrize("times", [1, 2])
def test_a_webhook_before_the_return_is_fine(
    browser, stripe, plan, deliver_all, reader, times
):
    visit = visit_of(subscribe(browser, PLAN))
    stripe.pay(visit)
    for _ in range(times):
        deliver_all()

    answer = browser.get(THANKS, {"session_id": visit})

    assert answer["Location"] == "/account/"
    assert is_subscriber(reader)


def test_a_webhook_after_the_return_changes_nothing(
    browser, stripe, plan, deliver_all, reader
):
    visit = visit_of(subscribe(browser, PLAN))
    stripe.pay(visit)
    browser.get(THANKS, {"session_id": visit})

    statuses = deliver_all()

    assert set(statuses) == {200}
    assert is_subscriber(reader)


def test_coming_back_without_having_paid_gives_nothing(browser, stripe, plan, reader):
    visit = visit_of(subscribe(browser, PLAN))

    answer = browser.get(THANKS, {"session_id": visit, "next": STORY})

    assert "We are confirming your payment" in answer.text
    assert f"session_id={visit}" in answer.text
    assert not is_subscriber(reader)


def test_stripe_down_at_the_return_asks_for_patience(browser, stripe, plan):
    visit = visit_of(subscribe(browser, PLAN))
    stripe.pay(visit)
    stripe.go_down()

    answer = browser.get(THANKS, {"session_id": visit})

    assert "We are confirming your payment" in answer.text


def test_somebody_elses_visit_is_not_found(browser, stripe, plan, sign_in):
    stranger = factories.make_person("stranger")
    theirs = visit_of(subscribe(sign_in(stranger), PLAN))
    stripe.pay(theirs)

    answer = browser.get(THANKS, {"session_id": theirs})

    assert answer.status_code == 404
    assert not is_subscriber(stranger)


@pytest.mark.parametrize("visit", ["", "cs_unknown", "sub_1", "cs_../../x", "cs_\x00"])
def test_a_visit_that_never_was_is_not_found(browser, stripe, visit):
    assert browser.get(THANKS, {"session_id": visit}).status_code == 404


def test_coming_back_signed_out_asks_who_she_is(client, db):
    answer = client.get(THANKS, {"session_id": "cs_test_1"})

    assert answer["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "evil",
        "/" + "x" * 500,
    ],
)
def test_she_is_never_sent_to_another_site(browser, stripe, plan, address):
    visit = visit_of(subscribe(browser, PLAN, {"next": address}))
    stripe.pay(visit)

    answer = browser.get(THANKS, {"session_id": visit, "next": address})

    assert visits(stripe)[0]["metadata"].get("story", "") == ""
    assert answer["Location"] == "/account/"


def test_leaving_the_checkout_comes_back_to_the_plan(browser, stripe, plan):
    subscribe(browser, PLAN, {"next": STORY})
    back = urlsplit(visits(stripe)[0]["cancel_url"])

    answer = browser.get(f"{back.path}?{back.query}")

    assert "Nothing was charged" in answer.text
    assert f'value="{STORY}"' in answer.text


def test_clicking_twice_is_one_visit(browser, stripe, plan):
    first = subscribe(browser, PLAN, {"next": STORY})

    second = subscribe(browser, PLAN, {"next": STORY})

    assert first["Location"] == second["Location"]
    assert len(visits(stripe)) == 1


def test_another_plan_closes_the_first_visit(browser, stripe, plan):
    factories.make_plan("yearly", amount=99000, interval="year")
    subscribe(browser, PLAN)

    subscribe(browser, "/subscribe/yearly/")

    assert len(visits(stripe, "open")) == 1
    assert len(visits(stripe, "expired")) == 1


def test_going_back_to_the_first_plan_opens_a_visit_that_can_be_paid(
    browser, stripe, plan, reader
):
    factories.make_plan("yearly", amount=99000, interval="year")
    subscribe(browser, PLAN)
    subscribe(browser, "/subscribe/yearly/")

    visit = visit_of(subscribe(browser, PLAN))

    assert stripe.pay(visit)


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once_open_one_visit(stripe, plan, reader):
    factories.make_plan("yearly", amount=99000, interval="year")

    def click(_number):
        try:
            return checkout.open_checkout(reader, order(plan))
        except PaymentsUnavailable:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        addresses = set(pool.map(click, range(20)))

    assert len(addresses - {None}) == 1
    assert len(visits(stripe)) == 1
    assert Customer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_with_two_plans_leave_one_visit_to_pay(stripe, plan, reader):
    yearly = factories.make_plan("yearly", amount=99000, interval="year")

    def click(chosen):
        try:
            checkout.open_checkout(reader, order(chosen))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(click, [plan, yearly]))

    assert len(visits(stripe, "open")) == 1


def test_a_subscriber_is_not_sold_a_second_subscription(browser, payer, stripe):
    answer = subscribe(browser, PLAN, follow=True)

    assert "You are subscribed already. Nothing was charged." in answer.text
    assert visits(stripe, "open") == []


def test_a_payment_we_have_not_heard_of_counts_too(browser, pay, reader, stripe):
    pay(reader)

    answer = subscribe(browser, PLAN)

    assert answer["Location"] == "/account/"
    assert is_subscriber(reader)
    assert visits(stripe, "open") == []


def test_a_past_due_subscriber_is_led_to_her_account(browser, payer, stripe):
    stripe.break_card(payer.stripe_id)
    stripe.advance(days=32)

    answer = subscribe(browser, PLAN)

    assert answer["Location"] == "/account/"
    assert visits(stripe, "open") == []


def test_someone_whose_subscription_ended_may_subscribe_again(browser, payer, stripe):
    stripe.end_subscription(payer.stripe_id)

    answer = subscribe(browser, PLAN)

    assert "/c/pay/" in answer["Location"]


def test_a_reader_with_complimentary_access_pays_nothing(browser, stripe, plan, reader):
    factories.make_grant(reader)

    answer = subscribe(browser, PLAN)

    assert answer["Location"] == "/account/"


def test_a_declined_card_leaves_the_visit_open_for_another(
    browser, stripe, plan, reader
):
    visit = visit_of(subscribe(browser, PLAN))
    stripe.decline_next_card()

    assert not stripe.pay(visit)
    assert stripe.pay(visit)


@pytest.mark.parametrize("how", ["503", "close"])
def test_stripe_down_is_said_plainly_and_nothing_is_charged(browser, stripe, plan, how):
    stripe.go_down(how=how)

    answer = subscribe(browser, PLAN, {"next": STORY})

    assert answer.status_code == 503
    assert "nothing was charged" in answer.text
    assert browser.get(PLAN).status_code == 200


def test_stripe_stopped_is_said_plainly(browser, settings, plan):
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"

    answer = subscribe(browser, PLAN)

    assert answer.status_code == 503
    assert "nothing was charged" in answer.text
    assert "127.0.0.1" not in answer.text


def test_a_key_that_was_never_set_is_said_plainly(browser, settings, plan, caplog):
    settings.STRIPE_SECRET_KEY = ""

    answer = subscribe(browser, PLAN)

    assert answer.status_code == 503
    assert "STRIPE_SECRET_KEY is empty" in caplog.text


@pytest.mark.parametrize("lost", [1, 3, 5])
def test_a_lost_answer_never_makes_a_second_visit(browser, stripe, plan, lost):
    stripe.lose_next_answer(times=lost)

    answers = [subscribe(browser, PLAN) for _ in range(5)]

    assert answers[-1].status_code == 303
    assert len(stripe.state()["customers"]) == 1
    assert len(visits(stripe)) == 1


def test_what_stripe_says_is_never_shown(browser, stripe, plan):
    stripe.fail_next(402, times=9)

    answer = subscribe(browser, PLAN)

    assert answer.status_code == 503
    assert "declined" not in answer.text


def test_clicking_without_end_is_slowed_down(browser, stripe, plan):
    for _ in range(20):
        subscribe(browser, PLAN)

    answer = subscribe(browser, PLAN)

    assert answer.status_code == 429
    assert "wait ten minutes" in answer.text


def test_a_changed_address_does_not_break_a_retry(reader, stripe, plan):
    stripe.lose_next_answer(times=2)
    with pytest.raises(PaymentsUnavailable):
        checkout.customer_of(reader)
    reader.email = "new@example.com"
    reader.save()

    customer = checkout.customer_of(reader)

    assert customer.user == reader


def test_the_verb_says_who_is_subscribed(payer, plan):
    with pytest.raises(AlreadySubscribed):
        checkout.open_checkout(payer.user, order(plan))


def test_a_form_without_its_token_is_refused(reader, plan):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reader)

    assert browser.post(PLAN).status_code == 403
