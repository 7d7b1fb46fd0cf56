"""The pages work for eyes, hands and machines of every kind."""

from playwright.sync_api import expect

from tests.browser.eyes import faults_of
from tests.browser.keyboard import tab_to
from tests.browser.people import STORY, SUBSCRIBER, THREAD, WALL, become, main

PUBLIC = {
    "front page": "/",
    "section": "/news/",
    "story": STORY,
    "story in Spanish": "/news/xalitzintla-simulacro-animales/",
    "story with a translation": "/opinion/el-reloj-del-metro/",
    "sponsored story": "/business/the-tank-on-the-roof/",
    "story with a table": "/food/atocpan-mole-price-ledger/",
    "old story": "/travel/san-pedro-martir-a-night-without-light/",
    "corrections": "/corrections/",
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
    "mail choices": "/account/comments/mail/",
    "ignored people": "/account/comments/ignored/",
    "cancel": "/cancel/",
}


def test_axe_finds_nothing_and_nothing_sticks_out_on_the_pages_of_everyone(visitor):
    page = visitor()

    found = {name: faults_at(page, path) for name, path in PUBLIC.items()}

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_finds_nothing_and_nothing_sticks_out_on_the_pages_of_a_subscriber(visitor):
    page = visitor()
    become(page, SUBSCRIBER)

    found = {name: faults_at(page, path) for name, path in PRIVATE.items()}

    assert {name: faults for name, faults in found.items() if faults} == {}


def faults_at(page, path):
    page.goto(path)
    expect(main(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    return faults_of(page)


def test_axe_finds_nothing_where_a_page_says_something(visitor):
    page = visitor()

    become(page, SUBSCRIBER)

    assert faults_of(page) == []


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
