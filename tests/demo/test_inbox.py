"""The demo's inbox lies open to everybody; what quotes comments does not."""

import pytest

from comments import emails, moderation, posting
from demo.inbox import EmailBackend
from demo.models import Mail
from tests.factories import make_comment, make_sanction, make_subscriber

CANARY = "zq9f8e7d"


@pytest.fixture
def demo_mail(settings):
    settings.MAILERS = {"default": {"BACKEND": "demo.inbox.EmailBackend"}}
    assert EmailBackend


@pytest.fixture
def reply(demo_mail, article, subscriber, drain):
    """The mail about a reply to the subscriber."""
    own = make_comment(article, author=subscriber)
    author = make_subscriber("writer", display_name="Nadia Names")
    posting.post(article=article, author=author, body=CANARY, parent=own)
    drain()
    return Mail.objects.get()


def pages(browser, mail) -> str:
    return (
        browser.get("/demo/inbox/").text + browser.get(f"/demo/inbox/{mail.pk}/").text
    )


def test_the_receiver_reads_it(reply, subscriber, sign_in):
    text = pages(sign_in(subscriber), reply)

    assert CANARY in text
    assert reply.subject in text


def test_nobody_else_reads_it(
    reply, sign_in, client, reader, lapsed, moderator, publisher
):
    browsers = [client, *map(sign_in, (reader, lapsed, moderator, publisher))]

    texts = [pages(browser, reply) for browser in browsers]

    for text in texts:
        assert CANARY not in text
        assert "Nadia" not in text
        assert "Become Santiago Prado" in text


def test_not_even_the_receiver_once_she_has_lapsed(reply, subscriber, sign_in):
    subscriber.subscriptions.all().delete()

    text = pages(sign_in(subscriber), reply)

    assert CANARY not in text
    assert "Nadia" not in text


def test_a_lapsed_author_reads_about_her_own_and_nobody_else_does(
    demo_mail, article, lapsed, subscriber, moderator, sign_in, a_minute_later
):
    own = make_comment(article, author=lapsed, body=CANARY)
    moderation.remove(own, by=moderator, reason="spam")
    a_minute_later()
    mail = Mail.objects.get()

    hers = pages(sign_in(lapsed), mail)
    others = pages(sign_in(subscriber), mail)

    assert CANARY in hers
    assert CANARY not in others


def test_any_other_mail_is_open_to_everybody(client, db):
    mail = Mail.objects.create(to="a@example.com", subject="Your code", text="ABCD")

    text = pages(client, mail)

    assert "Your code" in text
    assert "ABCD" in text


def test_that_someone_may_not_write_is_only_for_her_to_read(
    demo_mail, lapsed, sign_in, client, a_minute_later
):
    emails.tell_of_sanction(make_sanction(lapsed, "ban"))
    a_minute_later()
    mail = Mail.objects.get()

    hers = pages(sign_in(lapsed), mail)
    anybodys = pages(client, mail)

    assert f"Dear {lapsed.display_name}" in hers
    assert "stopped you from writing" in hers
    assert "stopped you from writing" not in anybodys
    assert f"Dear {lapsed.display_name}" not in anybodys
