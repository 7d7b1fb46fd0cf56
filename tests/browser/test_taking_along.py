"""A reader shares a story, plays a video in it, and reads it in another language."""

from playwright.sync_api import expect

from tests.browser.people import STORY, main

VIDEO = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
PLAYER = f"""
  <figure class="embed"><a href="https://youtu.be/dQw4w9WgXcQ" data-embed="{VIDEO}">A
  song</a><figcaption>Plays here.</figcaption></figure>
"""


def test_the_link_is_copied(visitor):
    page = visitor()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(STORY)

    page.get_by_role("button", name="Copy the link").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url


def test_without_scripts_there_is_no_button_that_does_nothing(visitor):
    page = visitor(javascript=False)
    page.goto(STORY)

    expect(page.get_by_role("link", name="WhatsApp")).to_be_visible()
    expect(page.get_by_role("button", name="Copy the link")).to_be_hidden()


def test_a_video_is_asked_for_by_a_click_and_by_nothing_else(visitor):
    page, asked = visitor(may_ask=["www.youtube-nocookie.com"]), []
    page.route(f"{VIDEO}*", lambda route: (asked.append(1), route.fulfill(body="Hi")))
    page.goto(STORY)
    page.locator(".body").evaluate("(body, html) => { body.innerHTML += html }", PLAYER)
    before = len(asked)

    page.get_by_role("link", name="A song").click()

    expect(page.frame_locator("iframe").get_by_text("Hi")).to_be_visible()
    assert (before, len(asked)) == (0, 1)
    expect(page.locator("iframe")).to_have_attribute("title", "A song")
    expect(page.locator("iframe")).to_be_focused()


def test_a_story_is_read_in_the_other_language(page):
    page.goto("/opinion/el-reloj-del-metro/")

    main(page).get_by_role("link", name="Read in English").click()

    expect(main(page).get_by_role("heading", level=1)).to_contain_text("A clock that")
    expect(main(page).get_by_role("link", name="Leer en español")).to_be_visible()
