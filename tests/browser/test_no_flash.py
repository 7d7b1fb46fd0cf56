"""A subscriber never sees the wall first, nor the thread after she lost it."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    STORY,
    SUBSCRIBER,
    THREAD,
    WALL,
    become,
    end_subscription,
    sign_up,
    subscribe,
)

WORDS_OF_THE_THREAD = "My late husband found leaks"
WATCH = """
window.walls = 0;
window.frames = 0;
window.shifts = [];
window.cameBack = false;
const look = () => {
  const wall = [...document.querySelectorAll("p")].find((one) =>
    one.textContent.includes("Have something to say?"));
  window.frames += 1;
  window.walls += wall?.checkVisibility({ visibilityProperty: true }) ? 1 : 0;
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
new PerformanceObserver((list) => window.shifts.push(...list.getEntries()
  .filter((one) => !one.hadRecentInput)
  .map((one) => [one.value, ...one.sources.map((source) => source.node?.nodeName
    + "." + source.node?.className + ": " + source.node?.textContent.slice(0, 40))])))
  .observe({ type: "layout-shift", buffered: true });
addEventListener("pageshow", (event) => { window.cameBack = event.persisted; });
"""
# A telephone in the mountains: what flashes or jumps does so long enough to be seen.
SLOW = {
    "offline": False,
    "latency": 200,
    "downloadThroughput": 200_000,
    "uploadThroughput": 100_000,
}


@pytest.fixture
def watched(visitor):
    """Give it a width, get a window that counts the frames with a wall in them."""

    def opens(width=1280):
        page = visitor(width=width)
        page.add_init_script(WATCH)
        return page

    return opens


def be_slow(page):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)


@pytest.mark.parametrize("address", [STORY, f"{STORY}#discussion"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_subscriber_never_sees_the_wall_and_nothing_jumps(watched, address, width):
    page = watched(width)
    become(page, SUBSCRIBER)
    be_slow(page)

    page.goto(address)

    expect(page.get_by_text(WORDS_OF_THE_THREAD)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("frames") > 5
    assert page.evaluate("walls") == 0
    shifts = page.evaluate("shifts")
    assert sum(shift[0] for shift in shifts) < 0.02, shifts


def test_the_same_watch_sees_the_wall_when_it_is_there(watched):
    page = watched()

    page.goto(STORY)

    expect(page.get_by_text(WALL, exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("walls") > 0


def read_and_go_away(page):
    page.goto(STORY)
    expect(page.get_by_text(WORDS_OF_THE_THREAD)).to_be_visible()
    page.goto("/about/")


def test_the_back_button_shows_no_thread_to_who_lost_it(watched, visitor, site):
    page, address = watched(), site.new_address()
    page.goto(f"/accounts/signup/?next={THREAD}")
    sign_up(page, address, "Lea Pasada")
    subscribe(page, THREAD)
    read_and_go_away(page)
    end_subscription(visitor(), address)

    page.go_back(wait_until="commit")

    expect(page.get_by_text(WALL, exact=True)).to_be_visible()
    expect(page.get_by_text(WORDS_OF_THE_THREAD)).to_have_count(0)
    assert page.evaluate("cameBack")


def test_the_back_button_shows_no_thread_to_who_signed_out(watched):
    page = watched()
    become(page, SUBSCRIBER)
    read_and_go_away(page)
    other_tab = page.context.new_page()
    other_tab.goto("/demo/")
    other_tab.get_by_role("button", name="Be nobody: sign out").click()
    other_tab.close()

    page.go_back(wait_until="commit")

    expect(page.get_by_text(WALL, exact=True)).to_be_visible()
    expect(page.get_by_text(WORDS_OF_THE_THREAD)).to_have_count(0)
