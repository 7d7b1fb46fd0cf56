"""Who pays, seen from the desk; and that nothing there can be deleted."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.utils import timezone

from subscriptions import access
from subscriptions.models import Grant
from tests import factories

DESK = "/admin/subscriptions"
MODELS = list(apps.get_app_config("subscriptions").get_models())


@pytest.fixture
def desk(sign_in, publisher):
    """The publisher's browser."""
    return sign_in(publisher)


def test_the_publisher_sees_who_pays(desk, subscriber, lapsed):
    answer = desk.get(f"{DESK}/subscription/")

    assert subscriber.email in answer.text
    assert lapsed.email in answer.text


@pytest.mark.parametrize("words", ["ana@example.com", "Ana Torres"])
def test_a_subscriber_is_found_by_address_and_by_name(desk, subscriber, words):
    ana = factories.make_subscriber("ana", display_name="Ana Torres")

    answer = desk.get(f"{DESK}/subscription/", {"q": words})

    assert ana.email in answer.text
    assert subscriber.email not in answer.text


def test_the_list_can_be_narrowed_to_a_status(desk, subscriber, past_due):
    answer = desk.get(f"{DESK}/subscription/", {"status__exact": "past_due"})

    assert past_due.email in answer.text
    assert subscriber.email not in answer.text


def test_the_list_costs_the_same_for_one_and_for_forty(
    desk, django_assert_max_num_queries
):
    for _ in range(40):
        factories.make_subscriber()

    with django_assert_max_num_queries(14):
        desk.get(f"{DESK}/subscription/")


def test_a_subscription_is_read_and_not_written(desk, subscriber):
    row = subscriber.subscriptions.get()
    address = f"{DESK}/subscription/{row.pk}/change/"

    shown = desk.get(address)
    refused = desk.post(address, {"status": "canceled"})

    assert shown.status_code == 200
    assert refused.status_code == 403


def test_complimentary_access_is_given_with_a_reason_and_signed(
    desk, publisher, reader
):
    until = timezone.localtime() + timedelta(days=30)
    form = {
        "user": reader.pk,
        "reason": "Won the quiz",
        "starts_at_0": "2026-01-01",
        "starts_at_1": "00:00:00",
        "until_0": f"{until:%Y-%m-%d}",
        "until_1": "12:00:00",
    }

    answer = desk.post(f"{DESK}/grant/add/", form)

    assert answer.status_code == 302
    assert Grant.objects.get().by == publisher
    assert access.is_subscriber(reader)


@pytest.mark.parametrize("missing", ["reason", "until_0", "user"])
def test_complimentary_access_is_not_given_without(desk, reader, missing):
    form = {
        "user": reader.pk,
        "reason": "Won the quiz",
        "starts_at_0": "2026-01-01",
        "starts_at_1": "00:00:00",
        "until_0": "2027-01-01",
        "until_1": "12:00:00",
        missing: "",
    }

    answer = desk.post(f"{DESK}/grant/add/", form)

    assert answer.status_code == 200
    assert not Grant.objects.exists()


def test_a_grant_that_ends_before_it_starts_is_refused_in_words(desk, reader):
    form = {
        "user": reader.pk,
        "reason": "Won the quiz",
        "starts_at_0": "2027-01-01",
        "starts_at_1": "00:00:00",
        "until_0": "2026-01-01",
        "until_1": "12:00:00",
    }

    answer = desk.post(f"{DESK}/grant/add/", form)

    assert answer.status_code == 200
    assert "errors" in answer.context_data


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nothing_can_be_deleted(model, rf, django_user_model):
    request = rf.get("/")
    request.user = django_user_model(is_superuser=True, is_active=True, is_staff=True)
    page = admin.site.get_model_admin(model)

    assert not page.has_delete_permission(request)
    assert "delete_selected" not in page.get_actions(request)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_list_opens_for_a_superuser(model, sign_in, db):
    boss = factories.make_person("boss", is_staff=True, is_superuser=True)

    answer = sign_in(boss).get(f"{DESK}/{model._meta.model_name}/", {"q": "x"})

    assert answer.status_code == 200


@pytest.mark.parametrize("who", ["moderator", "editor"])
def test_who_pays_is_not_for_everyone_at_the_desk(sign_in, request, who):
    person = request.getfixturevalue(who)

    assert sign_in(person).get(f"{DESK}/subscription/").status_code == 403
