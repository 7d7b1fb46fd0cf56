"""The rules and the lists at the desk: a moderator's to read, change and try."""

import pytest
from django.contrib.admin.models import LogEntry

from comments.models import Comment, ListedWord, Rules
from comments.wall import open_wall
from tests.factories import make_listed, make_rules

FORM = "/admin/comments/rules/1/change/"
TRY = "/admin/comments/rules/try/"
WORDS = "/admin/comments/listedword/"
NUMBERS = {
    "first_held": 2,
    "links_held": 3,
    "capitals_percent": 70,
    "same_text_hours": 24,
    "seconds_between": 5,
    "per_hour": 30,
    "per_day": 200,
    "close_after_days": 0,
    "trusted_hosts": "",
    "blocked_hosts": "",
}


@pytest.fixture
def desk(sign_in, moderator):
    """A moderator's browser."""
    return sign_in(moderator)


def listed() -> list[tuple[str, str]]:
    return list(ListedWord.objects.values_list("words", "language"))


@pytest.mark.parametrize(
    "address",
    [
        "/admin/comments/rules/",
        FORM,
        "/admin/comments/rules/1/history/",
        TRY,
        WORDS,
        f"{WORDS}add/",
    ],
)
@pytest.mark.parametrize("name", ["editor", "publisher", "subscriber", None])
def test_nobody_else_gets_in(request, desk, name, sign_in, client, address):
    desk.post(FORM, NUMBERS)
    browser = sign_in(request.getfixturevalue(name)) if name else client

    answers = [browser.get(address), browser.post(address, NUMBERS | {"per_hour": 9})]

    for answer in answers:
        sent_off = answer.get("Location", "").startswith(
            ("/admin/login/", "/accounts/")
        )
        assert answer.status_code == 403 or sent_off
    assert Rules.current().per_hour == 30


def test_the_list_of_one_is_its_form(desk):
    response = desk.get("/admin/comments/rules/")

    assert (response.status_code, response["Location"]) == (302, FORM)
    assert desk.get(FORM).status_code == 200
    assert not Rules.objects.exists()


def test_a_moderator_changes_the_rules_and_the_change_is_kept(desk, moderator):
    desk.post(FORM, NUMBERS)
    response = desk.post(FORM, NUMBERS | {"first_held": 4})

    history = desk.get("/admin/comments/rules/1/history/")
    assert response.status_code == 302
    assert Rules.current().first_held == 4
    assert [one.history_user for one in Rules.history.all()] == [moderator] * 2
    assert history.status_code == 200
    assert moderator.display_name in history.text


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("capitals_percent", 101, "A percentage ends at 100."),
        ("seconds_between", 3601, "At most 3600 seconds, which are an hour."),
        ("first_held", 51, "At most 50"),
        ("per_hour", 201, "That is more than a day allows. Write 200 or less."),
        ("first_held", -1, "greater than or equal to 0"),
        ("blocked_hosts", "not a host", "“not a host” is no host."),
        ("trusted_hosts", "localhost", "“localhost” is no host."),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(desk, name, value, said):
    response = desk.post(FORM, NUMBERS | {name: value})

    assert response.status_code == 200
    assert said in response.text
    assert not Rules.objects.exists()


def test_hosts_are_stored_bare_and_never_on_both_lists(desk):
    lists = {"blocked_hosts": "https://www.Evil.mx/x\nevil.mx\n\n*.bad.mx:80"}

    both = desk.post(FORM, NUMBERS | lists | {"trusted_hosts": "evil.mx"})
    desk.post(FORM, NUMBERS | lists)

    assert "evil.mx can’t be trusted and held at once." in both.text
    assert Rules.current().blocked_hosts == "evil.mx\nbad.mx"


def test_there_is_no_other_set_of_rules(desk):
    assert desk.get("/admin/comments/rules/2/change/").status_code in {302, 404}
    assert desk.get("/admin/comments/rules/add/").status_code == 403
    assert desk.post("/admin/comments/rules/1/delete/").status_code == 403


def test_many_words_are_listed_at_once_and_the_known_ones_named(desk):
    make_listed("pendejo", language="es")
    lines = "puta\r\n\r\n  hijo  de puta \r\nPÉNDEJO\r\nPuta\r\n"

    response = desk.post(
        f"{WORDS}add/", {"language": "es", "words": lines}, follow=True
    )

    assert sorted(listed()) == [
        ("hijo de puta", "es"),
        ("pendejo", "es"),
        ("puta", "es"),
    ]
    assert "2 words are listed." in response.text
    assert "1 was listed already: “pendejo”." in response.text
    assert LogEntry.objects.count() == 2


def test_one_word_may_stand_in_both_lists(desk):
    make_listed("no", language="es")

    desk.post(f"{WORDS}add/", {"language": "en", "words": "no"})

    assert sorted(listed()) == [("no", "en"), ("no", "es")]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "This field is required."),
        ("puta\n🖕", "“🖕” has no letter and no digit"),
        ("x" * 81, "is longer than 80 characters"),
        ("a\n" * 2_001, "These are more than 2000 lines."),
    ],
    ids=["none", "sign", "long", "many"],
)
def test_what_can_not_be_listed_is_said_and_kept(desk, lines, said):
    response = desk.post(f"{WORDS}add/", {"language": "es", "words": lines})

    assert response.status_code == 422
    assert said in response.text
    assert lines.partition("\n")[0] in response.text
    assert listed() == []


def test_a_word_is_changed_and_taken_out(desk):
    make_listed("puta", "puto")
    word, other = ListedWord.objects.order_by("pk")
    one = f"{WORDS}{word.pk}/"

    same = desk.post(f"{one}change/", {"words": "PUTO", "language": "es"})
    desk.post(f"{one}change/", {"words": "putas", "language": "es"})
    desk.post(f"{WORDS}{other.pk}/delete/", {"post": "yes"})

    assert "“puto” is listed already." in same.text
    assert listed() == [("putas", "es")]


def test_a_text_is_tried_and_nothing_of_it_is_kept(desk):
    make_listed("pendejo")

    response = desk.post(TRY, {"body": "<i>Eres un P.E.N.D.E.J.O</i>\nno?"})

    assert response.status_code == 200
    assert "It would wait for a moderator." in response.text
    assert "The listed word “pendejo” is in it." in response.text
    assert "un <mark>P.E.N.D.E.J.O</mark>&lt;/i&gt;" in response.text
    assert "no-store" in response["Cache-Control"]
    assert not LogEntry.objects.exists()
    with open_wall():
        assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("tick", "said"),
    [
        ({}, "It would appear at once."),
        ({"is_new": "on"}, "Comment number 1 of a new subscriber; the first 2 wait."),
    ],
)
def test_a_text_is_tried_as_a_new_subscribers(desk, tick, said):
    make_rules(first_held=2)

    assert said in desk.post(TRY, {"body": "All is well"} | tick).text


def test_an_empty_or_endless_text_is_refused_kindly(desk):
    assert "It would" not in desk.get(TRY).text
    assert "Your comment is empty." in desk.post(TRY, {"body": " "}).text
    assert "the limit is 5,000" in desk.post(TRY, {"body": "x" * 5_001}).text
