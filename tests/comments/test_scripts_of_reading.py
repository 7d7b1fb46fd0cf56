"""What a reader does in a real browser changes in place, and she keeps her place."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from comments import ignoring
from comments.models import ThreadMark
from tests.comments import test_scripts
from tests.factories import make_article, make_comment, make_sanction, make_subscriber

pytestmark = pytest.mark.django_db(transaction=True)
chromium, open_page = test_scripts.chromium, test_scripts.open_page


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def subscriber():
    return make_subscriber("subscriber")


@pytest.fixture
def read(open_page, article, subscriber):
    """Open the thread in the subscriber's browser."""

    def opened():
        address = f"{article.get_absolute_url()}comments/"
        return open_page(address, person=subscriber)

    return opened


def press(place):
    """Use a link or a button as someone without a mouse does."""
    place.focus()
    place.press("Enter")


@pytest.mark.parametrize(
    ("first", "other"), [(r"^Like", "Like"), ("Follow", "Follow"), ("Mute", "Mute")]
)
def test_a_button_that_was_pressed_stays_pressed_and_focused(
    read, article, first, other
):
    make_comment(article)
    page = read()

    press(page.get_by_role("button", name=re.compile(first)))

    button = page.get_by_role("button", name=re.compile(other), pressed=True)
    expect(button).to_be_focused()
    press(button)
    expect(button).to_have_count(0)
    again = page.get_by_role("button", name=re.compile(other), pressed=False)
    expect(again).to_be_focused()


def test_another_order_keeps_the_focus_on_its_link(read, article):
    for number in range(2):
        make_comment(article, body=f"Root {number}")
    page = read()

    press(page.get_by_role("link", name="Oldest first"))

    link = page.get_by_role("link", name="Oldest first")
    expect(link).to_have_attribute("aria-current", "true")
    expect(link).to_be_focused()
    expect(page.locator("#comments .words").first).to_have_text("Root 0")


def test_further_comments_and_replies_get_the_focus(read, article):
    roots = [make_comment(article, body=f"Root {number}") for number in range(21)]
    for number in range(5):
        make_comment(parent=roots[-1], body=f"Reply {number}")
    page = read()

    press(page.get_by_role("link", name="Show 2 more replies"))
    expect(page.locator("article:focus .words")).to_have_text("Reply 3")
    press(page.get_by_role("link", name="Show more comments"))

    expect(page.locator("article:focus .words")).to_have_text("Root 0")


def test_the_pill_brings_what_is_new(read, article):
    make_comment(article)
    page = read()
    make_comment(article, body="Just said")
    page.evaluate(
        """async () => {
            const { thread, version, newest } = document.querySelector(
                ".discussion").dataset;
            const address = `${thread}?seen=${version}&after=${newest}`;
            const headers = { "HX-Request": "true" };
            const answer = await fetch(address, { headers });
            const pill = document.querySelector("#pill");
            pill.innerHTML = await answer.text();
            htmx.process(pill);
        }"""
    )

    press(page.get_by_role("link", name="1 new comment"))

    expect(page.locator("article:focus .words")).to_have_text("Just said")
    expect(page.get_by_text("1 new since your last visit")).to_be_visible()
    expect(page.locator("#pill")).to_be_empty()


def test_a_like_that_is_refused_says_why(read, article, subscriber):
    make_comment(article)
    page = read()
    make_sanction(subscriber)

    press(page.get_by_role("button", name=re.compile("Like")))

    expect(page.get_by_role("alert").filter(has_text="stopped you")).to_be_visible()


def test_everyone_can_use_the_thread(read, article, subscriber, open_page):
    seen_at = timezone.now() - timedelta(minutes=1)
    ThreadMark.objects.create(person=subscriber, article=article, seen_at=seen_at)
    comment = root = make_comment(article, picked_at=timezone.now())
    for _ in range(9):
        comment = make_comment(parent=comment)
    bore = make_comment(parent=root)
    ignoring.ignore(bore.author_id, by=subscriber)
    gone = make_comment(article, status="deleted")
    make_comment(parent=gone)
    page = read()

    addresses = [
        root.get_absolute_url(),
        comment.get_absolute_url(),
        f"{root.get_absolute_url()}like/",
        f"{root.get_absolute_url()}ignore/",
        f"{root.get_absolute_url()}report/",
        f"{article.get_absolute_url()}comments/wish/",
    ]
    found = [violations(page)]
    for address in addresses:
        page.goto(address)
        found.append(violations(page))

    assert found == [[]] * 7


def violations(page) -> list[str]:
    results = Axe().run(page).response
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in results["violations"]]
