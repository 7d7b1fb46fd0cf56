"""The pages work for eyes, hands and machines of every kind."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.people import STORY, SUBSCRIBER, THREAD, WALL, become, main

PUBLIC = {
    "front page": "/",
    "section": "/news/",
    "story": STORY,
    "story in Spanish": "/news/xalitzintla-simulacro-animales/",
    "author": "/authors/lucia-ferrer/",
    "search": "/search/?q=water",
    "about": "/about/",
    "plans": "/subscribe/",
    "a plan": "/subscribe/monthly/",
    "sign in": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "wall": THREAD,
    "remote control": "/demo/",
    "inbox": "/demo/inbox/",
    "no such page": "/news/no-such-story/",
}
PRIVATE = {
    "story with its thread": STORY,
    "thread": THREAD,
    "account": "/account/",
    "own comments": "/account/comments/",
    "cancel": "/cancel/",
}
# Small targets are the one thing that axe looks at only when it is asked to.
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}}
LOOKS = [
    pytest.param({"width": 1280}, id="wide-light"),
    pytest.param({"width": 390, "dark": True}, id="narrow-dark"),
]
TOO_WIDE = """[...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 100))"""
# The focus is seen when what is drawn around the element is not what is always there.
FOCUS = """() => {
  const it = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
  const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  return { text: it.innerText, isSeen: ring || boxShadow !== "none" };
}"""


def visit(page, path):
    page.goto(path)
    expect(main(page)).to_be_visible()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_the_pages_of_everyone(visitor, look):
    page = visitor(**look)

    found = {name: what_axe_finds(page, path) for name, path in PUBLIC.items()}

    assert {name: report for name, report in found.items() if report} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_the_pages_of_a_subscriber(visitor, look):
    page = visitor(**look)
    become(page, SUBSCRIBER)

    found = {name: what_axe_finds(page, path) for name, path in PRIVATE.items()}

    assert {name: report for name, report in found.items() if report} == {}


def what_axe_finds(page, path):
    visit(page, path)
    results = Axe().run(page, options=EVERY_RULE)
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in results.response["violations"]
    ]


def test_axe_finds_nothing_where_a_page_says_something(visitor):
    page = visitor()

    become(page, SUBSCRIBER)

    results = Axe().run(page, options=EVERY_RULE)
    assert [one["id"] for one in results.response["violations"]] == []


def test_no_page_scrolls_sideways_on_a_small_telephone(visitor):
    page = visitor(width=320, height=640)

    wide = {name: what_sticks_out(page, path) for name, path in PUBLIC.items()}
    become(page, SUBSCRIBER)
    wide |= {name: what_sticks_out(page, path) for name, path in PRIVATE.items()}

    assert {name: parts for name, parts in wide.items() if parts} == {}


def what_sticks_out(page, path):
    visit(page, path)
    if page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"):
        return []
    return page.evaluate(TOO_WIDE) or ["something"]


def test_the_skip_link_comes_first_and_leads_past_the_masthead(visitor):
    page = visitor()
    page.goto("/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert main(page).evaluate("main => main.contains(document.activeElement)")


def test_the_keyboard_leads_to_a_story_and_to_signing_in_at_its_wall(visitor):
    page = visitor()
    page.goto("/")

    tab_to(page, "Hermosillo lowers its water pressure")
    page.keyboard.press("Enter")
    expect(page.get_by_text(WALL, exact=True)).to_be_visible()
    tab_to(page, "Choose Yearly")
    tab_to(page, "Sign in")
    page.keyboard.press("Enter")

    expect(page.get_by_label("Email")).to_be_visible()


def tab_to(page, words):
    """Press Tab until the focus is on these words, and see it on every step."""
    for _step in range(150):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["isSeen"], f"the focus on {focus['text']!r} is not seen"
        if words in focus["text"]:
            return
    pytest.fail(f"Tab never reaches {words!r}")


def test_the_keyboard_alone_posts_a_comment(visitor):
    page = visitor()
    become(page, SUBSCRIBER)
    page.goto(THREAD)
    page.get_by_label("Your comment").focus()

    page.keyboard.type("   ")
    tab_to(page, "Post")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("Your comment is empty.")
    expect(page.get_by_label("Your comment")).to_be_focused()
