"""The publisher's dashboard, the line on the desk's front page, and the files."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from subscriptions.models import AccessChange, Plan, StoryCheckouts, StripeEvent
from tests import factories

DASHBOARD = "/admin/subscriptions/dashboard/"


@pytest.fixture
def desk(sign_in, publisher):
    """The publisher's browser."""
    return sign_in(publisher)


def sheet(answer) -> list[list[str]]:
    """The rows of a file."""
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def pays(person, **fields):
    """She pays 99 pesos each month."""
    fields = {"amount": 9900, "currency": "mxn", "interval": "month"} | fields
    return factories.subscribe(person, **fields)


# ── The page ───────────────────────────────────────────────────────────────────────
def test_a_new_paper_is_told_what_is_missing(desk):
    answer = desk.get(DASHBOARD)

    assert answer.status_code == 200
    assert "Nobody has subscribed yet." in answer.text
    assert "Thirteen months" not in answer.text


def test_the_publisher_sees_how_many_and_for_how_much(desk, reader, in_grace):
    pays(reader)
    factories.make_grant(factories.make_person())

    page = desk.get(DASHBOARD).text

    assert "1 pays · 0 in trial · 1 is asked for a new card" in page
    assert "$99 MXN" in page
    assert "before discounts and tax" in page.lower()
    assert "Nothing. Nobody pays twice" in page


def test_every_number_that_is_drawn_stands_in_a_table_too(desk, reader, lapsed):
    pays(reader)

    context = desk.get(DASHBOARD).context

    drawn = [
        bar.value
        for _label, bars in context["charts"]["changes"].columns
        for bar in bars
    ]
    listed = [n for m in context["months"][::-1] for n in (m.new, m.lost)]
    assert drawn == listed
    assert max(drawn) == 2


def test_what_needs_somebody_leads_to_the_person(desk, reader):
    pays(reader)
    pays(reader)

    page = desk.get(DASHBOARD).text

    assert "Two subscriptions at once" in page
    assert f'href="{reverse("admin:subscriptions_person", args=[reader.pk])}"' in page


def test_stories_are_told_with_their_checkouts(desk):
    today = timezone.localdate()
    StoryCheckouts.objects.create(story="/news/a/", day=today, started=17, paid=4)

    page = desk.get(DASHBOARD).text

    assert '<a href="/news/a/">/news/a/</a>' in page
    assert "<td>17</td><td>4</td>" in page


def test_the_page_says_when_stripe_was_heard_and_what_comparing_found(desk, subscriber):
    hours_ago = timezone.now() - timedelta(hours=3)
    StripeEvent.objects.create(
        stripe_id="evt_1", type="invoice.paid", received_at=hours_ago
    )
    for days in (1, 8):
        AccessChange.objects.create(
            user=subscriber,
            subscription=subscriber.subscriptions.get(),
            cause="reconcile",
            was="active",
            became="past_due",
            at=timezone.now() - timedelta(days=days),
        )

    page = desk.get(DASHBOARD).text

    assert "3\xa0hours ago" in page
    assert "1 change was found by comparing in 7 days" in page


def test_the_page_never_waits_for_stripe(desk, stripe, payer):
    stripe.go_down(how="close")
    asked = len(stripe.requests)

    answer = desk.get(DASHBOARD)

    assert answer.status_code == 200
    assert len(stripe.requests) == asked


def test_a_large_paper_costs_no_more_queries(
    desk, django_assert_max_num_queries, subscriber
):
    for _ in range(30):
        pays(factories.make_person(), plan=factories.make_plan("yearly"))

    with django_assert_max_num_queries(31):
        desk.get(DASHBOARD)


@pytest.mark.parametrize("who", ["moderator", "editor"])
@pytest.mark.parametrize(
    "address",
    [
        DASHBOARD,
        f"{DASHBOARD}csv/people/",
        f"{DASHBOARD}csv/months/",
        "/admin/subscriptions/subscription/csv/",
    ],
)
def test_money_is_not_for_everyone_at_the_desk(sign_in, request, who, address):
    browser = sign_in(request.getfixturevalue(who))

    assert browser.get(address).status_code == 403
    assert browser.post(address).status_code in {403, 405}


# ── What Stripe could not deliver ──────────────────────────────────────────────────
def test_stripe_is_asked_what_it_could_not_deliver(desk, stripe, payer):
    answer = desk.post(DASHBOARD, follow=True)

    waiting = len(stripe.events)
    assert waiting > 1
    assert f"{waiting} events wait at Stripe" in answer.text


def test_all_that_was_delivered_is_said_to_be(desk, stripe, payer):
    with stripe.ledger.open():
        for event in stripe.ledger.newest("event"):
            event["pending_webhooks"] = 0

    answer = desk.post(DASHBOARD, follow=True)

    assert "Stripe has delivered every event of 30 days." in answer.text


def test_a_silent_stripe_is_said_to_be(desk, stripe):
    stripe.go_down(how="close")

    answer = desk.post(DASHBOARD, follow=True)

    assert answer.status_code == 200
    assert "Stripe did not answer, so we don’t know." in answer.text


# ── The desk's front page ──────────────────────────────────────────────────────────
def test_the_desk_opens_with_subscribers_for_the_publisher_alone(
    desk, sign_in, editor, moderator, reader
):
    pays(reader)
    pays(reader)

    page = desk.get("/admin/").text

    assert "2 subscribers" in page
    assert "$198 MXN each month" in page
    assert f'href="{DASHBOARD}#needs">1 thing needs you' in page
    for other in (editor, moderator):
        assert "2 subscribers" not in sign_in(other).get("/admin/").text


def test_the_front_page_asks_nothing_about_money_for_others(
    sign_in, editor, subscriber
):
    browser = sign_in(editor)

    with CaptureQueriesContext(connection) as queries:
        browser.get("/admin/")

    asked = [one["sql"] for one in queries if "subscriptions_" in one["sql"]]
    assert asked == []


# ── Files ──────────────────────────────────────────────────────────────────────────
def test_the_list_is_taken_away_as_it_is_filtered(desk, reader, past_due):
    pays(reader)

    address = "/admin/subscriptions/subscription/csv/"
    titles, *rows = sheet(desk.get(address, {"status__exact": "past_due"}))

    assert titles[0] == "e-mail"
    assert [row[0] for row in rows] == [past_due.email]
    assert len(sheet(desk.get(address, {"q": reader.email}))) == 2
    assert len(sheet(desk.get(address))) == 3


def test_a_filter_that_makes_no_sense_is_refused(desk):
    address = "/admin/subscriptions/subscription/csv/"

    answer = desk.get(address, {"pk__gte": "x"})

    assert answer.status_code == 400


def test_the_list_offers_its_file_with_the_filter(desk, subscriber):
    page = desk.get("/admin/subscriptions/subscription/", {"q": "subscriber"}).text

    assert "/admin/subscriptions/subscription/csv/?q=subscriber" in page


def test_the_people_with_access_are_listed_with_what_gives_it(
    desk, subscriber, lapsed, reader
):
    factories.make_grant(reader)

    _titles, *rows = sheet(desk.get(f"{DASHBOARD}csv/people/"))

    assert [(row[0], row[2], row[3]) for row in rows] == [
        (subscriber.email, "Monthly", "active"),
        (reader.email, "complimentary access", "Wrote for us"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(desk, start):
    pays(factories.make_person("eve", display_name=f"{start}HYPERLINK(1)"))
    Plan.objects.update(name=f"{start}cmd")

    [_titles, row] = sheet(desk.get(f"{DASHBOARD}csv/people/"))

    assert row[1:3] == [f"'{start}HYPERLINK(1)", f"'{start}cmd"]


def test_the_months_and_the_stories_can_be_taken_away(desk, subscriber):
    today = timezone.localdate()
    StoryCheckouts.objects.create(story="/news/á/", day=today, started=3, paid=1)

    months = sheet(desk.get(f"{DASHBOARD}csv/months/"))
    stories = sheet(desk.get(f"{DASHBOARD}csv/stories/"))

    assert len(months) == 14
    assert months[-1][0] == f"{today:%Y-%m}"
    assert months[-1][4] == "1"
    assert stories[1:] == [[f"{today:%Y-%m-%d}", "/news/á/", "3", "1"]]


def test_there_is_no_other_file(desk):
    assert desk.get(f"{DASHBOARD}csv/passwords/").status_code == 404


def test_a_long_file_is_sent_bit_by_bit(desk):
    rows = [factories.make_person() for _ in range(3)]
    for person in rows:
        pays(person)

    answer = desk.get(f"{DASHBOARD}csv/people/")

    assert answer.streaming
    assert len(sheet(answer)) == 4
