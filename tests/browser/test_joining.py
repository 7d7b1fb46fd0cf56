"""Someone signs up at the wall, pays at the checkout, and comes back to the thread."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    STORY,
    THREAD,
    WALL,
    become,
    end_subscription,
    main,
    pay,
    sign_in,
    sign_up,
    subscribe,
)

WORDS_OF_THE_THREAD = "My late husband found leaks"


@pytest.fixture
def newcomer(page, site):
    """A window whose person has just signed up, and her address."""
    address = site.new_address()
    page.goto(f"/accounts/signup/?next={THREAD}")
    sign_up(page, address, "Nadia Nueva")
    expect(page).to_have_url(re.compile(f"{THREAD}$"))
    return page, address


def open_checkout(page):
    page.get_by_role("link", name="Choose Monthly").click()
    expect(main(page)).to_contain_text("It renews every month for $99 MXN")
    main(page).get_by_role("button", name="Subscribe").click()


def is_in_the_thread(page):
    expect(page).to_have_url(re.compile(f"{THREAD}$"))
    expect(page.get_by_text(WORDS_OF_THE_THREAD)).to_be_visible()
    expect(page.get_by_label("Your comment")).to_be_visible()


def test_signing_up_with_a_code_leads_back_to_the_same_wall(page, site):
    page.goto(STORY)
    wall = page.get_by_role("region", name="comments")
    wall.get_by_role("link", name="Sign in").click()
    main(page).get_by_role("link", name="sign up").click()

    sign_up(page, site.new_address(), "Ana Nueva")

    expect(page).to_have_url(re.compile(f"{THREAD}$"))
    expect(page.get_by_role("status")).to_contain_text("signed in as Ana Nueva")
    expect(page.get_by_text(WALL, exact=True)).to_be_visible()
    expect(page.get_by_text(WORDS_OF_THE_THREAD)).to_have_count(0)


def test_a_password_opens_the_thread_to_a_subscriber(page):
    page.goto(STORY)
    page.get_by_role("region", name="comments").get_by_role(
        "link", name="Sign in"
    ).click()

    sign_in(page, "subscriber@example.com")

    is_in_the_thread(page)


def test_paying_leads_into_the_thread(newcomer):
    page, address = newcomer
    open_checkout(page)
    expect(page.get_by_text(f"For {address}")).to_be_visible()

    pay(page)

    is_in_the_thread(page)


def test_a_declined_card_is_said_and_another_one_pays(newcomer):
    page, _address = newcomer
    open_checkout(page)
    pay(page, "Pay with a card that is declined")
    expect(page.get_by_role("alert")).to_contain_text("Your card was declined.")

    pay(page)

    is_in_the_thread(page)


def test_leaving_the_checkout_charges_nothing(newcomer):
    page, _address = newcomer
    open_checkout(page)

    pay(page, "Go back without paying")

    expect(page.get_by_role("status")).to_contain_text("Nothing was charged.")
    page.goto(THREAD)
    expect(page.get_by_text(WALL, exact=True)).to_be_visible()


def test_the_wall_is_back_when_the_subscription_has_ended(newcomer, visitor):
    page, address = newcomer
    subscribe(page, THREAD)
    page.goto(THREAD)
    is_in_the_thread(page)

    end_subscription(visitor(), address)

    page.goto(THREAD)
    expect(page.get_by_text(WALL, exact=True)).to_be_visible()
    expect(page.get_by_text(WORDS_OF_THE_THREAD)).to_have_count(0)


def test_a_reader_who_never_paid_sees_the_wall(page):
    become(page, "Rosa Reader")

    page.goto(STORY)

    expect(page.get_by_text(WALL, exact=True)).to_be_visible()
