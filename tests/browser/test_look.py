"""A reader turns the page dark or light, and it stays so without a flash."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import STORY

PAPER = "() => getComputedStyle(document.body).backgroundColor"
DARK, LIGHT = "oklch(0.205 0.012 45)", "oklch(0.985 0.007 84)"
# Every colour that the page has had, from the first frame on.
WATCH = """
window.colours = new Set();
const look = () => {
  const body = document.body;
  if (body) window.colours.add(getComputedStyle(body).backgroundColor);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def button(page):
    return page.get_by_role("button", name="Dark page")


def test_the_button_works_by_keyboard_and_the_choice_never_flashes(visitor):
    page = visitor()
    page.goto("/")
    button(page).focus()
    page.keyboard.press("Enter")
    expect(button(page)).to_have_attribute("aria-pressed", "true")
    page.add_init_script(WATCH)

    page.goto("/news/")

    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => [...colours]") == [DARK]
    expect(button(page)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(("dark", "colour"), [(False, LIGHT), (True, DARK)])
def test_without_a_choice_the_page_follows_the_system(visitor, dark, colour):
    page = visitor(dark=dark)

    page.goto("/")

    assert page.evaluate(PAPER) == colour


def test_turning_back_to_what_the_system_says_forgets_the_choice(visitor):
    page = visitor()
    page.goto("/")
    button(page).click()

    button(page).click()

    assert page.evaluate("() => localStorage.length") == 0
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) == DARK


def test_without_scripts_there_is_no_button_that_does_nothing(visitor):
    page = visitor(javascript=False)

    page.goto("/")

    expect(page.locator(".look")).to_be_hidden()


def test_a_story_that_stood_in_view_is_told_about_without_a_cookie(visitor):
    page = visitor()
    page.clock.install()
    page.goto(STORY)

    with page.expect_request(lambda asked: "/read/" in asked.url) as told:
        page.clock.run_for(11_000)

    assert told.value.method == "POST"
    assert "cookie" not in told.value.all_headers()
    assert told.value.post_data is None
