"""One click in a mail turns its kind off, for whoever holds the link."""

import pytest
from django.core import signing
from django.test import Client

from comments import unsubscribing
from comments.models import MailChoices
from comments.unsubscribing import Kind
from tests.factories import choose_mail

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def chosen(person) -> dict[str, str]:
    choices = MailChoices.of(person)
    names = ("replies", "followed", "decisions")
    return {name: getattr(choices, name) for name in names}


@pytest.mark.parametrize("kind", ["replies", "followed", "decisions"])
def test_a_mail_program_turns_a_kind_off_without_cookies_or_a_token(reader, kind):
    bare = Client(enforce_csrf_checks=True)

    response = bare.post(unsubscribing.path(reader, kind), ONE_CLICK)

    assert response.status_code == 200
    assert chosen(reader)[kind] == "off"
    assert list(chosen(reader).values()).count("off") == 1
    assert not response.cookies


def test_looking_changes_nothing(client, reader):
    page = client.get(unsubscribing.path(reader, Kind.REPLIES))

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert chosen(reader)["replies"] == "instant"


def test_the_page_names_the_mail_and_hides_the_address(client, reader):
    page = client.get(unsubscribing.path(reader, Kind.REPLIES)).text

    assert "replies to your comments" in page
    assert "r•••@example.com" in page
    assert reader.email not in page
    assert reader.display_name not in page


def test_twice_is_as_good_as_once_and_it_can_be_taken_back(client, reader):
    link = unsubscribing.path(reader, Kind.FOLLOWED)

    client.post(link, ONE_CLICK)
    client.post(link, ONE_CLICK)
    off, page = chosen(reader)["followed"], client.get(link).text
    client.post(link, {"again": "1"})

    assert off == "off"
    assert "gets no more mail" in page
    assert chosen(reader)["followed"] == "daily"


def test_the_digest_s_link_turns_off_what_comes_daily_and_nothing_else(client, reader):
    choose_mail(reader, replies="instant", followed="daily")
    link = unsubscribing.path(reader, Kind.DIGEST)

    client.post(link, ONE_CLICK)
    one = chosen(reader)
    choose_mail(reader, replies="daily", followed="daily")
    client.post(link, ONE_CLICK)

    assert one == {"replies": "instant", "followed": "off", "decisions": "instant"}
    assert chosen(reader)["replies"] == "off"


def test_a_forged_link_leads_nowhere(client, reader):
    other = signing.dumps([reader.pk, "replies"], salt="another")
    good = unsubscribing.path(reader, Kind.REPLIES)
    strange = signing.dumps([reader.pk, "everything"], salt=unsubscribing.SALT)
    nobody = signing.dumps([99_999_999, "replies"], salt=unsubscribing.SALT)
    short = signing.dumps("replies", salt=unsubscribing.SALT)
    links = [f"/unsubscribe/{token}/" for token in (other, strange, nobody, short, "x")]

    statuses = [client.post(link).status_code for link in [*links, good[:-3] + "AA/"]]

    assert set(statuses) == {404}
    assert chosen(reader)["replies"] == "instant"
