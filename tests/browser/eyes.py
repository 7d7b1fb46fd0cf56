"""What is wrong with how a page looks, wide in daylight and narrow at night?"""

from axe_playwright_python.sync_playwright import Axe

# Small targets are the one thing that axe looks at only when it is asked to.
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}}
# The same page is looked at twice, since loading it anew takes most of the time.
LOOKS = ((1280, "light"), (320, "dark"))
TOO_WIDE = """() => document.scrollingElement.scrollWidth <= innerWidth ? [] :
  ["It scrolls sideways", ...[...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 100))]"""


def faults_of(page):
    """What axe finds on the page as it stands, and what sticks out of it."""
    return [fault for look in LOOKS for fault in _faults(page, *look)]


def _faults(page, width, color_scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=color_scheme)
    found = Axe().run(page, options=EVERY_RULE).response["violations"]
    faults = [
        (width, one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in found
    ]
    return faults + page.evaluate(TOO_WIDE)
