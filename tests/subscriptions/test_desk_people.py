"""The publisher finds anyone, and one page says why she has access or none."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from subscriptions import timeline
from subscriptions.models import (
    AccessChange,
    Code,
    CodeBatch,
    Consent,
    Customer,
    Notice,
    StripeEvent,
)
from tests import factories

PEOPLE = "/admin/subscriptions/people/"


@pytest.fixture
def desk(sign_in, publisher):
    """The publisher's browser."""
    return sign_in(publisher)


@pytest.fixture
def ana(db):
    """Pays, is known to Stripe, and has a name of her own."""
    ana = factories.make_subscriber("ana", display_name="Ana Torres")
    Customer.objects.create(user=ana, stripe_id="cus_ana", mirrored_at=timezone.now())
    return ana


def redeem(person, by):
    """Let the person have used a code; the code."""
    batch = CodeBatch.objects.create(
        reason="Readers' day", size=1, days=30, expires_at=timezone.now(), by=by
    )
    grant = factories.make_grant(person, reason="Readers' day")
    return Code.objects.create(batch=batch, grant=grant).code


def file_of(person) -> str:
    """Where somebody's file is."""
    return f"{PEOPLE}{person.pk}/"


def text_of(answer) -> str:
    """What a page says, without its markup, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


@pytest.mark.parametrize(
    "words", ["ana@example.com", "aNa@", "torres", "cus_ana", "  Ana Torres "]
)
def test_a_person_is_found_by_mail_name_and_customer(desk, ana, lapsed, words):
    answer = desk.get(PEOPLE, {"q": words})

    assert ana.email in answer.text
    assert lapsed.email not in answer.text


def test_a_person_is_found_by_the_subscription(desk, ana, lapsed):
    answer = desk.get(PEOPLE, {"q": ana.subscriptions.get().stripe_id})

    assert ana.email in answer.text
    assert lapsed.email not in answer.text


@pytest.mark.parametrize("as_typed", [str, str.lower, lambda c: c.replace("-", "")])
def test_a_person_is_found_by_the_code_she_redeemed(
    desk, publisher, reader, ana, as_typed
):
    code = redeem(reader, publisher)

    answer = desk.get(PEOPLE, {"q": as_typed(code)})

    assert reader.email in answer.text
    assert ana.email not in answer.text


def test_who_has_signed_up_and_never_paid_is_found_too(desk, reader):
    answer = desk.get(PEOPLE, {"q": reader.email})

    assert "No access because there is no subscription." in answer.text


def test_the_list_says_how_each_stands(desk, ana, lapsed):
    said = text_of(desk.get(PEOPLE))

    assert "Ana Torres ana@example.com Access until" in said
    assert "lapsed@example.com No access Monthly Ended" in said


def test_nobody_found_says_what_else_to_ask(desk, ana):
    answer = desk.get(PEOPLE, {"q": "nobody-at-all"})

    assert "Nobody is found for “nobody-at-all”." in answer.text
    assert "begins with cus_" in answer.text


def test_a_paper_without_subscribers_says_so(desk):
    assert "Nobody has subscribed yet." in desk.get(PEOPLE).text


def test_the_list_costs_the_same_for_one_and_for_many(
    desk, django_assert_max_num_queries
):
    for _ in range(24):
        factories.make_grant(factories.make_subscriber())

    with django_assert_max_num_queries(12):
        desk.get(PEOPLE)


def test_the_list_has_pages(desk):
    for _ in range(26):
        factories.make_subscriber()

    first, second = desk.get(PEOPLE), desk.get(PEOPLE, {"page": 2})

    assert first.text.count('<th scope="row">') == 25
    assert second.text.count('<th scope="row">') == 1
    assert "page=2" in first.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999"])
def test_a_page_that_is_none_is_no_fault(desk, ana, page):
    listed = desk.get(PEOPLE, {"page": page})
    shown = desk.get(file_of(ana), {"page": page})

    assert (listed.status_code, shown.status_code) == (200, 200)


def test_the_file_begins_with_why_she_has_access(desk, ana):
    said = text_of(desk.get(file_of(ana)))

    assert "Access until" in said
    assert "because Monthly is paid until" in said
    assert "cus_ana" in said


def test_the_file_of_somebody_without_anything_says_so(desk, reader):
    said = text_of(desk.get(file_of(reader)))

    assert "No access because there is no subscription." in said
    assert "Has never subscribed." in said
    assert "Nothing yet: no payment, no mail, nothing given." in said


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("sk_test_1", "https://dashboard.stripe.com/test/customers/cus_ana"),
        ("sk_live_1", "https://dashboard.stripe.com/customers/cus_ana"),
    ],
)
def test_the_file_leads_to_the_right_side_of_stripes_dashboard(
    desk, ana, settings, key, address
):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE = key, ""

    assert f'"{address}"' in desk.get(file_of(ana)).text


def test_a_stand_in_has_no_dashboard(desk, ana, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"

    assert "dashboard.stripe.com" not in desk.get(file_of(ana)).text


def test_the_file_holds_her_word_as_she_gave_it(desk, ana, plan):
    Consent.objects.create(
        user=ana,
        plan=plan,
        checkout="cs_1",
        text="I agree to <pay> $99.",
        amount=9900,
        currency="mxn",
        interval="month",
        next_charge_on=timezone.localdate(),
    )

    answer = desk.get(file_of(ana))

    assert "I agree to &lt;pay&gt; $99." in answer.text


def test_the_history_tells_steps_mails_gifts_and_the_desk(desk, publisher, ana):
    row = ana.subscriptions.get()
    StripeEvent.objects.create(
        stripe_id="evt_1", type="customer.subscription.updated", customer="cus_ana"
    )
    AccessChange.objects.create(
        user=ana,
        subscription=row,
        cause="webhook",
        event="evt_1",
        was="active",
        became="past_due",
        until=row.access_until,
    )
    Notice.objects.create(subscription=row, kind=Notice.Kind.WELCOME, cause="sub_1")
    code = redeem(ana, publisher)

    said = text_of(desk.get(file_of(ana)))

    assert "Active → Past due, access until" in said
    assert "because Stripe sent customer.subscription.updated (evt_1)" in said
    assert "customer.subscription.updated; nothing changed" not in said
    assert "Mail: Welcome" in said
    assert f"with the code {code}" in said


def test_an_event_that_changed_nothing_is_told_as_such(desk, ana):
    StripeEvent.objects.create(
        stripe_id="evt_2", type="invoice.paid", customer="cus_ana"
    )

    said = text_of(desk.get(file_of(ana)))

    assert "Stripe sent invoice.paid; nothing changed evt_2" in said


def test_the_history_is_the_newest_first_and_misses_nothing_between_pages(ana):
    row, now = ana.subscriptions.get(), timezone.now()
    for number in range(20):
        at = now - timedelta(hours=number)
        StripeEvent.objects.create(
            stripe_id=f"evt_{number}", type="a", customer="cus_ana", received_at=at
        )
        Notice.objects.create(subscription=row, cause=f"{number}", kind="x", made_at=at)

    first, second = timeline.stretch_of(ana), timeline.stretch_of(ana, number=2)

    both = first.moments + second.moments
    assert [one.at for one in both] == sorted((one.at for one in both), reverse=True)
    assert len({(one.kind, one.why) for one in both}) == 40
    assert (first.has_more, second.has_more) == (True, False)


def test_the_file_costs_the_same_for_a_short_and_a_long_history(
    desk, ana, django_assert_max_num_queries
):
    for number in range(60):
        StripeEvent.objects.create(stripe_id=f"e{number}", type="a", customer="cus_ana")
        factories.make_grant(ana)

    with django_assert_max_num_queries(20):
        desk.get(file_of(ana))


@pytest.mark.parametrize("who", ["moderator", "editor"])
def test_files_are_not_for_everyone_at_the_desk(sign_in, request, ana, who):
    browser = sign_in(request.getfixturevalue(who))

    answers = [browser.get(PEOPLE), browser.get(file_of(ana))]

    assert [one.status_code for one in answers] == [403, 403]


def test_nobody_has_no_file(desk):
    assert desk.get(f"{PEOPLE}987654/").status_code == 404


@pytest.mark.parametrize("model", ["subscription", "customer", "grant"])
def test_a_row_leads_to_the_file_of_the_person(desk, ana, model):
    rows = {
        "subscription": ana.subscriptions.get(),
        "customer": ana.stripe_customer,
        "grant": factories.make_grant(ana),
    }

    answer = desk.get(f"/admin/subscriptions/{model}/{rows[model].pk}/change/")

    assert f'href="{file_of(ana)}"' in answer.text


def test_the_page_of_an_account_leads_to_the_file(desk, ana):
    answer = desk.get(f"/admin/accounts/user/{ana.pk}/change/")

    assert f'href="{file_of(ana)}"' in answer.text


def test_a_moderator_who_may_not_see_who_pays_gets_no_link_to_it(
    sign_in, moderator, publisher, ana
):
    address = f"/admin/comments/person/{ana.pk}/"
    publisher.groups.add(*moderator.groups.all())

    shown = [sign_in(one).get(address).text for one in (moderator, publisher)]

    assert [file_of(ana) in text for text in shown] == [False, True]
