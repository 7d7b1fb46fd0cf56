"""Deleting an account that pays: Stripe first, and never deleted but billed."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_ox.models import OxTask
from stripe import HTTPClient

from accounts import leaving
from accounts.models import Leaving, User
from comments import reconciling
from comments.models import Comment
from comments.wall import open_wall
from stripe_stand_in.errors import Refusal
from stripe_stand_in.remote import carry_out
from subscriptions import access, checkout, receipts, reconcile
from subscriptions.models import (
    AccessChange,
    Consent,
    Customer,
    Grant,
    Notice,
    Subscription,
)
from subscriptions.stripe_gateway import PaymentsUnavailable
from tests import factories
from tests.subscriptions.conftest import look_again, the_row

ADDRESS = "reader@example.com"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _does_not_sleep(monkeypatch):
    """Stripe's client asks again at once."""
    for name in ("INITIAL_DELAY", "MAX_DELAY"):
        monkeypatch.setattr(HTTPClient, name, 0)


@pytest.fixture
def try_until_done(drain):
    """What the queue and the schedule do, so many times."""

    def try_again(times=1):
        for _time in range(times):
            Leaving.objects.update(asked_at=timezone.now() - timedelta(hours=1))
            Leaving.objects.update(tried_at=None)
            leaving.try_again.call()
            OxTask.objects.update(run_after=None)
            drain()

    return try_again


def live(stripe) -> list[dict]:
    """The subscriptions that somebody is still charged for."""
    known = stripe.ledger.newest("subscription")
    return [one for one in known if one["status"] not in ("canceled",)]


def customers(stripe) -> list[dict]:
    return stripe.ledger.newest("customer")


def is_forgotten(person) -> bool:
    person.refresh_from_db()
    return person.email.endswith("@deleted.invalid")


def ask(person, *, takes_her_words=True) -> Leaving:
    return leaving.ask_to_leave(person, takes_her_words=takes_her_words)


# ── It ends ────────────────────────────────────────────────────────────────────────


def test_what_she_pays_ends_at_stripe_and_with_us(payer, stripe, drain):
    person = payer.user
    ask(person)

    drain()

    assert live(stripe) == customers(stripe) == []
    assert is_forgotten(person)
    assert not Customer.objects.exists()
    assert the_row().status == "canceled"
    assert not access.is_subscriber(person)
    last = AccessChange.objects.order_by("-pk").first()
    assert (last.cause, last.became) == ("leaving", "canceled")
    assert Leaving.objects.get().done_at


def test_what_law_makes_us_keep_stays_with_a_nameless_person(payer, drain, stripe):
    factories.make_grant(payer.user)
    Consent.objects.create(
        user=payer.user,
        plan=the_row().plan,
        checkout="cs_test_1",
        text="I agree.",
        amount=9900,
        currency="mxn",
        interval="month",
        next_charge_on=timezone.localdate(),
    )
    kinds = (Consent, Notice, AccessChange, Subscription, Grant)
    before = [kind.objects.count() for kind in kinds]
    ask(payer.user)

    drain()

    after = [kind.objects.count() for kind in kinds]
    assert [b <= a for b, a in zip(before, after, strict=True)] == [True] * 5
    for kind in kinds:
        assert ADDRESS not in str(list(kind.objects.values()))


def test_she_gets_one_mail_about_it_and_no_other(payer, drain, stripe, mailoutbox):
    drain()
    mailoutbox.clear()
    ask(payer.user)

    drain()
    receipts.send_receipts.call()
    reconcile.reconcile_everyone.call()
    drain()

    assert [(one.to, one.subject) for one in mailoutbox] == [
        ([ADDRESS], "Your account at Newsroom is deleted")
    ]


def test_a_visit_to_the_checkout_that_is_open_can_not_be_paid(
    reader, plan, stripe, drain
):
    order = checkout.Order(plan, "", "http://testserver/", "http://testserver/")
    visit = checkout.open_checkout(reader, order).rsplit("/", 1)[1]
    ask(reader)

    drain()

    session = stripe.ledger.get("checkout.session", visit)
    assert session["status"] == "expired"
    assert customers(stripe) == []


def test_a_customer_that_we_never_got_to_know_of_is_deleted_too(reader, stripe, drain):
    checkout.customer_of(reader)
    Customer.objects.all().delete()  # as when we died before writing her down
    ask(reader)

    drain()

    assert customers(stripe) == []
    assert is_forgotten(reader)


def test_a_customer_with_her_address_whom_we_did_not_make_stays(reader, stripe, drain):
    checkout.customer_of(reader)
    (ours,) = customers(stripe)
    stripe.ledger.add(ours | {"id": "cus_byhand", "metadata": {}})
    ask(reader)

    drain()

    assert [one["id"] for one in customers(stripe)] == ["cus_byhand"]


def test_what_the_paper_gave_her_ends(reader, publisher, stripe, drain):
    now = timezone.now()
    given = factories.make_grant(reader)
    LogEntry.objects.log_actions(publisher.pk, [given], CHANGE, single_object=True)
    factories.make_grant(
        reader, starts_at=now + timedelta(days=9), until=now + timedelta(days=20)
    )
    ask(reader)

    drain()

    assert not access.is_subscriber(reader)
    assert not access.is_subscriber(reader, at=now + timedelta(days=10))
    assert Grant.objects.count() == 2
    assert LogEntry.objects.get().object_repr == "complimentary access"


def test_a_paper_that_takes_no_money_deletes_its_readers(reader, settings, drain):
    settings.STRIPE_SECRET_KEY = ""
    ask(reader)

    drain()

    assert is_forgotten(reader)


def test_a_customer_that_was_deleted_at_stripe_is_no_obstacle(payer, stripe, drain):
    person = payer.user
    carry_out(stripe, "delete-customer", {"customer": payer.stripe_id})
    ask(person)

    drain()

    assert is_forgotten(person)
    assert the_row().status == "canceled"


def test_a_customer_that_stripe_never_had_is_no_obstacle_unless_she_pays(
    reader, subscriber, stripe, drain
):
    for person in (reader, subscriber):
        Customer.objects.create(user=person, stripe_id=f"cus_{person.pk}elsewhere")
        ask(person)

    drain()

    assert is_forgotten(reader)
    assert not is_forgotten(subscriber)


# ── It fails on the way ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("how", ["503", "close"])
def test_while_stripe_is_down_nothing_is_forgotten_and_then_all_is(
    payer, article, stripe, drain, try_until_done, how
):
    person = payer.user
    words = factories.make_comment(article, author=person, body="Her words.")
    ask(person)
    stripe.go_down(how=how)

    drain()
    try_until_done(times=2)

    waiting = Leaving.objects.get()
    with open_wall():
        assert Comment.objects.numbered([words]).get().body == "Her words."
    assert not is_forgotten(person)
    assert waiting.done_at is None
    assert waiting.tries >= 2

    stripe.come_back()
    try_until_done()

    assert live(stripe) == []
    assert is_forgotten(person)
    assert Leaving.objects.get().done_at


@pytest.mark.parametrize("lost", range(1, 9))
@pytest.mark.parametrize("trouble", ["500", "429", "no answer"])
def test_wherever_stripe_fails_all_is_done_in_the_end(
    payer, plan, stripe, drain, try_until_done, mailoutbox, trouble, lost
):
    person = payer.user
    drain()
    mailoutbox.clear()
    ask(person)
    if trouble == "no answer":
        stripe.lose_next_answer(times=lost)
    else:
        stripe.fail_next(int(trouble), times=lost)

    drain()
    billed = bool(live(stripe))
    was_forgotten = is_forgotten(person)
    try_until_done(times=3)

    assert not (was_forgotten and billed)
    assert live(stripe) == customers(stripe) == []
    assert is_forgotten(person)
    assert the_row().status == "canceled"
    assert [one.to for one in mailoutbox] == [[ADDRESS]]


STEPS = [
    "subscriptions.leaving.end_everything",
    "comments.leaving.let_go",
    "accounts.leaving.erase",
]
BROKEN = f"{__name__}.worker_dies"


def worker_dies(going):
    raise SystemExit


@pytest.mark.parametrize("at", range(4))
def test_a_worker_that_dies_between_two_steps_loses_none(
    payer, article, stripe, settings, try_until_done, drain, mailoutbox, at
):
    person = payer.user
    factories.make_comment(article, author=person, body="Her words.")
    drain()
    mailoutbox.clear()
    settings.LEAVING = [*STEPS[:at], BROKEN, *STEPS[at:]]
    asked = ask(person)
    with pytest.raises(SystemExit):
        leaving.carry_out.call(leaving=asked.pk)
    settings.LEAVING = STEPS
    OxTask.objects.filter(task_path__endswith="carry_out").delete()

    try_until_done()

    assert live(stripe) == []
    assert is_forgotten(person)
    assert Leaving.objects.get().done_at
    assert reconciling.differences() == {}
    with open_wall():
        assert Comment.objects.by(person).get().status == "deleted"
    assert len(mailoutbox) == 1


def test_every_step_done_twice_is_done_once(payer, stripe, drain, mailoutbox):
    drain()
    mailoutbox.clear()
    asked = ask(payer.user)
    for _time in range(2):
        Leaving.objects.update(done_at=None)
        leaving.carry_out.call(leaving=asked.pk)
    drain()

    assert len(mailoutbox) == 1
    assert AccessChange.objects.filter(cause="leaving").count() == 1


# ── Nothing comes back ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("newest_first", [True, False])
def test_late_events_bring_nothing_back(
    payer, stripe, drain, deliver_all, mailoutbox, newest_first
):
    ask(payer.user)
    drain()
    mailoutbox.clear()

    statuses = set(deliver_all(newest_first=newest_first))
    reconcile.reconcile_everyone.call()
    drain()

    assert statuses == {200}
    assert not Customer.objects.exists()
    assert the_row().status == "canceled"
    assert mailoutbox == []


def test_events_between_stripe_and_us_bring_nothing_back(
    payer, stripe, settings, deliver_all, try_until_done
):
    person = payer.user
    asked = ask(person)
    settings.LEAVING = [STEPS[0], BROKEN]
    with pytest.raises(SystemExit):
        leaving.carry_out.call(leaving=asked.pk)

    deliver_all(newest_first=True)
    reconcile.reconcile_everyone.call()
    settings.LEAVING = STEPS
    try_until_done()

    assert the_row().status == "canceled"
    assert is_forgotten(person)


@pytest.mark.parametrize("has_left", [True, False])
def test_a_tab_on_its_way_to_the_checkout_makes_nobody_anew(
    reader, plan, stripe, drain, has_left
):
    ask(reader)
    if has_left:
        drain()
    order = checkout.Order(plan, "", "http://testserver/", "http://testserver/")

    with pytest.raises(PaymentsUnavailable):
        checkout.open_checkout(reader, order)

    assert customers(stripe) == []


def test_her_address_pays_again_as_somebody_new(payer, pay, stripe, drain):
    before = payer.user
    ask(before)
    drain()
    Client().post("/accounts/signup/", {"email": ADDRESS, "display_name": "Rosa Nueva"})
    again = User.objects.get(email=ADDRESS)

    look_again(pay(again))

    assert again.pk != before.pk
    assert access.is_subscriber(again)
    assert not access.is_subscriber(before)
    assert len(live(stripe)) == 1


# ── At the same moment ─────────────────────────────────────────────────────────────


def in_threads(*calls) -> None:
    """Make the calls at once, each as a process of its own would."""

    def run(call):
        with suppress(PaymentsUnavailable, checkout.AlreadySubscribed, Refusal):
            call()
        connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(run, calls))


@pytest.mark.django_db(transaction=True)
def test_the_queue_and_the_schedule_at_once_do_it_once(
    payer, stripe, drain, mailoutbox
):
    drain()
    mailoutbox.clear()
    asked = ask(payer.user)

    def carry_out():
        leaving.carry_out.call(leaving=asked.pk)

    in_threads(carry_out, carry_out, carry_out)
    drain()

    assert live(stripe) == []
    assert is_forgotten(payer.user)
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(3))
def test_tabs_at_the_checkout_while_she_leaves_leave_nobody_at_stripe(
    reader, plan, stripe, _time
):
    order = checkout.Order(plan, "", "http://testserver/", "http://testserver/")

    def go_and_pay():
        stripe.pay(checkout.open_checkout(reader, order).rsplit("/", 1)[1])

    def leave():
        leaving.carry_out.call(leaving=ask(reader).pk)

    in_threads(go_and_pay, leave, go_and_pay)

    assert live(stripe) == customers(stripe) == []
    assert is_forgotten(reader)
