import re

import pytest
from django.core import mail

from accounts import adapter
from accounts.models import User
from tests.factories import make_person

pytestmark = pytest.mark.django_db

WALL = "/news/a-story/"


def code_in(message) -> str:
    return re.search(r"^([A-Z0-9]+-[A-Z0-9]+)$", message.body, re.M)[1]


def sign_up(client, **fields):
    fields = {"display_name": "Ana", "email": "ana@example.com"} | fields
    return client.post(f"/accounts/signup/?next={WALL}", fields | {"next": WALL})


def test_she_signs_up_with_a_code_and_comes_back_to_where_she_was(client, drain):
    sign_up(client)
    drain()

    (message,) = mail.outbox
    response = client.post("/accounts/confirm-email/", {"code": code_in(message)})

    assert message.to == ["ana@example.com"]
    assert response.status_code == 302
    assert response["Location"] == WALL
    assert response.cookies["newsroom_reader"].value == "1"
    assert User.objects.get(email="ana@example.com").display_name == "Ana"


def test_a_wrong_code_lets_nobody_in(client, drain):
    sign_up(client)
    drain()

    response = client.post("/accounts/confirm-email/", {"code": "AAA-AAA"})

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("field", "value"),
    [("display_name", ""), ("display_name", "A"), ("email", "ana"), ("email", "")],
)
def test_a_form_with_a_mistake_comes_back_with_what_was_typed(client, field, value):
    response = sign_up(client, **{field: value})

    page = response.content.decode()
    assert "errorlist" in page or "error" in page
    assert not User.objects.exists()


def test_an_address_that_is_taken_is_not_betrayed(client, drain):
    make_person("ana")

    known = sign_up(client)
    drain()
    stranger = sign_up(client, email="new@example.com")

    assert (known.status_code, known["Location"]) == (
        stranger.status_code,
        stranger["Location"],
    )
    assert "already" in mail.outbox[0].body


def test_signing_in_with_a_password_takes_the_documented_fields(client):
    make_person("ana")

    response = client.post(
        "/accounts/login/", {"login": "ana@example.com", "password": "newsroom"}
    )

    assert response.status_code == 302
    assert "_auth_user_id" in client.session


def test_signing_in_with_a_code_needs_no_password(client, drain):
    make_person("ana")

    client.post("/accounts/login/code/", {"email": "ana@example.com"})
    drain()
    code = code_in(mail.outbox[0])
    client.post("/accounts/login/code/confirm/", {"code": code})

    assert "_auth_user_id" in client.session


def test_signing_in_is_limited(client):
    make_person("ana")
    wrong = {"login": "ana@example.com", "password": "guess"}

    answers = [client.post("/accounts/login/", wrong) for _ in range(12)]

    client.post("/accounts/login/", wrong | {"password": "newsroom"})
    assert "_auth_user_id" not in client.session
    assert b"Too many" in answers[-1].content or answers[-1].status_code == 429


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/"])
def test_nobody_is_sent_to_another_site(client, next_page):
    make_person("ana")
    fields = {"login": "ana@example.com", "password": "newsroom", "next": next_page}

    response = client.post("/accounts/login/", fields)

    assert "evil" not in response["Location"]


def test_one_address_is_one_person_whatever_its_capitals(client, drain):
    make_person("ana")

    sign_up(client, email="ANA@example.com")

    assert User.objects.count() == 1


def test_the_code_can_be_read_from_the_subject_and_names_the_paper(client, drain):
    sign_up(client)
    drain()

    (message,) = mail.outbox

    assert message.subject == f"{code_in(message)} is your code for Newsroom"


def test_passwords_are_not_tried_at_any_pace_by_everybody_together(client, monkeypatch):
    monkeypatch.setattr(adapter, "MOST_TRIES", 3)
    make_person("ana")
    for number in range(3):
        fields = {"login": f"x{number}@example.com", "password": "guess"}
        client.post("/accounts/login/", fields)

    client.post(
        "/accounts/login/", {"login": "ana@example.com", "password": "newsroom"}
    )

    assert "_auth_user_id" not in client.session
