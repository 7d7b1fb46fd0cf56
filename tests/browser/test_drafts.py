"""What someone typed is there until the server has it, whatever comes between."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import main

SLUG = "paracho-escuela-nocturna-de-guitarras"
LOST = "Not sent: the connection was lost. Your words are kept here; send them again."
KEPT = "Not sent. Your words are kept here."
RESTING = "<!doctype html><main><h1>Resting</h1><p>Try again in a minute.</p></main>"
NO_ANSWER_OF_OURS = [
    pytest.param(503, RESTING, f"{KEPT} Resting. Try again in a minute.", id="resting"),
    pytest.param(413, "<html><body>413 Too Large</body></html>", LOST, id="too-large"),
    pytest.param(503, "No server", LOST, id="a-proxy"),
    pytest.param(503, "", LOST, id="nothing"),
    pytest.param(200, "<!doctype html><h1>Hotel Wi-Fi</h1>", LOST, id="a-hotel"),
]


@pytest.fixture(scope="module")
def thread(site):
    """The address of a conversation."""
    return f"{site.stage('thread', slug=SLUG, roots=1)}comments/"


@pytest.fixture(scope="module")
def session(sessions):
    """The session of someone who never gets round to posting."""
    return next(sessions)


@pytest.fixture
def words(request):
    """Words that no other test here types."""
    return f"I wrote this for an hour: {request.node.name}."


@pytest.fixture
def writer(subscriber, thread, words):
    """A window in which someone has typed a comment."""
    page = subscriber()
    page.goto(thread)
    field(page).fill(words)
    return page


@pytest.fixture
def refused(subscriber, session, thread, words):
    """A window in which someone has typed what will not be posted."""
    page = subscriber(session=session)
    page.goto(thread)
    field(page).fill(words)
    return page


def field(page):
    return page.get_by_label("Your comment").first


def send(page, button="Post"):
    main(page).get_by_role("button", name=button, exact=True).click()


def said(page):
    return page.get_by_role("alert").filter(has_text=".")


def posted(page, words):
    return page.get_by_role("article").filter(has_text=words)


def test_a_lost_connection_loses_no_words(writer, words):
    writer.context.set_offline(True)

    send(writer)
    expect(said(writer)).to_have_text(LOST)
    expect(field(writer)).to_have_value(words)
    expect(main(writer).get_by_role("button", name="Post")).to_be_focused()
    writer.context.set_offline(False)
    send(writer)

    expect(posted(writer, words)).to_be_focused()
    expect(said(writer)).to_have_count(0)
    writer.reload()
    expect(posted(writer, words)).to_have_count(1)
    expect(field(writer)).to_have_value("")


def test_an_answer_that_is_lost_posts_once(writer, thread, words):
    def swallow(route):
        route.fetch()
        route.abort()

    writer.route(f"**{thread}", swallow)
    send(writer)
    expect(said(writer)).to_have_text(LOST)
    writer.unroute(f"**{thread}")
    send(writer)

    expect(posted(writer, words)).to_be_focused()
    writer.reload()
    expect(posted(writer, words)).to_have_count(1)


@pytest.mark.parametrize(("status", "body", "sentence"), NO_ANSWER_OF_OURS)
def test_what_is_no_answer_of_ours_takes_nothing_away(
    refused, thread, status, body, sentence, words
):
    page = refused
    page.route(f"**{thread}", lambda route: answer(route, status, body))

    send(page)

    expect(said(page)).to_have_text(sentence)
    expect(field(page)).to_have_value(words)
    page.unroute(f"**{thread}")
    page.reload()
    expect(field(page)).to_have_value(words)


def answer(route, status, body):
    route.fulfill(status=status, body=body, content_type="text/html")


@pytest.mark.parametrize("words", ["x", "a" * 5001], ids=["422-short", "422-long"])
def test_a_refused_text_is_still_there_after_a_reload(refused, words):
    page = refused
    field(page).fill(words)

    send(page)

    expect(said(page)).to_contain_text("character")
    page.reload()
    expect(field(page)).to_have_value(words)


def test_a_text_that_came_too_fast_is_still_there(writer, words):
    send(writer)
    expect(posted(writer, words)).to_be_focused()
    field(writer).fill("And one more thing.")

    send(writer)

    expect(said(writer)).to_contain_text("faster than the conversation can follow")
    expect(field(writer)).to_have_value("And one more thing.")
    writer.reload()
    expect(field(writer)).to_have_value("And one more thing.")


def test_a_session_that_ended_keeps_the_draft_for_when_she_is_back(
    writer, thread, words
):
    cookies = writer.context.cookies()
    writer.context.clear_cookies(name="sessionid")

    send(writer)
    expect(writer.get_by_label("What you wrote")).to_have_value(words)
    writer.context.add_cookies(cookies)
    writer.goto(thread)

    expect(field(writer)).to_have_value(words)


def test_a_form_that_expired_says_so_and_keeps_the_words(refused, words):
    page = refused
    page.context.clear_cookies(name="csrftoken")

    send(page)

    expect(said(page)).to_contain_text("The form was open for too long")
    expect(field(page)).to_have_value(words)


def test_who_signs_in_next_does_not_find_the_draft(writer, thread, sessions, site):
    session = {"name": "sessionid", "value": next(sessions), "url": site.address}
    writer.context.add_cookies([session])

    writer.goto(thread)

    expect(field(writer)).to_have_value("")


def test_an_edit_keeps_its_draft_too(writer, words):
    send(writer)
    expect(posted(writer, words)).to_be_focused()
    posted(writer, words).get_by_role("link", name="Edit").click()
    changed = posted(writer, words).get_by_label("Change your comment")
    changed.fill(f"{words} Better so.")
    writer.context.set_offline(True)
    send(writer, "Save")
    expect(said(writer)).to_contain_text("Not saved: the connection was lost.")
    writer.context.set_offline(False)
    writer.reload()
    posted(writer, words).get_by_role("link", name="Edit").click()
    expect(changed).to_have_value(f"{words} Better so.")
    send(writer, "Save")

    expect(posted(writer, "Better so.")).to_be_focused()
    assert writer.evaluate("Object.keys(localStorage)") == []
