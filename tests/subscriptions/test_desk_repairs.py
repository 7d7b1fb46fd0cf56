"""What the desk puts right: it looks again, ends what should end, and pays back."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone

from stripe_stand_in.remote import carry_out
from subscriptions import access, prices, repairs
from subscriptions.models import AccessChange, Notice, Subscription
from subscriptions.stripe_gateway import Patience
from tests import factories
from tests.subscriptions.conftest import look_again
from tests.subscriptions.test_desk_people import file_of, text_of

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=400)
SOON, LATER = NOW + timedelta(days=9), NOW + timedelta(days=40)


@pytest.fixture
def desk(sign_in, publisher):
    """The publisher's browser."""
    return sign_in(publisher)


@pytest.fixture
def happens(stripe, payer):
    """Have something happen at Stripe to the payer, of which we have not heard yet."""

    def happens(action, **given):
        row = Subscription.objects.filter(user=payer.user).earliest("started_at")
        hers = {"customer": payer.stripe_id, "subscription": row.stripe_id}
        carry_out(stripe, action, hers | given)

    return happens


@pytest.fixture
def yearly(stripe, plan):
    """Another plan, known to Stripe."""
    yearly = factories.make_plan("yearly", amount=99000, interval="year")
    yearly.stripe_price_id = prices.price_of(yearly, patience=Patience.PAGE)
    return yearly


@pytest.fixture
def pays_twice(happens, payer, yearly):
    """The payer has the monthly plan and, by mistake, the yearly one as well."""
    happens("subscribe", price=yearly.stripe_price_id)
    look_again(payer)
    return payer


def refresh(desk, person):
    """Press "Look again at Stripe"; the page after it, as text."""
    return text_of(desk.post(f"{file_of(person)}refresh/", follow=True))


def ending(row) -> str:
    """Where it is asked whether a subscription should end now."""
    return f"{file_of(row.user)}end/{row.pk}/"


def of(customer, plan) -> Subscription:
    """The customer's subscription to a plan."""
    return Subscription.objects.get(user=customer.user, plan=plan)


def given_back(stripe) -> list[int]:
    """What Stripe has given back, in cents."""
    with stripe.ledger.open():
        return [one["amount"] for one in stripe.ledger.newest("refund")]


def payment_on(page) -> str:
    """The payment that a page offers to give back."""
    return page.context["payment"].id


def test_looking_again_says_what_changed_and_who_looked(
    desk, payer, happens, publisher
):
    happens("end-subscription")

    said = refresh(desk, payer.user)

    assert "It was: “Access until" in said
    assert "Now: “No access because Monthly ended on" in said
    assert f"by {publisher.display_name}" in said
    assert AccessChange.objects.latest("pk").cause == "desk"
    assert not access.is_subscriber(payer.user)


def test_looking_again_says_when_nothing_changed(desk, payer):
    said = refresh(desk, payer.user)

    assert "Nothing changed: our copy was the same as Stripe's." in said.replace(
        "&#x27;", "'"
    )
    assert LogEntry.objects.count() == 1


def test_looking_again_says_plainly_that_stripe_is_silent(desk, payer, stripe):
    stripe.go_down()

    said = refresh(desk, payer.user)

    assert "Stripe did not answer, so nothing was compared." in said
    assert access.is_subscriber(payer.user)
    assert not LogEntry.objects.exists()


def test_looking_again_at_somebody_unknown_to_stripe_does_nothing(desk, reader, stripe):
    assert "Stripe knows no customer for this person" in refresh(desk, reader)


def test_two_at_once_are_an_alert_that_names_the_better_one(desk, pays_twice):
    said = text_of(desk.get(file_of(pays_twice.user)))

    assert "Two subscriptions run at once" in said
    assert "Yearly, begun on" in said
    assert "is the better one to keep" in said


def test_of_two_at_once_the_other_ends_and_is_paid_back(desk, pays_twice, plan, stripe):
    row = of(pays_twice, plan)
    page = desk.get(ending(row))

    answer = desk.post(ending(row), {"pay_back": payment_on(page)}, follow=True)

    assert "$99 MXN was paid back" in text_of(answer)
    assert "Two subscriptions run at once" not in answer.text
    assert given_back(stripe) == [9900]
    assert of(pays_twice, plan).status == "canceled"
    assert access.is_subscriber(pays_twice.user)


def test_of_two_at_once_she_is_told_what_ended_what_came_back_and_what_stays(
    desk, pays_twice, plan, drain
):
    drain()
    mail.outbox.clear()
    row = of(pays_twice, plan)

    desk.post(ending(row), {"pay_back": payment_on(desk.get(ending(row)))})
    drain()

    [letter] = mail.outbox
    assert "$99 MXN" in letter.body
    assert "Yearly goes on" in letter.body
    assert Notice.objects.filter(kind=Notice.Kind.ENDED).count() == 1


def test_ending_twice_pays_back_once(desk, pays_twice, plan, stripe):
    row = of(pays_twice, plan)
    fields = {"pay_back": payment_on(desk.get(ending(row)))}

    answers = [desk.post(ending(row), fields, follow=True) for _ in range(2)]

    assert given_back(stripe) == [9900]
    assert "Nothing changed: it has ended already." in answers[1].text


def test_money_goes_back_once_though_stripes_answer_was_lost(
    desk, payer, plan, stripe, happens
):
    row = of(payer, plan)
    fields = {"pay_back": payment_on(desk.get(ending(row)))}
    happens("refund")  # what was done before the answer was lost

    answer = desk.post(ending(row), fields, follow=True)

    assert given_back(stripe) == [9900]
    assert "nothing was paid back" in answer.text
    assert of(payer, plan).status == "canceled"


def test_two_at_once_owe_her_nothing_for_a_time_that_has_passed(pays_twice, plan):
    row = of(pays_twice, plan)
    [wrong] = repairs.wrong_with(Subscription.objects.filter(user=pays_twice.user))

    owed = [
        repairs.owed_for(row, wrong, at=row.current_period_end + moment)
        for moment in (-timedelta(seconds=1), timedelta(0))
    ]

    assert [payment and payment.left for payment in owed] == [9900, None]


def test_a_lost_dispute_is_an_alert_and_ends_without_paying_twice(
    desk, payer, plan, stripe, happens
):
    happens("dispute")
    happens("close-disputes", status="lost")
    look_again(payer)
    row = of(payer, plan)

    shown = desk.get(file_of(payer.user))
    page = desk.get(ending(row))
    desk.post(ending(row), {"pay_back": ""})

    assert "Stripe goes on charging" in shown.text
    assert page.context["payment"] is None
    assert given_back(stripe) == []
    assert of(payer, plan).status == "canceled"


def test_ending_without_paying_back_keeps_the_money(desk, payer, plan, stripe):
    answer = desk.post(ending(of(payer, plan)), {"pay_back": ""}, follow=True)

    assert "nothing was paid back" in answer.text
    assert given_back(stripe) == []
    assert not access.is_subscriber(payer.user)


def test_nothing_is_done_when_another_payment_has_arrived_meanwhile(
    desk, payer, plan, stripe
):
    row = of(payer, plan)
    fields = {"pay_back": payment_on(desk.get(ending(row)))}
    stripe.advance(days=32)

    answer = desk.post(ending(row), fields)

    assert answer.status_code == 409
    assert "Another payment has arrived meanwhile" in answer.text
    assert given_back(stripe) == []
    assert access.is_subscriber(payer.user)


def test_asking_whether_to_end_says_that_stripe_is_silent(desk, payer, plan, stripe):
    stripe.go_down()

    page = desk.get(ending(of(payer, plan)))

    assert page.status_code == 503
    assert "Stripe does not answer at the moment" in page.text
    assert 'name="pay_back"' not in page.text


def test_ending_while_stripe_is_silent_changes_nothing_of_ours(
    desk, payer, plan, stripe, drain
):
    drain()
    mail.outbox.clear()
    row = of(payer, plan)
    stripe.go_down()

    answer = desk.post(ending(row), {"pay_back": ""}, follow=True)
    drain()

    assert "Stripe did not answer" in answer.text
    assert of(payer, plan).status == "active"
    assert mail.outbox == []


def test_what_was_done_stands_in_the_history_with_who_did_it(
    desk, payer, plan, publisher
):
    desk.post(ending(of(payer, plan)), {"pay_back": ""})

    said = text_of(desk.get(file_of(payer.user)))

    assert "was ended; nothing was paid back." in said
    assert f"by {publisher.display_name}" in said
    assert "Mail: Ended" in said


def test_what_has_ended_offers_no_button(desk, payer, happens):
    happens("end-subscription")
    look_again(payer)

    assert "/end/" not in desk.get(file_of(payer.user)).text


def test_what_belongs_to_no_customer_of_stripes_is_not_ended(desk, subscriber, stripe):
    row = subscriber.subscriptions.get()

    answers = [
        desk.get(ending(row), follow=True),
        desk.post(ending(row), follow=True),
    ]

    for answer in answers:
        assert "Stripe knows no customer for this person" in answer.text
    assert access.is_subscriber(subscriber)


def test_somebody_elses_subscription_is_not_ended(desk, payer, plan, reader):
    stranger = factories.make_person("stranger")

    answer = desk.post(f"{file_of(stranger)}end/{of(payer, plan).pk}/")

    assert answer.status_code == 404
    assert access.is_subscriber(payer.user)


@pytest.mark.parametrize("who", ["moderator", "editor"])
def test_repairs_are_not_for_everyone_at_the_desk(sign_in, request, payer, plan, who):
    browser = sign_in(request.getfixturevalue(who))

    answers = [
        browser.post(f"{file_of(payer.user)}refresh/"),
        browser.get(ending(of(payer, plan))),
        browser.post(ending(of(payer, plan)), {"pay_back": ""}),
    ]

    assert [one.status_code for one in answers] == [403] * 3
    assert access.is_subscriber(payer.user)


def test_who_may_only_look_sees_no_buttons(sign_in, payer):
    looks = factories.make_person("looks", is_staff=True)
    looks.user_permissions.add(Permission.objects.get(codename="view_subscription"))

    shown = sign_in(looks).get(file_of(payer.user))

    assert shown.status_code == 200
    assert "/end/" not in shown.text
    assert "/refresh/" not in shown.text
    assert "grant/add" not in shown.text


def test_looking_again_is_pressed_and_not_visited(desk, payer):
    assert desk.get(f"{file_of(payer.user)}refresh/").status_code == 405


def test_giving_access_begins_with_the_person_filled_in(desk, reader):
    link = f"/admin/subscriptions/grant/add/?user={reader.pk}"

    shown = desk.get(file_of(reader))
    form = desk.get(link)

    assert f'href="{link}"' in shown.text
    assert f'<option value="{reader.pk}" selected>' in form.text


@pytest.mark.parametrize(
    "worse",
    [
        pytest.param({"status": "unpaid", "access_until": None}, id="gives no access"),
        pytest.param({"cancel_at": LATER}, id="is set to end"),
        pytest.param({"current_period_end": SOON}, id="is paid for less long"),
        pytest.param({"started_at": LONG_AGO}, id="is older"),
    ],
)
def test_of_two_the_better_one_is_kept(reader, worse):
    usual = {
        "started_at": NOW,
        "current_period_end": LATER,
        "access_until": LATER,
    }
    good = factories.subscribe(reader, **usual)
    bad = factories.subscribe(reader, **usual | worse)

    wrongs = [repairs.wrong_with(rows) for rows in ([good, bad], [bad, good])]

    assert [[(one.kept, one.ending) for one in found] for found in wrongs] == [
        [(good, bad)],
        [(good, bad)],
    ]
