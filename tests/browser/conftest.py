"""The real site, started as a newcomer starts it, and windows to look at it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.guard import Guard
from tests.browser.site import running_site

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
HERE = Path(__file__).parent
PATIENCE = 20_000  # milliseconds, on a machine that does ten other things

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    """One process runs everything here: the site is started once."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


# Both end with the last test of this folder: Playwright's loop would keep Django from
# its database in the tests that follow.
@pytest.fixture(scope="package")
def site(tmp_path_factory):
    """Web, worker and Stripe stand-in with the demo edition, as after ``make run``."""
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="package")
def browser():
    """One Chromium for all tests here."""
    # Chromium refuses to sandbox what root starts.
    flags = (*FLAGS, "--no-sandbox") if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        # Without a window too it shall keep pages in memory for the Back button.
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=flags,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser, site):
    """Give it what matters of a person's browser, get a page in a window of her own."""
    guard = Guard(site)
    contexts = []

    def opens(*, width=1280, height=900, javascript=True, dark=False, may_ask=()):
        guard.hosts.update(may_ask)  # what only a click of hers asks
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            timezone_id="Asia/Tokyo",  # the paper's day is not the reader's
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        guard.watch(context)
        return context.new_page()

    yield opens
    for context in contexts:
        context.close()
    assert guard.complaints == []


@pytest.fixture(scope="package")
def sessions(site):
    """Sessions of subscribers who have not written yet, one for each who asks."""
    return iter(site.stage("subscribers", count=24))


@pytest.fixture
def subscriber(visitor, site, sessions):
    """Give it what matters of a browser, get a window of a subscriber of one's own."""

    def opens(session="", **look):
        page = visitor(**look)
        signed_in = {"sessionid": session or next(sessions), "newsroom_reader": "1"}
        page.context.add_cookies(
            [
                {"name": name, "value": value, "url": site.address}
                for name, value in signed_in.items()
            ]
        )
        return page

    return opens


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def javascript(request):
    """Every journey is made twice, for not everyone's browser runs scripts."""
    return request.param


@pytest.fixture
def page(visitor, javascript):
    """The first window of a journey that is made with and without scripts."""
    return visitor(javascript=javascript)
