"""How does someone sign up, sign in, pay and become someone else, as people do?"""

import re
import time

from playwright.sync_api import expect

SUBSCRIBER = "Santiago Prado"
STORY = "/news/hermosillo-night-pressure/"
THREAD = f"{STORY}comments/"
WALL = "Have something to say? Paid Subscribers get all access to make & read comments."


def main(page):
    """The page without the masthead above and the links below."""
    return page.get_by_role("main")


def become(page, name):
    """Be one of the demo's people, by the remote control."""
    page.goto("/demo/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("status")).to_contain_text(f"You are now {name}")


def sign_in(page, address, password="newsroom"):  # noqa: S107
    """Fill in the form on the sign-in page that is open."""
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password:").fill(password)
    main(page).get_by_role("button", name="Sign In").click()


def sign_in_by_mail(page, address):
    """Sign in with a code instead of a password."""
    page.goto("/accounts/login/code/")
    page.get_by_label("Email").fill(address)
    main(page).get_by_role("button", name="Request Code").click()
    enter_the_code(page, address)
    expect(page.get_by_role("status")).to_contain_text("Successfully signed in")


def sign_up(page, address, name):
    """Fill in the form on the sign-up page that is open, and the code from the mail."""
    page.get_by_label("Display name").fill(name)
    page.get_by_label("Email").fill(address)
    main(page).get_by_role("button", name="Sign Up").click()
    enter_the_code(page, address)


def enter_the_code(page, address):
    """Type in the code that was mailed, on the page that asks for it."""
    field = page.get_by_label("Code:")
    expect(field).to_be_visible()
    field.fill(_code_for(page, address))
    main(page).get_by_role("button", name="Confirm").click()


def _code_for(page, address):
    inbox = page.context.new_page()
    until(inbox, "/demo/inbox/", lambda: _mail_to(inbox, address).count(), seconds=60)
    _mail_to(inbox, address).first.get_by_role("link").click()
    text = main(inbox).inner_text()
    inbox.close()
    return re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", text, re.MULTILINE)[1]


def _mail_to(inbox, address):
    codes = inbox.get_by_role("listitem").filter(has_text="is your code")
    return codes.filter(has_text=f"{address} ·")


def subscribe(page, thread):
    """Go from the wall of a thread through the checkout, and come back to it."""
    page.goto(thread)
    page.get_by_role("link", name="Choose Monthly").click()
    main(page).get_by_role("button", name="Subscribe").click()
    pay(page)
    expect(page.get_by_text("You are a subscriber now.")).to_be_visible()


def end_subscription(page, address):
    """Let the subscription of this address end now, by the remote control."""
    page.goto("/demo/")
    menu = page.get_by_label("Subscription")
    theirs = menu.get_by_role("option").filter(has_text=address)
    menu.select_option(theirs.filter(has_text="active").get_attribute("value"))
    page.get_by_role("button", name="End it now").click()
    expect(page.get_by_role("status")).to_contain_text("The subscription has ended.")


def pay(page, button="Pay"):
    """Press a button of the stand-in's checkout, and come back or stay."""
    expect(page.get_by_text("Stripe stand-in: no real money moves.")).to_be_visible()
    page.get_by_role("button", name=button, exact=True).click()


def until(page, address, condition, *, seconds=20):
    """Load the page again until the condition is true."""
    deadline = time.monotonic() + seconds
    page.goto(address)
    while not condition():
        assert time.monotonic() < deadline, f"{address}: not within {seconds} seconds"
        page.wait_for_timeout(300)
        page.goto(address)
