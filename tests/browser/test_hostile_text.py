"""Hostile text is words: nothing runs, sticks out, or turns its neighbour round."""

from itertools import batched

import pytest
from playwright.sync_api import expect

from tests.browser.people import main
from tests.comments.naughty import LETTERS, TEXTS

SLUG = "zacatecas-bell-ringers-apprentice"
ON_A_PAGE = 40  # a comment's own page shows fifty replies
# The words reach a little out of their column, so that a focus within is seen whole.
STICKS_OUT = """() => [...document.querySelectorAll(".comment, .comment *")]
  .filter((one) => !one.closest(".unseen"))
  .filter((one) => {
    const column = one.closest("li").getBoundingClientRect();
    const box = one.getBoundingClientRect();
    const isOut = box.right > column.right + 5 || box.left < column.left - 5;
    return box.width && isOut;
  })
  .map((one) => one.outerHTML.slice(0, 120))"""
# Where the first and the last letter of a text stand.
ENDS = """(element) => {
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const lines = [];
  while (words.nextNode()) {
    const text = words.currentNode;
    const at = (start) => {
      const range = document.createRange();
      range.setStart(text, start);
      range.setEnd(text, start + 1);
      return range.getBoundingClientRect().left;
    };
    lines.push([text.data, at(0) < at(text.data.length - 1)]);
  }
  return lines;
}"""


@pytest.fixture(scope="module")
def pages(site):
    """The addresses of comments under which all the naughty texts stand."""
    return [
        site.stage("deep_thread", slug=SLUG, texts=texts)
        for texts in batched(TEXTS.values(), ON_A_PAGE, strict=False)
    ]


@pytest.mark.parametrize("look", [{"width": 320}, {"width": 1280, "dark": True}])
def test_hostile_text_neither_runs_nor_sticks_out(subscriber, pages, look):
    page, dialogs = subscriber(**look), []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())

    for address in pages:
        page.goto(address)
        page.wait_for_load_state("networkidle")

        expect(main(page).get_by_role("article").first).to_be_visible()
        assert page.evaluate("window.hit") is None
        assert page.evaluate(STICKS_OUT) == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        assert page.url.endswith(address)
    assert dialogs == []


def test_hostile_text_does_not_run_in_the_preview_either(subscriber):
    page = subscriber(width=320)
    page.goto(f"/culture/{SLUG}/comments/")
    everything = "\n\n".join(text for text in TEXTS.values() if len(text) < 120)

    page.get_by_label("Your comment").fill(everything[:5000])
    page.get_by_role("button", name="Preview").click()

    expect(page.get_by_role("region", name="So it will look")).to_be_focused()
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_an_override_ends_with_its_line(subscriber, site):
    texts = ["Start", LETTERS["lines and an override"], "After it all"]
    page = subscriber()
    page.goto(site.stage("deep_thread", slug=SLUG, texts=texts))

    words = main(page).locator(".words")

    first, second, third = words.nth(1).evaluate(ENDS)
    assert second == ["Second is not", True]
    assert third == ["Third is not", True]
    assert words.nth(2).evaluate(ENDS) == [["After it all", True]]
    assert first[0].startswith("First")
