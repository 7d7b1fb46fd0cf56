"""What the scripts add in a real browser: the thread in place, focus, drafts."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

from comments.models import Comment, Discussion
from comments.wall import open_wall
from subscriptions.models import Subscription
from tests.browser.chromium import find_chromium
from tests.factories import make_article, make_comment, make_person, make_subscriber

pytestmark = pytest.mark.django_db(transaction=True)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic"]


@pytest.fixture(scope="module")
def chromium():
    # The driver's event loop makes Django take this thread for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        path = find_chromium()
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def subscriber():
    return make_subscriber("subscriber")


@pytest.fixture
def open_page(chromium, live_server, sign_in):
    """Give it a person, or nobody, and an address; get the page."""
    contexts = []

    def opened(address, *, person=None, **options):
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        if person:
            session = sign_in(person).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [
                    {"name": name, "value": value, "url": live_server.url}
                    for name, value in (
                        (settings.SESSION_COOKIE_NAME, session),
                        ("newsroom_reader", "1"),
                    )
                ]
            )
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def bodies() -> list[str]:
    with open_wall():
        found = Comment.objects.by_path().values_list("body", flat=True)
        return list(found)


def test_a_subscriber_finds_the_thread_in_the_story(open_page, article, subscriber):
    make_comment(article, body="Already here")

    page = open_page(article.get_absolute_url(), person=subscriber)

    expect(page.locator(".comment .words")).to_have_text("Already here")
    expect(page.locator(".paywall")).to_have_count(0)


def test_a_stranger_causes_no_private_request(open_page, article, chromium):
    page = open_page("about:blank")
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(article.get_absolute_url())
    page.wait_for_load_state("networkidle")

    expect(page.locator(".paywall .sentence")).to_be_visible()
    assert not [url for url in asked if "/comments/" in url or "/account" in url]


def test_who_lost_her_access_is_shown_the_wall_in_its_place(open_page, article):
    person = make_person()

    page = open_page(article.get_absolute_url(), person=person)

    expect(page.locator(".paywall .sentence")).to_be_visible()
    expect(page.locator(".discussion.awaiting")).to_have_count(0)


def test_a_comment_is_posted_in_place_and_gets_the_focus(
    open_page, article, subscriber
):
    page = open_page(article.get_absolute_url(), person=subscriber)

    page.get_by_label("Your comment").fill("Posted without a reload")
    page.get_by_role("button", name="Post").click()

    new = page.locator(".comment")
    expect(new).to_contain_text("Posted without a reload")
    expect(new).to_be_focused()
    expect(page.locator("#discussion-status")).to_have_text("Your comment is posted.")
    expect(page.get_by_role("heading", name="1 comment")).to_be_visible()
    expect(page.get_by_label("Your comment")).to_have_value("")
    assert page.url.endswith(article.get_absolute_url())
    assert bodies() == ["Posted without a reload"]


def test_a_reply_is_written_under_what_it_answers(open_page, article, subscriber):
    parent = make_comment(article, body="A question")
    make_comment(article, body="Something else")
    page = open_page(article.get_absolute_url(), person=subscriber)

    page.locator(f"#comment-{parent.pk}").get_by_role("link", name="Reply").click()
    field = page.get_by_label("Your reply to")
    expect(field).to_be_focused()
    field.fill("An answer")
    page.get_by_role("button", name="Reply").click()

    below = page.locator(f"#comment-{parent.pk} + li .comment")
    expect(below).to_contain_text("An answer")
    expect(below).to_be_focused()
    expect(field).to_have_count(0)


def test_a_refused_comment_stays_in_the_field_with_the_reason(
    open_page, article, subscriber
):
    page = open_page(article.get_absolute_url(), person=subscriber)

    page.get_by_label("Your comment").fill("x")
    page.get_by_role("button", name="Post").click()

    expect(page.get_by_role("alert")).to_contain_text("one character long")
    expect(page.get_by_label("Your comment")).to_have_value("x")
    expect(page.get_by_label("Your comment")).to_be_focused()


def test_a_draft_survives_a_reload_and_goes_when_it_is_posted(
    open_page, article, subscriber
):
    page = open_page(article.get_absolute_url(), person=subscriber)
    page.get_by_label("Your comment").fill("Half a thought")

    page.reload()

    expect(page.get_by_label("Your comment")).to_have_value("Half a thought")
    page.get_by_role("button", name="Post").click()
    expect(page.locator(".comment")).to_contain_text("Half a thought")
    page.reload()
    expect(page.locator(".comment")).to_be_visible()
    expect(page.get_by_label("Your comment")).to_have_value("")


def test_a_session_that_ended_meanwhile_loses_no_words(open_page, article, subscriber):
    page = open_page(article.get_absolute_url(), person=subscriber)
    page.get_by_label("Your comment").fill("Typed in time")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.get_by_role("button", name="Post").click()

    expect(page.get_by_label("What you wrote")).to_have_value("Typed in time")
    expect(page.locator(".refusal")).to_contain_text("signed out")
    assert bodies() == []


def test_the_order_is_changed_in_place(open_page, article, subscriber):
    make_comment(article, body="First")
    make_comment(article, body="Second")
    page = open_page(article.get_absolute_url(), person=subscriber)

    page.get_by_role("link", name="Oldest first").click()

    expect(page.locator(".comment .words")).to_have_text(["First", "Second"])
    expect(page.get_by_role("link", name="Oldest first")).to_have_attribute(
        "aria-current", "true"
    )


def test_more_comments_and_more_replies_come_in_place(open_page, article, subscriber):
    root = make_comment(article, body="Oldest of all")
    for _ in range(5):
        make_comment(parent=root)
    for _ in range(21):
        make_comment(article)
    page = open_page(article.get_absolute_url(), person=subscriber)

    page.get_by_role("link", name="Show more comments").click()
    page.get_by_role("link", name="Show 2 more replies").click()

    expect(page.locator(".comment")).to_have_count(27)
    expect(page.locator(".more")).to_have_count(0)


def test_without_scripts_the_whole_conversation_works(open_page, article, subscriber):
    page = open_page(
        article.get_absolute_url(), person=subscriber, java_script_enabled=False
    )

    page.get_by_role("link", name="Open the conversation").click()
    page.get_by_label("Your comment").fill("By form")
    page.get_by_role("button", name="Post").click()
    expect(page).to_have_url(re.compile(r"/comments/\d+/#comment-\d+$"))
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()

    expect(page.locator(".badge.deleted")).to_be_visible()
    assert Discussion.objects.get(article=article).visible == 0


def test_a_page_from_the_browsers_memory_asks_again(open_page, article, subscriber):
    make_comment(article, body="zq0f1e2d")
    page = open_page(article.get_absolute_url(), person=subscriber)
    expect(page.locator(".comment .words")).to_have_text("zq0f1e2d")
    Subscription.objects.update(access_until="2020-01-01T00:00Z")

    page.evaluate(
        "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    )

    expect(page.locator(".paywall .sentence")).to_be_visible()
    expect(page.get_by_text("zq0f1e2d")).to_have_count(0)


def test_nothing_is_reported_by_the_browser(open_page, article, subscriber):
    make_comment(article, body="https://example.com/ <b>bold</b>")
    page = open_page("about:blank", person=subscriber)
    said = []
    page.on("console", lambda message: said.append((message.type, message.text)))
    page.on("pageerror", lambda error: said.append(("error", str(error))))

    page.goto(article.get_absolute_url())
    page.locator(".comment").get_by_role("link", name="Reply").click()
    expect(page.get_by_label("Your reply to")).to_be_focused()

    # That a field had the focus already is worth a word to Chromium, and no more.
    assert [one for one in said if one[0] != "info"] == []


WATCH_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_subscriber_never_sees_the_wall_and_nothing_jumps(
    open_page, article, subscriber, width
):
    for _ in range(6):
        make_comment(article, body="Some words.\n\n" * 3)
    size = {"width": width, "height": 900}
    page = open_page("about:blank", person=subscriber, viewport=size)
    page.add_init_script(WATCH_SHIFTS)
    held = []
    page.route("**/comments/", lambda route: held.append(route))

    page.goto(article.get_absolute_url())
    page.locator(".discussion").scroll_into_view_if_needed()
    expect(page.locator(".opening")).to_be_visible()
    expect(page.locator(".paywall")).to_be_hidden()
    held[0].continue_()
    expect(page.locator(".comment")).to_have_count(6)

    assert page.evaluate("window.shifted") < 0.02


@pytest.mark.parametrize("part", ["", "comments/", "comments/{pk}/", "account"])
def test_axe_finds_nothing(open_page, article, subscriber, part):
    root = make_comment(article, body="> quoted\n\nhttps://example.com/")
    make_comment(parent=root)
    make_comment(article, author=subscriber)
    address = article.get_absolute_url() + part.format(pk=root.pk)
    page = open_page(
        "/account/comments/" if part == "account" else address, person=subscriber
    )
    expect(page.locator(".comment").first).to_be_visible()

    found = Axe().run(page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
