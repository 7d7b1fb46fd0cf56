"""Subscribers post, answer, edit and delete; nothing typed is lost or doubled."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    SUBSCRIBER,
    become,
    main,
    sign_in_by_mail,
    until,
)

# Stories that no other test counts the comments of.
BELLS = "/culture/zacatecas-bell-ringers-apprentice/"
CACTUS = "/news/living-rock-cactus-return/"
TEXT = "The bells of Santo Domingo are heard as far as the market."


def open_thread(page, story, javascript):
    """Reach the conversation from the story, as each browser offers it."""
    page.goto(story)
    if not javascript:
        page.get_by_role("link", name="Open the conversation").click()
    expect(page.get_by_label("Your comment")).to_be_visible()


def post(page, text, button="Post"):
    label = "Your reply to" if button == "Reply" else "Your comment"
    page.get_by_label(label).last.fill(text)
    main(page).get_by_role("button", name=button, exact=True).last.click()


def comment(page, text):
    return page.get_by_role("article").filter(has_text=text).last


def words_of(part):
    return " ".join(part.inner_text().split())


def number_in(text):
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


@pytest.fixture
def talker(page, site, javascript):
    """A window in the thread of a story, of someone who has not written today."""
    sign_in_by_mail(page, site.next_commenter())
    open_thread(page, BELLS, javascript)
    return page


@pytest.fixture
def writer(page, javascript):
    """A window in the thread of a story, of someone whose posts will be refused."""
    become(page, SUBSCRIBER)
    open_thread(page, BELLS, javascript)
    return page


def test_a_comment_is_answered_edited_and_deleted(talker, visitor, site, javascript):
    text = f"{TEXT} {javascript}"
    post(talker, text)
    expect(comment(talker, text)).to_be_visible()

    other = visitor(javascript=javascript)
    sign_in_by_mail(other, site.next_commenter())
    open_thread(other, BELLS, javascript)
    comment(other, text).get_by_role("link", name="Reply").click()
    post(other, "I hear them from the bridge too.", button="Reply")
    answer = comment(other, "I hear them from the bridge too.")
    expect(answer).to_contain_text("in reply to")

    talker.goto(f"{BELLS}comments/")
    expect(comment(talker, "I hear them from the bridge too.")).to_be_visible()
    comment(talker, text).get_by_role("link", name="Edit").click()
    field = talker.get_by_label("Change your comment")
    expect(field).to_have_value(text)
    field.fill(f"{text} On Sundays.")
    main(talker).get_by_role("button", name="Save").click()
    expect(comment(talker, f"{text} On Sundays.")).to_contain_text("Edited")

    comment(talker, text).get_by_role("link", name="Delete").click()
    main(talker).get_by_role("button", name="Delete it").click()
    other.goto(f"{BELLS}comments/")
    expect(other.get_by_text("Deleted by its author").first).to_be_visible()
    expect(other.get_by_text(text)).to_have_count(0)


def test_the_count_is_right_everywhere_within_30_seconds(visitor, site):
    reader, page = visitor(javascript=False), visitor()
    sign_in_by_mail(page, site.next_commenter())
    open_thread(page, CACTUS, javascript=True)
    reader.goto(CACTUS)
    discussion = reader.get_by_role("region", name=re.compile("comment"))
    heading = discussion.get_by_role("heading")
    wanted = f"{number_in(heading.inner_text()) + 1} comment"
    card = (
        main(reader)
        .get_by_role("article")
        .filter(has=reader.locator(f'a[href="{CACTUS}"]'))
    )
    reader.goto("/")
    expect(card.first).not_to_contain_text(wanted)

    post(page, "They are planted at night, so that nobody follows.")
    expect(page.locator("#discussion-status")).to_have_text("Your comment is posted.")
    expect(page.locator("#discussion-heading")).to_contain_text(wanted)

    posted = time.monotonic()
    until(reader, "/", lambda: wanted in words_of(card.first), seconds=31)
    left = 31 - (time.monotonic() - posted)
    until(reader, CACTUS, lambda: wanted in words_of(heading), seconds=max(left, 1))


def test_a_double_click_posts_once(talker, javascript):
    text = f"Twice as loud is not twice as true. {javascript}"
    talker.get_by_label("Your comment").fill(text)

    main(talker).get_by_role("button", name="Post", exact=True).dblclick()

    expect(comment(talker, text)).to_be_visible()
    talker.goto(f"{BELLS}comments/")
    expect(talker.get_by_role("article").filter(has_text=text)).to_have_count(1)
    expect(talker.get_by_text("faster than the conversation")).to_have_count(0)


def test_the_text_survives_an_expired_session(writer, javascript):
    text = f"I wrote this for an hour.\n\nAnd then I was signed out. {javascript}"
    writer.get_by_label("Your comment").fill(text)
    writer.context.clear_cookies(name="sessionid")

    main(writer).get_by_role("button", name="Post", exact=True).click()

    expect(writer.get_by_role("alert").first).to_contain_text(
        "Your comment was not posted."
    )
    expect(writer.get_by_label("What you wrote")).to_have_value(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a" * 5001, "Your comment is 5,001 characters long; the limit is 5,000."),
        ("   \n ", "Your comment is empty. Write something, then send it."),
        ("\u200b\u200d", "Your comment is empty. Write something, then send it."),
    ],
    ids=["5001-characters", "blanks", "zero-width"],
)
def test_a_comment_that_cannot_be_is_explained_and_kept(writer, text, said):
    writer.get_by_label("Your comment").fill(text)

    main(writer).get_by_role("button", name="Post", exact=True).click()

    expect(writer.get_by_role("alert")).to_contain_text(said)
    expect(writer.get_by_label("Your comment")).to_have_value(text)


def test_markup_and_every_script_are_shown_as_typed(talker, javascript):
    text = f"<script>alert(1)</script> <b>مرحبا</b> 🌵 👩‍🌾 {javascript}"

    post(talker, text)

    expect(comment(talker, text)).to_be_visible()
    talker.reload()
    expect(comment(talker, text)).to_be_visible()
