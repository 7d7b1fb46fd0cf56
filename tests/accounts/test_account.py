import pytest
from django.test import Client

from accounts.hint import COOKIE
from accounts.views import RENAMES_A_DAY

pytestmark = pytest.mark.django_db


def test_she_changes_the_name_she_is_seen_by(sign_in, reader):
    sign_in(reader).post("/account/", {"display_name": "Ana of Ajijic"})

    reader.refresh_from_db()
    assert reader.display_name == "Ana of Ajijic"


@pytest.mark.parametrize(
    "name",
    ["", "   ", "x", "x" * 61, "\u200b\u200b", "Ana\u202e", "🙂", "\u3164\u3164"],
)
def test_a_name_that_will_not_do_is_refused_in_place(sign_in, reader, name):
    response = sign_in(reader).post("/account/", {"display_name": name})

    reader.refresh_from_db()
    assert response.status_code == 422
    assert reader.display_name == "Reader"


def test_the_account_asks_strangers_to_sign_in(client):
    response = client.get("/account/")

    assert response["Location"] == "/accounts/login/?next=/account/"


def test_the_hint_lives_as_long_as_the_session(sign_in, reader, settings):
    browser = sign_in(reader)

    cookie = browser.get("/account/").cookies[COOKIE]

    assert cookie.value == "1"
    assert cookie["max-age"] == settings.SESSION_COOKIE_AGE


def test_signing_out_takes_the_hint_away(sign_in, reader):
    browser = sign_in(reader)
    browser.get("/account/")

    browser.post("/accounts/logout/")

    assert browser.cookies[COOKIE].value == ""


def test_a_hint_without_a_session_is_taken_away_and_opens_nothing():
    browser = Client()
    browser.cookies[COOKIE] = "1"

    response = browser.get("/account/masthead/")

    assert "Sign in" in response.content.decode()
    assert response.cookies[COOKIE].value == ""


def test_a_public_page_never_sets_the_hint(sign_in, reader):
    response = sign_in(reader).get("/")

    assert not response.cookies


def test_the_masthead_greets_who_is_signed_in(sign_in, editor):
    page = sign_in(editor).get("/account/masthead/").content.decode()

    assert "Editor" in page
    assert "/admin/" in page


def test_nobody_takes_the_name_of_someone_at_the_paper(sign_in, reader, moderator):
    response = sign_in(reader).post("/account/", {"display_name": "MODERATOR "})

    reader.refresh_from_db()
    assert response.status_code == 422
    assert reader.display_name == "Reader"


def test_a_name_is_not_changed_all_day_long(sign_in, reader):
    browser = sign_in(reader)

    names = [f"Name number {number}" for number in range(RENAMES_A_DAY + 1)]
    answers = [browser.post("/account/", {"display_name": name}) for name in names]

    reader.refresh_from_db()
    assert answers[-1].status_code == 422
    assert reader.display_name == names[-2]


@pytest.mark.parametrize(
    "key", ['"\\000aaaaaaaaaaaa"', "ñandúñandúñandú", "' OR 1=1 --"]
)
@pytest.mark.parametrize(
    "path", ["/healthz", "/account/", "/accounts/login/", "/nope/"]
)
def test_a_cookie_that_names_no_session_breaks_nothing(path, key):
    browser = Client(headers={"Cookie": f"sessionid={key}"})

    assert browser.get(path).status_code < 500
