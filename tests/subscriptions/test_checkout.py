"""From the plan to Stripe: what a reader sees before she pays."""

from urllib.parse import parse_qs, urlsplit

from django.test import Client

from subscriptions.models import Customer
from tests import factories
from tests.subscriptions.buying import PLAN, STORY, subscribe, visits


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


def test_leaving_the_checkout_comes_back_to_the_plan(browser, stripe, plan):
    subscribe(browser, PLAN, {"next": STORY})
    back = urlsplit(visits(stripe)[0]["cancel_url"])

    answer = browser.get(f"{back.path}?{back.query}")

    assert "Nothing was charged" in answer.text
    assert f'value="{STORY}"' in answer.text


def test_a_form_without_its_token_is_refused(reader, plan):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reader)

    assert browser.post(PLAN).status_code == 403
