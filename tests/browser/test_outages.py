"""Reading never stops: not with the database frozen, nor with Stripe silent."""

import contextlib

import psutil
from playwright.sync_api import expect

from tests.browser.people import (
    STORY,
    SUBSCRIBER,
    THREAD,
    become,
    main,
    sign_in_by_mail,
)

PORT_THREAD = "/business/manzanillo-truck-appointments/comments/"
TEXT = "An hour of thinking is in this sentence."


@contextlib.contextmanager
def frozen(processes):
    """The processes stand still, as on a machine whose disk hangs."""
    for one in processes:
        one.suspend()
    try:
        yield
    finally:
        for one in processes:
            one.resume()


def the_database(site):
    number = int((site.home / "data" / "postmaster.pid").read_text().split()[0])
    server = psutil.Process(number)
    return [server, *server.children(recursive=True)]


def the_stand_in(site):
    return [one for one in site.family() if "stripe_stand_in" in one.cmdline()]


def test_stories_are_read_while_the_database_is_frozen(visitor, site):
    reader = visitor()
    reader.goto("/")
    reader.goto(STORY)

    with frozen(the_database(site)):
        front, story = reader.goto("/"), reader.goto(STORY)

    assert (front.status, story.status) == (200, 200)
    expect(main(reader).get_by_text("Jesús Bracamonte presses one end")).to_be_visible()


def test_a_frozen_database_costs_nobody_her_text(page, site, javascript):
    become(page, SUBSCRIBER)
    page.goto(THREAD)
    page.get_by_label("Your comment").fill(TEXT)

    with frozen(the_database(site)):
        main(page).get_by_role("button", name="Post", exact=True).click()
        expect(page.get_by_text("Try this page again in a minute.")).to_be_visible()

    # With scripts the form stays where it is; without them the page hands it back.
    field = "Your comment" if javascript else "What you wrote"
    expect(page.get_by_label(field)).to_have_value(TEXT)
    expect(page.get_by_role("banner")).to_have_count(1)


def test_the_thread_says_so_while_the_database_is_frozen(visitor, site):
    page = visitor(javascript=False)
    become(page, SUBSCRIBER)
    page.goto(THREAD)

    with frozen(the_database(site)):
        answer = page.goto(THREAD)

    assert answer.status == 503
    expect(main(page)).to_contain_text("The stories are still there to read.")
    assert page.goto(THREAD).status == 200


def test_a_silent_stripe_charges_nothing_and_stops_nobody(
    page, visitor, site, javascript
):
    talker = visitor(javascript=javascript)
    sign_in_by_mail(talker, site.next_commenter())
    become(page, "Rosa Reader")
    page.goto(f"/subscribe/monthly/?next={THREAD}")

    with frozen(the_stand_in(site)):
        main(page).get_by_role("button", name="Subscribe").click()
        expect(main(page)).to_contain_text("nothing was charged")
        page.goto(STORY)
        expect(page.get_by_text("Jesús Bracamonte presses one end")).to_be_visible()
        talker.goto(PORT_THREAD)
        talker.get_by_label("Your comment").fill("Stripe sleeps, we talk.")
        main(talker).get_by_role("button", name="Post", exact=True).click()
        mine = talker.get_by_role("article").filter(has_text="Stripe sleeps, we talk.")
        expect(mine.first).to_be_visible()
