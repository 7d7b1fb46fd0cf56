"""Deleting one's account: the page, what the click does at once, and the last step."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_ox.models import OxTask

from accounts import leaving
from accounts.hint import COOKIE
from accounts.models import Leaving, User
from accounts.views import TRIES_TO_LEAVE_AN_HOUR
from tests.factories import make_person

pytestmark = pytest.mark.django_db

DELETE = "/account/delete/"
ADDRESS = "reader@example.com"


@pytest.fixture
def forgetting(settings):
    """No other step than to forget who she was."""
    settings.LEAVING = ["accounts.leaving.erase"]


@pytest.fixture
def erased(reader, forgetting, drain):
    """A reader whose account has been deleted."""
    leaving.ask_to_leave(reader, takes_her_words=True)
    drain()
    reader.refresh_from_db()
    return reader


def delete(browser, email=ADDRESS, **fields):
    return browser.post(DELETE, {"email": email, "takes_her_words": "on"} | fields)


# ── The page ───────────────────────────────────────────────────────────────────────


def test_the_account_page_leads_there_and_the_page_says_what_happens(sign_in, reader):
    browser = sign_in(reader)

    assert f'href="{DELETE}"' in browser.get("/account/").text
    page = browser.get(DELETE).text
    for words in ("ends at once", "not paid back", "ten years", "Former reader"):
        assert words in page
    assert "checked" in page


def test_the_click_signs_her_out_everywhere_and_says_what_follows(sign_in, reader):
    phone, laptop = sign_in(reader), sign_in(reader)
    laptop.get("/account/")

    answer = delete(laptop)

    assert answer["Location"] == "/account/deleted/"
    assert laptop.cookies[COOKIE].value == ""
    assert "being deleted" in laptop.get("/account/deleted/").text
    assert phone.get("/account/").status_code == 302
    assert Leaving.objects.get().takes_her_words
    assert OxTask.objects.count() == 1


@pytest.mark.parametrize("email", [ADDRESS.upper(), f"  {ADDRESS} "])
def test_capitals_and_blanks_in_the_address_do_not_matter(sign_in, reader, email):
    assert delete(sign_in(reader), email).status_code == 302


@pytest.mark.parametrize("email", ["", "other@example.com", "reader", "\x00", "é"])
def test_a_wrong_address_is_said_and_nothing_is_lost(sign_in, reader, email):
    browser = sign_in(reader)

    answer = browser.post(DELETE, {"email": email})

    assert answer.status_code == 422
    assert "errorlist" in answer.text
    assert 'name="takes_her_words" checked' not in answer.text
    assert browser.get("/account/").status_code == 200
    assert not Leaving.objects.exists()


def test_a_second_click_finds_it_done(sign_in, reader):
    browser = sign_in(reader)
    proof = browser.get(DELETE).context["proof"]
    delete(browser, proof=proof)

    again = delete(browser, proof=proof)

    assert again["Location"] == "/account/deleted/"
    assert (Leaving.objects.count(), OxTask.objects.count()) == (1, 1)


def test_two_clicks_at_once_ask_once(reader):
    first = leaving.ask_to_leave(reader, takes_her_words=True)

    second = leaving.ask_to_leave(reader, takes_her_words=False)

    assert first == second
    assert Leaving.objects.get().takes_her_words
    assert OxTask.objects.count() == 1


@pytest.mark.parametrize("proof", ["", "forged", leaving.proof_for(User(pk=1))])
def test_whoever_is_not_signed_in_is_asked_to(client, proof):
    answer = client.post(DELETE, {"email": ADDRESS, "proof": proof})

    assert answer["Location"] == f"/accounts/login/?next={DELETE}"


def test_many_tries_are_too_many_and_delete_nothing(sign_in, reader):
    browser = sign_in(reader)
    for _time in range(TRIES_TO_LEAVE_AN_HOUR):
        delete(browser, "wrong@example.com")

    answer = delete(browser)

    assert answer.status_code == 429
    assert "Nothing is deleted" in answer.text
    assert not Leaving.objects.exists()


def test_whoever_works_at_the_desk_is_told_whom_to_ask(sign_in, moderator):
    browser = sign_in(moderator)

    page, answer = browser.get(DELETE), delete(browser, moderator.email)

    assert "Ask a publisher" in page.text
    assert answer.status_code == 403
    assert not Leaving.objects.exists()


@pytest.mark.parametrize("password", ["newsroom", "wrong"])
def test_who_is_leaving_can_not_sign_in(reader, password):
    leaving.ask_to_leave(reader, takes_her_words=True)
    browser = Client()

    answer = browser.post(
        "/accounts/login/", {"login": ADDRESS, "password": password}, follow=True
    )

    assert browser.get("/account/").status_code == 302
    if password == "newsroom":
        assert "This account is closed" in answer.text
        assert "/contact/" in answer.text


# ── The last step ──────────────────────────────────────────────────────────────────


def test_nothing_of_who_she_was_is_left(reader, publisher, forgetting, drain, sign_in):
    EmailAddress.objects.filter(user=publisher).delete()
    sign_in(reader)
    stranger = Client()
    stranger.post("/accounts/login/code/", {"email": ADDRESS})
    SocialAccount.objects.create(user=reader, provider="google", uid="1")
    LogEntry.objects.log_actions(publisher.pk, [reader], CHANGE, single_object=True)
    Authenticator.objects.create(user=reader, type="recovery_codes", data={})
    leaving.ask_to_leave(reader, takes_her_words=True)

    drain()

    reader.refresh_from_db()
    assert reader.email == f"left-{reader.pk}@deleted.invalid"
    assert reader.display_name == "Former reader"
    assert not reader.has_usable_password()
    assert reader.last_login is None
    assert not reader.is_active
    for kind in (EmailAddress, SocialAccount, Authenticator, Session):
        assert not kind.objects.exists()
    assert LogEntry.objects.get().object_repr == "person"


def test_nobody_else_loses_anything(forgetting, drain, reader, subscriber, sign_in):
    other = sign_in(subscriber)
    leaving.ask_to_leave(reader, takes_her_words=True)

    drain()

    subscriber.refresh_from_db()
    assert subscriber.email == "subscriber@example.com"
    assert EmailAddress.objects.get().user == subscriber
    assert other.get("/account/").status_code == 200


def test_one_last_mail_goes_to_the_address_that_is_forgotten(erased, drain):
    leaving.erase(Leaving.objects.get())
    drain()

    (last,) = mail.outbox
    assert last.to == [ADDRESS]
    assert last.subject == "Your account at Newsroom is deleted"
    assert "Dear Reader," in last.body
    assert "Your comments are deleted" in last.body
    assert "Your comments are deleted" in last.alternatives[0].content


def test_the_last_mail_says_that_her_words_stay_when_they_do(reader, forgetting, drain):
    leaving.ask_to_leave(reader, takes_her_words=False)

    drain()

    assert "Your comments stay" in mail.outbox[0].body


def test_her_address_may_sign_up_again_and_starts_with_nothing(erased):
    browser = Client()
    browser.post("/accounts/signup/", {"email": ADDRESS, "display_name": "Rosa"})

    again = User.objects.get(email=ADDRESS)
    assert again.pk != erased.pk
    assert again.display_name == "Rosa"


# ── Until it is done ───────────────────────────────────────────────────────────────


def step_that_fails(going):
    raise ConnectionError


def test_a_step_that_fails_stops_those_after_it_and_is_written_down(
    reader, settings, drain
):
    settings.LEAVING = [f"{__name__}.step_that_fails", "accounts.leaving.erase"]
    asked = leaving.ask_to_leave(reader, takes_her_words=True)

    drain()

    asked.refresh_from_db()
    reader.refresh_from_db()
    assert (reader.email, asked.done_at) == (ADDRESS, None)
    assert asked.tries
    assert asked.tried_at


@pytest.mark.parametrize("lost", ["the task", "nothing"])
def test_all_who_wait_are_tried_again_until_it_is_done(
    reader, settings, drain, forgetting, lost
):
    asked = leaving.ask_to_leave(reader, takes_her_words=True)
    OxTask.objects.all().delete()
    an_hour_ago = timezone.now() - timedelta(hours=1)
    tried = None if lost == "the task" else an_hour_ago
    Leaving.objects.update(asked_at=an_hour_ago, tried_at=tried)

    assert leaving.try_again.call() == 1
    drain()

    asked.refresh_from_db()
    assert asked.done_at
    assert leaving.try_again.call() == 0


def test_who_was_tried_a_moment_ago_is_left_to_the_queue(reader):
    leaving.ask_to_leave(reader, takes_her_words=True)

    assert leaving.try_again.call() == 0


def test_what_is_done_is_not_done_again(erased):
    asked = Leaving.objects.get()

    leaving.carry_out.call(leaving=asked.pk)

    tries = asked.tries
    asked.refresh_from_db()
    assert asked.tries == tries == 1


# ── For the publisher ──────────────────────────────────────────────────────────────


def test_the_publisher_sees_who_waits_too_long(sign_in, publisher):
    now = timezone.now()
    waits = {"slow": now - timedelta(hours=2), "new": now, "done": now}
    for key, asked_at in waits.items():
        done_at = now if key == "done" else None
        Leaving.objects.create(
            user=make_person(key), asked_at=asked_at, done_at=done_at
        )
    browser = sign_in(publisher)

    everyone = browser.get("/admin/accounts/leaving/").text
    late = browser.get("/admin/accounts/leaving/?waits=long").text

    assert all(name in everyone for name in ("Slow", "New", "Done"))
    table = late.partition('id="result_list"')[2]
    assert "Slow" in late
    assert "New<" not in table
    assert "Done<" not in table


def test_the_menu_counts_who_waits_too_long(rf, reader):
    from accounts.admin import waiting_too_long

    leaving.ask_to_leave(reader, takes_her_words=True)
    nobody = waiting_too_long(None)
    Leaving.objects.update(asked_at=timezone.now() - timedelta(hours=2))

    assert (nobody, waiting_too_long(None)) == (None, "1")


def test_nobody_at_the_desk_changes_it(sign_in, publisher, reader):
    asked = leaving.ask_to_leave(reader, takes_her_words=True)
    browser = sign_in(publisher)

    page = browser.get(f"/admin/accounts/leaving/{asked.pk}/change/")
    answer = browser.post(f"/admin/accounts/leaving/{asked.pk}/delete/")

    assert 'name="_save"' not in page.text
    assert answer.status_code == 403
