"""A moderator works through a queue by keys, by hand, by telephone and without scripts.

Whatever is decided here is undone again: the demo's few held comments serve every test.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.people import become

MODERATOR = "Mo Delgado"
HELD = "/admin/comments/queue/held/"
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def desk(visitor):
    """The held comments, before the moderator."""
    page = visitor()
    become(page, MODERATOR)
    page.goto(HELD)
    return page


def cards(page):
    return page.locator("[data-card]")


def current(page):
    return page.locator("[data-card][aria-current]")


def words(card):
    return card.locator(".words").inner_text()


def test_the_keys_of_coral_decide_and_undo(desk):
    first, number = words(cards(desk).first), cards(desk).count()
    expect(current(desk).locator(".words")).to_have_text(first)

    desk.keyboard.press("j")
    expect(current(desk)).to_be_focused()
    assert words(current(desk)) != first
    desk.keyboard.press("k")
    desk.keyboard.press("f")
    expect(desk.get_by_text("1 comment is in the thread.")).to_be_visible()
    expect(cards(desk)).to_have_count(number - 1)

    desk.keyboard.press("u")
    expect(desk.get_by_text("1 decision undone.")).to_be_visible()
    expect(cards(desk).first.locator(".words")).to_have_text(first)

    desk.keyboard.press("d")
    desk.keyboard.press("4")
    expect(current(desk).get_by_label("Reason")).to_have_value("spam")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("1 comment removed.")).to_be_visible()
    desk.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(cards(desk)).to_have_count(number)


def test_letters_that_are_typed_into_a_field_decide_nothing(desk):
    number = cards(desk).count()
    note = cards(desk).first.get_by_label("Words to the author")

    note.press_sequentially("fduj?")

    expect(note).to_have_value("fduj?")
    expect(cards(desk)).to_have_count(number)
    note.press("Escape")
    expect(current(desk)).to_be_focused()


def test_a_question_mark_tells_the_keys(desk):
    desk.keyboard.press("?")

    keys = desk.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("undo my last decision")
    desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_many_are_ticked_decided_and_undone_together(desk):
    number = cards(desk).count()
    together = desk.get_by_role("form", name="Decide the ticked ones together")
    expect(together).to_be_hidden()

    desk.get_by_label("Tick all on this page").check()
    together.get_by_role("button", name="Approve").click()
    expect(desk.get_by_text(f"{number} comments are in the thread.")).to_be_visible()
    desk.keyboard.press("u")

    expect(desk.get_by_text(f"{number} decisions undone.")).to_be_visible()
    expect(cards(desk)).to_have_count(number)


def test_one_at_a_time_comes_to_an_end_and_skipping_changes_nothing(desk):
    number = cards(desk).count()
    desk.get_by_role("link", name="One at a time").click()

    for _ in range(number):
        expect(cards(desk)).to_have_count(1)
        desk.keyboard.press("s")
        desk.wait_for_url("**/next/?after=*")

    expect(desk.get_by_text("Nothing else waits.")).to_be_visible()
    desk.goto(HELD)
    expect(cards(desk)).to_have_count(number)


def test_everything_is_decided_without_scripts_too(visitor):
    page = visitor(javascript=False)
    become(page, MODERATOR)
    page.goto(HELD)
    number, card = cards(page).count(), cards(page).first

    card.get_by_label("Reason").select_option(
        label="4 · It is advertising or repeats itself"
    )
    card.get_by_label("Words to the author").fill("One link is enough.")
    card.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("1 comment removed.")).to_be_visible()
    expect(cards(page)).to_have_count(number - 1)
    page.get_by_role("status").get_by_role("button", name="Undo").click()

    expect(page.get_by_text("1 decision undone.")).to_be_visible()
    expect(cards(page)).to_have_count(number)


@pytest.mark.parametrize(
    ("look", "queues"),
    [
        pytest.param({"width": 1280}, ["held", "reported", "decided"], id="wide-light"),
        pytest.param(
            {"width": 390, "dark": True},
            ["held", "appeals", "held/next"],
            id="narrow-dark",
        ),
    ],
)
def test_axe_finds_nothing_and_nothing_sticks_out(visitor, look, queues):
    page = visitor(**look)
    become(page, MODERATOR)

    found = {queue: what_is_wrong(page, queue) for queue in queues}

    assert {queue: wrong for queue, wrong in found.items() if wrong} == {}


def what_is_wrong(page, queue):
    page.goto(f"/admin/comments/queue/{queue}/")
    expect(page.locator("[data-card]").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    results = Axe().run(page, options=EVERY_RULE)
    wrong = [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in results.response["violations"]
    ]
    if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
        wrong.append("it scrolls sideways")
    return wrong
