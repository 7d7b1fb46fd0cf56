"""A subscriber takes her data along, deletes her account, and is forgotten."""

import json
import re
import zipfile
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    become,
    main,
    sign_in,
    sign_up,
    subscribe,
    until,
)

# A thread that no other test counts.
THREAD = "/travel/celestun-boatmen-cut-their-motors/comments/"
WORDS = "I measured the pressure on my own roof for a month."


@pytest.fixture
def page(visitor):
    """One window, with scripts: what differs without them is tested elsewhere."""
    return visitor()


@pytest.fixture
def writer(page, site):
    """A window whose person subscribes and has written a comment, and her address."""
    address = site.new_address()
    page.goto(f"/accounts/signup/?next={THREAD}")
    sign_up(page, address, "Lea Leaving")
    subscribe(page, THREAD)
    page.get_by_label("Your comment").fill(WORDS)
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_role("article").filter(has_text=WORDS)).to_be_visible()
    return page, address


def customers(site):
    """The addresses that the stand-in for Stripe knows."""
    with urlopen(f"{site.stand_in}/_stand_in/state") as answer:  # noqa: S310
        return {one["email"] for one in json.load(answer)["customers"]}


def mails_to(page, address, subject):
    mails = page.get_by_role("listitem").filter(has_text=subject)
    return mails.filter(has_text=f"{address} ·")


def delete(page, address, *, takes_her_words):
    page.goto("/account/")
    page.get_by_role("link", name="Delete my account").click()
    box = page.get_by_label("Delete my comments too")
    expect(box).to_be_checked()
    box.set_checked(takes_her_words)
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("being deleted")


def test_she_exports_and_deletes_her_account_and_is_forgotten(writer, site, visitor):
    page, address = writer
    assert address in customers(site)
    page.goto("/account/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my data").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert WORDS in archive.read("comments.json").decode()

    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Your e-mail address").fill("somebody@example.com")
    page.get_by_role("button", name="Delete my account").click()
    expect(main(page)).to_contain_text("That is not the address of this account")
    delete(page, address, takes_her_words=False)

    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    page.goto("/account/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    inbox = visitor()
    told = mails_to(inbox, address, "is deleted")
    until(inbox, "/demo/inbox/", lambda: told.count(), seconds=30)
    assert address not in customers(site)
    page.goto("/accounts/login/")
    sign_in(page, address)
    expect(main(page)).to_contain_text("not correct")
    moderator = visitor()
    become(moderator, "Mo Delgado")
    moderator.goto(THREAD)
    hers = moderator.get_by_role("article").filter(has_text=WORDS)
    expect(hers).to_contain_text("Former reader")
