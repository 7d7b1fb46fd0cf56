"""Someone cancels and changes her mind, takes her money back, or has a code."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import THREAD, main, sign_up, subscribe, until

INBOX = "/demo/inbox/"


@pytest.fixture
def payer(page, site):
    """A window whose person has signed up and paid, and her address."""
    address = site.new_address()
    page.goto(f"/accounts/signup/?next={THREAD}")
    sign_up(page, address, "Paula Paga")
    expect(page).to_have_url(re.compile(f"{THREAD}$"))
    subscribe(page, THREAD)
    return page, address


def press(page, name):
    """Press a button or follow a link of the page itself."""
    both = main(page).get_by_role("button", name=name, exact=True)
    both.or_(main(page).get_by_role("link", name=name, exact=True)).click()


def withdraw(page):
    """From the page that cancels, two clicks; all that was paid goes back."""
    press(page, "Withdraw and get your money back")
    expect(main(page)).to_contain_text("goes back to the card you paid with")
    press(page, "Confirm: end it now")
    expect(main(page).get_by_role("status")).to_contain_text("You withdrew on")


def test_two_clicks_cancel_and_one_undoes_it(payer):
    page, _address = payer
    page.goto("/account/")

    press(page, "Cancel")
    press(page, "Cancel my subscription")
    expect(main(page)).to_contain_text("Your subscription is cancelled.")
    press(page, "Undo: keep my subscription")

    expect(page.get_by_text("Your subscription goes on.")).to_be_visible()
    expect(main(page)).to_contain_text("Next charge")


def test_a_payment_is_taken_back_by_the_link_of_a_mail(payer, visitor, javascript):
    page, address = payer
    stranger = visitor(javascript=javascript)
    stranger.goto("/cancel/")
    stranger.get_by_label("E-mail address").fill(address)
    press(stranger, "Mail me the link")
    expect(main(stranger)).to_contain_text("a mail with a link is on its way")
    letter = stranger.get_by_role("listitem").filter(has_text=f"{address} ·")
    # The code of her sign-up lies there too; the link is the newest.
    link = letter.filter(has_text="cancels")
    until(stranger, INBOX, link.count, seconds=60)
    link.first.get_by_role("link").click()
    path = re.search(r"/cancel/\S+", main(stranger).inner_text())[0]
    stranger.goto(path)

    withdraw(stranger)

    page.goto(THREAD)
    expect(page.get_by_label("Your comment")).to_have_count(0)


def test_a_new_reader_redeems_a_code_she_found_on_the_plans(page, site):
    first, *_others = site.stage("codes")
    page.goto("/subscribe/")
    press(page, "Have a code?")
    page.get_by_label("Your code").fill(first.lower().replace("-", " "))
    press(page, "Continue")
    expect(main(page)).to_contain_text(first)
    press(page, "Sign up")
    sign_up(page, site.new_address(), "Carla Código")
    expect(page.get_by_label("Your code")).to_have_value(first)

    press(page, "Redeem")

    expect(page.get_by_role("status")).to_contain_text("Access until")
    page.goto(THREAD)
    expect(page.get_by_label("Your comment")).to_be_visible()
