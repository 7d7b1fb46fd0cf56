"""What someone has written, shown to herself alone."""

import pytest
from django.utils import timezone

from comments import moderation
from comments.models import MailChoices
from tests.factories import (
    choose_mail,
    make_comment,
    make_ignore,
    make_mark,
    make_person,
    make_sanction,
)

CANARY = "zq5c41f7"


def test_own_comments_are_listed_in_every_state_and_no_others(
    article, sign_in, lapsed, moderator
):
    for status in ("visible", "held", "deleted"):
        make_comment(article, author=lapsed, body=f"Mine, {status}.", status=status)
    removed = make_comment(article, author=lapsed, body="Mine, removed.")
    moderation.remove(removed, by=moderator, reason="off_topic")
    make_comment(article, body=CANARY)

    page = sign_in(lapsed).get("/account/comments/").text

    for status in ("visible", "held", "deleted", "removed"):
        assert f"Mine, {status}." in page
    assert "It has nothing to do with the story" in page
    assert CANARY not in page


def test_own_comments_are_for_people_who_are_signed_in(client, db):
    response = client.get("/account/comments/")

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_an_own_comment_says_why_it_was_removed_and_can_be_asked_back(
    article, sign_in, lapsed, moderator
):
    own = make_comment(article, author=lapsed)
    moderation.remove(own, by=moderator, reason="spam", note="Please don’t.")

    page = sign_in(lapsed).get("/account/comments/").text

    assert "It is advertising or repeats itself" in page
    assert "Please don’t." in page
    assert f'href="{own.get_absolute_url()}appeal/"' in page
    assert f'href="{own.get_absolute_url()}delete/"' in page


def test_who_may_not_write_is_offered_no_edit(article, sign_in, subscriber, lapsed):
    fresh = make_comment(article, author=subscriber)
    old = make_comment(article, author=lapsed)

    offered = sign_in(subscriber).get("/account/comments/").text
    refused = sign_in(lapsed).get("/account/comments/").text
    make_sanction(subscriber)
    silenced = sign_in(subscriber).get("/account/comments/").text

    assert f"{fresh.get_absolute_url()}edit/" in offered
    assert f"{old.get_absolute_url()}edit/" not in refused
    assert f"{fresh.get_absolute_url()}edit/" not in silenced
    assert f"{fresh.get_absolute_url()}delete/" in silenced


def test_the_list_costs_the_same_however_long_it_is(
    article, sign_in, subscriber, moderator, django_assert_max_num_queries
):
    for number in range(10):
        own = make_comment(article, author=subscriber)
        if number % 2:
            moderation.remove(own, by=moderator, reason="spam")
    browser = sign_in(subscriber)

    with django_assert_max_num_queries(14):
        browser.get("/account/comments/")


# ── The file with everything ───────────────────────────────────────────────────────


def test_a_lapsed_reader_takes_her_own_words_with_her_and_no_others(
    article, sign_in, lapsed, moderator
):
    name = make_person("canary", display_name=CANARY)
    root = make_comment(article, author=name, body=f"{CANARY} root")
    own = make_comment(parent=root, author=lapsed, body="First words.")
    own.edit("Second words.")
    moderation.remove(own, by=moderator, reason="spam", note="Please don’t.")
    make_ignore(lapsed, name)
    make_mark(lapsed, article)

    response = sign_in(lapsed).get("/account/comments/export/")

    told = response.json()
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    (comment,) = told["comments"]
    assert comment["body"] == "Second words."
    assert comment["earlier"][0]["body"] == "First words."
    assert comment["status"] == "removed"
    assert comment["moderators_words"] == "Please don’t."
    assert comment["story"] == article.headline
    assert told["ignored_people"] == 1
    assert told["threads"][0]["wish"] == "follow"
    assert CANARY not in response.text
    assert moderator.display_name not in response.text


def test_the_file_is_for_people_who_are_signed_in(client, db):
    assert client.get("/account/comments/export/").status_code == 302


def test_the_file_can_be_had_ten_times_an_hour(sign_in, reader):
    browser = sign_in(reader)

    answers = [browser.get("/account/comments/export/") for _time in range(11)]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "Wait" in answers[-1].text
    assert answers[-1]["Retry-After"]


# ── Which mails, and whom not to see ───────────────────────────────────────────────


def test_mails_are_chosen_and_the_last_digest_is_not_forgotten(sign_in, reader):
    then = timezone.now()
    choose_mail(reader, digested_at=then)
    wanted = {"replies": "daily", "followed": "off", "decisions": "off"}

    page = sign_in(reader).post("/account/comments/mail/", wanted, follow=True)

    choices = MailChoices.of(reader)
    assert {name: getattr(choices, name) for name in wanted} == wanted
    assert choices.digested_at == then
    assert "Your choice of mails is saved." in page.text


def test_a_choice_that_is_none_is_refused(sign_in, reader):
    wanted = {"replies": "hourly", "followed": "off", "decisions": "daily"}

    page = sign_in(reader).post("/account/comments/mail/", wanted)

    assert page.status_code == 422
    assert "Choose one of these." in page.text
    assert MailChoices.of(reader).followed == "daily"


def test_a_subscriber_sees_whom_she_ignores_and_stops(sign_in, subscriber):
    nadia = make_person(display_name="Nadia Names")
    make_ignore(subscriber, nadia)
    browser = sign_in(subscriber)

    before = browser.get("/account/comments/ignored/").text
    fields = {"person": nadia.pk}
    after = browser.post("/account/comments/ignored/", fields, follow=True).text
    again = browser.post("/account/comments/ignored/", fields, follow=True)

    assert "Nadia Names" in before
    assert "Nadia Names" not in after
    assert again.status_code == 200
    assert not subscriber.ignores.exists()


def test_who_has_lapsed_learns_no_name_but_can_stop_ignoring(sign_in, lapsed):
    make_ignore(lapsed, make_person(display_name="Nadia Names"))
    browser = sign_in(lapsed)

    before = browser.get("/account/comments/ignored/").text
    browser.post("/account/comments/ignored/", {"everyone": "1"})

    assert "Nadia" not in before
    assert "You ignore 1 person" in before
    assert not lapsed.ignores.exists()


@pytest.mark.parametrize("person", ["", "x", "9" * 30, "-1"])
def test_what_is_no_person_is_not_found(sign_in, subscriber, person):
    response = sign_in(subscriber).post(
        "/account/comments/ignored/", {"person": person}
    )

    assert response.status_code == 404
