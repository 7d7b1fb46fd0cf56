from types import SimpleNamespace

import pytest
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
)
from django.test import Client, RequestFactory

from newsroom import errors
from newsroom.errors import is_database_down
from tests.factories import make_person


@pytest.mark.parametrize(
    ("error", "down"),
    [
        (OperationalError("could not connect"), True),
        (InterfaceError("connection already closed"), True),
        (DatabaseError("server closed the connection unexpectedly"), True),
        (ProgrammingError("column does not exist"), False),
        (ValueError("our mistake"), False),
        (None, False),
    ],
)
def test_a_resting_database_is_told_from_our_own_mistake(error, down):
    assert is_database_down(error) is down


def answer_to(error):
    request = RequestFactory().post("/x/", {"body": "An hour of my life."})
    request.user = SimpleNamespace(is_authenticated=False)
    try:
        raise error
    except type(error):
        return errors.server_error(request)


@pytest.mark.django_db
def test_a_resting_database_is_a_503_that_keeps_the_text():
    response = answer_to(OperationalError("gone"))

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "An hour of my life." in response.content.decode()


@pytest.mark.django_db
def test_our_own_mistake_is_a_500_that_keeps_the_text():
    response = answer_to(ValueError("secret detail"))

    assert response.status_code == 500
    assert "An hour of my life." in response.content.decode()
    assert "secret detail" not in response.content.decode()


@pytest.mark.django_db
def test_a_form_whose_token_no_longer_fits_keeps_the_text():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_person())

    response = strict.post("/account/", {"body": "An hour of my life."})

    assert response.status_code == 403
    assert "An hour of my life." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
