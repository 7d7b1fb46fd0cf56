"""How does someone get about without a mouse, and see where she is?"""

import pytest

# The focus is seen when what is drawn around the element is not what is always there.
FOCUS = """() => {
  const it = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
  const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  const text = it.labels?.[0]?.innerText ?? it.innerText;
  return { text, isSeen: ring || boxShadow !== "none" };
}"""


def tab_to(page, words):
    """Press Tab until the focus is on these words, and see it on every step."""
    for _step in range(150):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["isSeen"], f"the focus on {focus['text']!r} is not seen"
        if words in focus["text"]:
            return
    pytest.fail(f"Tab never reaches {words!r}")


def press(page, words):
    """Tab to what says these words, and press Enter on it."""
    tab_to(page, words)
    page.keyboard.press("Enter")
