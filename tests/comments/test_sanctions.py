"""Who is stopped from writing, by whom, until when; and that reading stays."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from comments import policy, sanctioning
from comments.models import Sanction
from tests.factories import (
    make_comment,
    make_person,
    make_sanction,
    make_subscriber,
)

LIST = "/admin/comments/sanction/"


@pytest.fixture
def desk(sign_in, moderator):
    """A moderator's browser."""
    return sign_in(moderator)


def page_of(person) -> str:
    return reverse("admin:comments_person", args=[person.pk])


def stop(desk, person, **fields):
    form = {"verb": "sanction", "kind": "ban", "reason": "abuse"} | fields
    return desk.post(page_of(person), form, follow=True)


def in_days(days: int) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("fields", "has_an_end"),
    [
        ({"kind": "hold"}, False),
        ({"kind": "ban"}, False),
        ({"kind": "ban", "until": in_days(2)}, True),
        ({"kind": "suspension", "until": in_days(2)}, True),
        ({"kind": "suspension", "days": "7"}, True),
    ],
)
def test_a_moderator_stops_someone_from_writing(
    desk, moderator, subscriber, fields, has_an_end
):
    page = stop(desk, subscriber, **fields).text

    sanction = Sanction.objects.in_force().get()
    assert (sanction.person, sanction.created_by) == (subscriber, moderator)
    assert (sanction.kind, sanction.until is not None) == (fields["kind"], has_an_end)
    assert "in force from now on" in page
    assert LogEntry.objects.filter(user=moderator).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "suspension"}, "a suspension has an end"),
        ({"kind": "suspension", "until": in_days(-1)}, "this one is over already"),
        ({"kind": "hold", "until": in_days(-1)}, "this one is over already"),
        ({"kind": "ban", "reason": ""}, "This field is required"),
        ({"kind": "ban", "until": "tomorrow"}, "Enter a valid date"),
        ({"kind": "beheading"}, "not one of the available choices"),
    ],
)
def test_what_can_not_be_is_refused_in_words(desk, subscriber, fields, sentence):
    answer = stop(desk, subscriber, **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "violated" not in answer.text
    assert not Sanction.objects.exists()


def test_nobody_stops_herself(desk, moderator):
    answer = stop(desk, moderator)

    assert "stop yourself" in answer.text
    assert not Sanction.objects.exists()


def test_a_moderator_is_not_stopped_by_another(desk):
    colleague = make_person("ana", group="Moderators")

    answer = stop(desk, colleague)

    assert "Ana is a moderator" in answer.text
    assert not Sanction.objects.exists()


def test_other_staff_can_be_stopped(desk, editor):
    stop(desk, editor)

    assert Sanction.objects.silences(editor)


def test_the_same_is_not_given_twice(desk, subscriber):
    stop(desk, subscriber)
    answer = stop(desk, subscriber)

    assert "stands against Subscriber already" in answer.text
    assert Sanction.objects.count() == 1


def test_a_sanction_is_lifted_and_that_is_taken_back(desk, subscriber):
    sanction = make_sanction(subscriber)
    one = {"sanction": sanction.pk}

    page = desk.post(page_of(subscriber), {"verb": "lift"} | one, follow=True).text
    writes = not Sanction.objects.silences(subscriber)
    desk.post(page_of(subscriber), {"verb": "put_back"} | one)

    assert "put it back" in page
    assert writes
    assert Sanction.objects.silences(subscriber)


def test_a_lifting_of_long_ago_is_not_taken_back(subscriber):
    long_ago = timezone.now() - timedelta(hours=2)
    sanction = make_sanction(subscriber, lifted_at=long_ago)

    assert not sanctioning.put_back(sanction)
    assert not Sanction.objects.silences(subscriber)


def test_lifting_twice_keeps_the_first_time(subscriber):
    sanction = make_sanction(subscriber)
    sanctioning.lift(sanction)
    first = sanction.lifted_at

    assert not sanctioning.lift(sanction)
    sanction.refresh_from_db()
    assert sanction.lifted_at == first


def test_only_the_persons_own_sanctions_are_lifted_on_her_page(desk, subscriber):
    other = make_sanction(make_person())

    desk.post(page_of(subscriber), {"verb": "lift", "sanction": other.pk})

    other.refresh_from_db()
    assert other.lifted_at is None


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "²"])
def test_a_sanction_that_does_not_exist_is_not_lifted(desk, subscriber, number):
    answer = desk.post(
        page_of(subscriber), {"verb": "lift", "sanction": number}, follow=True
    )

    assert "Nothing changed" in answer.text


def test_many_are_lifted_from_the_list_and_put_back(desk):
    sanctions = [make_sanction(make_person()) for _ in range(2)]
    ticked = {"_selected_action": [one.pk for one in sanctions]}

    lifted = desk.post(LIST, {"action": "lift_selected"} | ticked, follow=True).text
    left = Sanction.objects.in_force().count()
    desk.post(LIST, {"action": "put_back_selected"} | ticked)

    assert "2 sanctions are lifted" in lifted
    assert left == 0
    assert Sanction.objects.in_force().count() == 2


def test_the_list_says_which_hold(desk, subscriber, reader):
    make_sanction(subscriber)
    make_sanction(reader, lifted_at=timezone.now())

    in_force = desk.get(LIST, {"standing": "force"}).text
    past = desk.get(LIST, {"standing": "past"}).text

    assert "Subscriber" in in_force
    assert ">Reader<" not in in_force
    assert "Reader" in past


def test_only_the_end_of_a_sanction_can_be_changed(desk, subscriber, reader):
    sanction = make_sanction(
        subscriber, "suspension", until=timezone.now() + timedelta(1)
    )
    address = reverse("admin:comments_sanction_change", args=[sanction.pk])
    later = timezone.localtime() + timedelta(days=9)
    end = {"until_0": f"{later:%Y-%m-%d}", "until_1": f"{later:%H:%M:%S}"}

    refused = desk.post(address, {"until_0": "", "until_1": ""})
    desk.post(address, end | {"kind": "hold", "person": reader.pk})

    sanction.refresh_from_db()
    assert "a suspension has an end" in refused.text
    assert (sanction.kind, sanction.person) == ("suspension", subscriber)
    assert sanction.until > timezone.now() + timedelta(days=8)


def test_a_lifted_sanction_is_only_read(desk, subscriber):
    sanction = make_sanction(subscriber, lifted_at=timezone.now())
    address = reverse("admin:comments_sanction_change", args=[sanction.pk])

    page = desk.get(address).text

    assert 'name="until_0"' not in page


def test_a_sanction_is_given_on_the_persons_page(desk, subscriber):
    add = f"{LIST}add/"

    known = desk.get(add, {"person": subscriber.pk})
    unknown = desk.get(add, follow=True)
    wild = desk.get(add, {"person": "9" * 30}, follow=True)

    assert known.url == page_of(subscriber) + "#stop"
    assert "Find the person" in unknown.text
    assert wild.status_code == 200


@pytest.mark.parametrize("name", ["editor", "publisher"])
def test_other_staff_stop_nobody(request, name, sign_in, subscriber):
    browser = sign_in(request.getfixturevalue(name))

    answers = [
        browser.get(LIST),
        browser.get(page_of(subscriber)),
        stop(browser, subscriber),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert not Sanction.objects.exists()


@pytest.mark.parametrize(("kind", "writes"), [("hold", True), ("ban", False)])
def test_what_a_payer_under_a_sanction_may_do(article, kind, writes):
    person = make_subscriber()
    own, anothers = make_comment(article, author=person), make_comment(article)
    make_sanction(person, kind)

    may = {
        "read": policy.may_read(person),
        "post": policy.may_post(person, article),
        "reply": policy.may_reply(person, anothers),
        "edit": policy.may_edit(person, own),
        "delete": policy.may_delete(person, own),
        "report": policy.may_report(person, anothers),
        "like": policy.may_like(person, anothers),
    }

    always = {"read", "delete"}
    assert {verb for verb, verdict in may.items() if verdict} == (
        set(may) if writes else always
    )
