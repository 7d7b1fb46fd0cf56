"""The whole conversation, once without scripts and once with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults_of
from tests.browser.keyboard import press, tab_to
from tests.browser.people import main

NIGHT, BUTTERFLIES = (
    "san-pedro-martir-a-night-without-light",
    "angangueo-guides-after-the-butterflies",
)
MINE = "I slept there in March, and I have not seen so many stars since."


@pytest.fixture(scope="module")
def night(site):
    """The address of a story with more comments than a page has room for."""
    return site.stage("thread", slug=NIGHT, roots=22, replies=5)


@pytest.fixture(scope="module")
def butterflies(site):
    """The address of a story with a short conversation."""
    return site.stage("thread", slug=BUTTERFLIES, roots=2, replies=5)


def comment(page, text):
    return page.get_by_role("article").filter(has_text=text).last


def post(page, text, button="Post"):
    page.get_by_label("Your reply" if button == "Reply" else "Your comment").fill(text)
    press_button(page, button)


def press_button(page, name):
    main(page).get_by_role("button", name=name, exact=True).click()


def follow_link(part, name):
    part.get_by_role("link", name=name).click()


def test_reading_needs_no_scripts(subscriber, night):
    page = subscriber(javascript=False)
    page.goto(night)

    follow_link(page, "Open the conversation")
    follow_link(page, "Oldest first")
    expect(main(page).locator(".words").first).to_have_text("Root 1.")
    follow_link(page, "Show more comments")
    expect(comment(page, "Root 22.")).to_be_visible()
    follow_link(page, "Show 2 more replies")
    expect(comment(page, "Answer 5.")).to_be_visible()
    follow_link(page, "See all comments")
    expect(page.get_by_role("heading", name="27 comments")).to_be_visible()


def test_writing_needs_no_scripts(subscriber, night):
    page = subscriber(javascript=False)
    page.goto(f"{night}comments/")
    page.get_by_label("Your comment").fill(f"> so many stars\n\n{MINE}")
    press_button(page, "Preview")
    preview = page.get_by_role("region", name="So it will look")
    expect(preview.get_by_role("blockquote")).to_have_text("so many stars")
    expect(page.get_by_label("Your comment")).to_have_value(
        f"> so many stars\n\n{MINE}"
    )
    press_button(page, "Post")
    expect(comment(page, MINE)).to_be_visible()
    follow_link(comment(page, MINE), "Edit")
    page.get_by_label("Change your comment").fill(f"{MINE} Bring a blanket.")
    press_button(page, "Preview")
    expect(page.get_by_role("region", name="So it will look")).to_contain_text(MINE)
    press_button(page, "Save")
    expect(comment(page, "Bring a blanket.")).to_contain_text("Edited")
    follow_link(comment(page, "Bring a blanket."), "Delete")
    press_button(page, "Delete it")

    expect(comment(page, "Bring a blanket.")).to_contain_text("Deleted by you")


def test_answering_and_judging_need_no_scripts(subscriber, butterflies):
    page, thread = subscriber(javascript=False), f"{butterflies}comments/"
    page.goto(thread)
    follow_link(comment(page, "Root 1."), "Reply to Olga Bravo")
    post(page, "They wintered in my patio, once.", button="Reply")
    expect(comment(page, "They wintered in my patio")).to_contain_text("in reply to")
    page.goto(thread)
    comment(page, "Root 1.").get_by_role("button", name="Like").click()
    liked = comment(page, "Root 1.").get_by_role("button", name="Like")
    expect(liked).to_have_attribute("aria-pressed", "true")
    page.goto(thread)
    followed = page.get_by_role("button", name="Follow this conversation")
    expect(followed).to_have_attribute("aria-pressed", "true")
    press_button(page, "Mute this conversation")
    page.goto(thread)
    muted = page.get_by_role("button", name="Mute this conversation")
    expect(muted).to_have_attribute("aria-pressed", "true")
    follow_link(comment(page, "Root 2."), "Report the comment")
    page.get_by_role("radio").first.check()
    press_button(page, "Send the report")

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_the_keyboard_reads_on_and_answers(subscriber, night):
    page = subscriber()
    page.goto(f"{night}comments/")

    press(page, "Oldest first")
    expect(main(page).locator(".comments .words").first).to_have_text("Root 1.")
    expect(page.get_by_role("link", name="Oldest first")).to_be_focused()
    press(page, "Show more comments")
    expect(comment(page, "Root 21.")).to_be_focused()
    press(page, "Show 2 more replies")
    expect(comment(page, "Answer 4.")).to_be_focused()
    press(page, "Like")
    like = comment(page, "Answer 4.").get_by_role("button", name="Like")
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(like).to_be_focused()
    press(page, "Reply")
    expect(page.get_by_label("Your reply to Olga Bravo")).to_be_focused()
    press(page, "Cancel")
    expect(comment(page, "Answer 4.").get_by_role("link", name="Reply")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your reply to Olga Bravo")).to_be_focused()
    page.keyboard.type("Which month was that?")
    press(page, "Reply")

    answer = comment(page, "Which month was that?")
    expect(answer).to_be_focused()
    expect(answer).to_contain_text("in reply to")


def test_the_keyboard_writes_and_changes_its_mind(subscriber, butterflies):
    page = subscriber()
    page.goto(f"{butterflies}comments/")

    press(page, "Follow")
    follow = page.get_by_role("button", name="Follow")
    expect(follow).to_have_attribute("aria-pressed", "true")
    expect(follow).to_be_focused()
    tab_to(page, "Your comment")
    page.keyboard.type("The guides carry them in shoeboxes.")
    press(page, "Preview")
    expect(page.get_by_role("region", name="So it will look")).to_be_focused()
    tab_to(page, "Your comment")
    page.keyboard.press("Control+End")
    page.keyboard.type(" I saw it.")
    press(page, "Post")
    own = comment(page, "The guides carry them in shoeboxes. I saw it.")
    expect(own).to_be_focused()
    press(page, "Edit")
    expect(page.get_by_label("Change your comment")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Twice.")
    press(page, "Save")
    own = comment(page, "I saw it. Twice.")
    expect(own).to_be_focused()
    expect(own).to_contain_text("Edited")
    press(page, "Delete")
    expect(page.get_by_role("heading", name="Delete your comment?")).to_be_visible()
    press(page, "Delete it")

    expect(comment(page, "I saw it. Twice.")).to_contain_text("Deleted by you")


def test_a_comment_stands_once_when_its_place_is_reached(subscriber, night):
    page = subscriber()
    page.goto(f"{night}comments/?sort=oldest")
    post(page, "The youngest of all.")
    expect(comment(page, "The youngest of all.")).to_be_focused()

    follow_link(page, "Show more comments")

    expect(comment(page, "Root 22.")).to_be_visible()
    mine = page.get_by_role("article").filter(has_text="The youngest of all.")
    expect(mine).to_have_count(1)


def test_a_pill_says_that_others_have_written(subscriber, site, butterflies):
    page = subscriber()
    page.goto(f"{butterflies}comments/")
    page.evaluate("document.querySelector('.discussion').dataset.pollSeconds = 0.2")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_label("Your comment").fill("Half a thought")

    site.stage("comment", slug=BUTTERFLIES, body="I am new here.")
    pill = page.get_by_role("link", name="1 new comment", exact=True)
    expect(pill).to_be_visible()
    expect(page.get_by_text("I am new here.")).to_have_count(0)
    pill.focus()
    page.keyboard.press("Enter")

    expect(comment(page, "I am new here.")).to_be_focused()
    expect(page.get_by_label("Your comment")).to_have_value("Half a thought")


def test_the_poll_shows_the_wall_to_who_is_signed_out(subscriber, butterflies):
    page = subscriber()
    page.goto(f"{butterflies}comments/")
    expect(comment(page, "Root 1.")).to_be_visible()
    page.context.clear_cookies(name="sessionid")

    page.evaluate("document.querySelector('.discussion').dataset.pollSeconds = 0.2")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.get_by_text("Have something to say?")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)


def test_the_counter_says_how_much_room_is_left(subscriber, butterflies):
    page = subscriber()
    page.goto(f"{butterflies}comments/")
    field, counter = page.get_by_label("Your comment"), page.locator("output")
    expect(counter).to_have_text("0 of 5,000")

    field.fill("🌵" * 1234)
    expect(counter).to_have_text("1,234 of 5,000")
    field.fill("a" * 4900)
    expect(page.get_by_text("Characters left: 100")).to_have_role("status")
    field.fill("a" * 5001)
    expect(page.get_by_text("Characters too many: 1")).to_have_role("status")


def test_axe_finds_nothing_wherever_one_writes(subscriber, butterflies):
    page, found = subscriber(), {}
    page.goto(f"{butterflies}comments/")
    follow_link(comment(page, "Root 1."), "Reply")
    page.get_by_label("Your reply to").fill("x")
    press_button(page, "Reply")
    expect(page.get_by_role("alert").filter(has_text="one character")).to_be_visible()
    page.get_by_label("Your comment").fill("> quoted\n\nhttps://example.com/")
    main(page).get_by_role("button", name="Preview").first.click()
    expect(page.get_by_role("region", name="So it will look")).to_be_visible()
    found["thread"] = faults_of(page)
    press_button(page, "Post")
    own = comment(page, "https://example.com/")
    expect(own).to_be_focused()
    follow_link(own, "Edit")
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    found["posted"] = faults_of(page)
    follow_link(own, "Delete")
    found["delete"] = faults_of(page)
    page.goto(f"{butterflies}comments/")
    follow_link(comment(page, "Root 2."), "Report")
    page.locator("form.report").evaluate("form => { form.noValidate = true; }")
    press_button(page, "Send the report")
    expect(page.get_by_role("alert")).to_contain_text("Choose the reason")
    found["report"] = faults_of(page)
    page.goto("/account/comments/")
    found["own"] = faults_of(page)

    assert {where: faults for where, faults in found.items() if faults} == {}
