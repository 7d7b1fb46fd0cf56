"""An editor writes and publishes, a moderator decides, a publisher sees who pays."""

import io
import re

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.browser.people import SUBSCRIBER, become, main, sign_in, until

HEADLINE = "A bakery in Coyoacán gives its yeast away"
STORY = "/food/a-bakery-in-coyoacan-gives-its-yeast-away/"
ALT = "A table with two round loaves."
MOLE = "/food/atocpan-mole-price-ledger/comments/"


@pytest.fixture
def desk(visitor):
    """A window for the admin, which needs scripts."""
    return visitor(height=1000)


def a_picture():
    picture = Image.new("RGB", (1600, 900), "#d8c3a5")
    ImageDraw.Draw(picture).ellipse((300, 200, 800, 700), fill="#8a5a2b")
    return png(picture)


def png(picture):
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return {
        "name": "loaves.png",
        "mimeType": "image/png",
        "buffer": buffer.getvalue(),
    }


def upload(page, file):
    page.goto("/admin/articles/picture/add/")
    page.locator('input[name="file"]').set_input_files(file)
    page.get_by_label("Alternative text").fill(ALT)
    page.get_by_label("Caption").fill("Two loaves of the first batch.")
    page.get_by_label("Credit").fill("Newsroom / E. Editor")
    page.get_by_role("button", name="Save", exact=True).click()


def choose(page, field, words):
    """Look something up in one of the admin's menus that search as one types."""
    page.locator(f'select[name="{field}"] + .select2').click()
    page.locator(".select2-search__field:focus").fill(words)
    page.get_by_role("option", name=re.compile(words)).first.click()


def write(page):
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Kicker").fill("Bread")
    page.get_by_label("Headline").fill(HEADLINE)
    page.get_by_label("Deck").fill("It has fed a neighborhood for three years.")
    page.get_by_label("Dateline").fill("MEXICO CITY")
    body = page.locator('.ProseMirror[contenteditable="true"]')
    body.click()
    body.press_sequentially("The jar stands by the door. ")
    body.press("Control+b")
    body.press_sequentially("Nobody asks who takes it.")
    body.press("Control+b")
    body.press("Enter")
    body.press_sequentially("It has never been empty.")
    page.get_by_label("Section").select_option(label="Food")
    choose(page, "picture", "Two loaves")
    page.get_by_role("link", name="Bylines").click()
    choose(page, "bylines-0-author", "Lucía Ferrer")
    page.get_by_role("link", name="Sources").click()
    page.locator('input[name="sources-0-name"]').fill("La Jornada del Pan")
    page.get_by_role("link", name="Related picks").click()
    choose(page, "related_picks-0-related", "Hermosillo")


def test_an_editor_publishes_a_story_and_everyone_reads_it(desk, visitor):
    desk.goto("/admin/")
    sign_in(desk, "editor@example.com")
    upload(desk, a_picture())
    expect(desk.get_by_text("was added successfully")).to_be_visible()
    write(desk)
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.get_by_text("was added successfully")).to_be_visible()
    reader = visitor(javascript=False)
    assert reader.goto(STORY).status == 404

    preview = look_at_the_preview(desk)
    expect(preview.get_by_text("Readers can’t see this page yet.")).to_be_visible()
    expect(preview.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(preview.locator("strong")).to_have_text("Nobody asks who takes it.")

    desk.get_by_role("button", name="Save and publish").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    link = main(reader).get_by_role("link", name=HEADLINE)
    until(reader, "/", lambda: link.count(), seconds=31)
    card = main(reader).get_by_role("article").filter(has_text=HEADLINE).first
    expect(card.locator("img")).to_have_attribute("alt", ALT)
    link.first.click()
    story = main(reader).get_by_role("article").first
    expect(story).to_contain_text("By Lucía Ferrer")
    expect(story).to_contain_text("With reports from La Jornada del Pan")
    expect(story.locator("strong")).to_have_text("Nobody asks who takes it.")
    expect(story.get_by_role("img", name=ALT)).to_have_js_property("complete", True)
    related = reader.get_by_role("region", name="Related stories")
    expect(related.get_by_role("heading", level=3).first).to_contain_text("Hermosillo")
    expect(related.get_by_role("article")).to_have_count(3)


def look_at_the_preview(desk):
    """The page a "Preview" opens, whether here or in a new tab."""
    link = desk.get_by_role("link", name="Preview")
    preview = desk.context.new_page()
    preview.goto(link.get_attribute("href"))
    return preview


def test_a_picture_that_is_none_is_refused_in_words(desk):
    become(desk, "Elena Editor")

    upload(
        desk,
        {"name": "loaves.png", "mimeType": "image/png", "buffer": b"<svg>no</svg>"},
    )

    expect(desk.get_by_text("Upload a valid image.")).to_be_visible()


def test_a_moderator_removes_a_comment_with_a_reason_and_restores_it(desk, visitor):
    reader = visitor(javascript=False)
    become(reader, SUBSCRIBER)
    reader.goto(MOLE)
    words = reader.get_by_role("list", name="Comments").get_by_role("article")
    text = words.last.get_by_role("paragraph").first.inner_text()
    become(desk, "Mo Delgado")
    desk.goto(f"/admin/comments/comment/?q={text[:30]}")
    desk.get_by_role("rowheader").get_by_role("link").first.click()

    desk.get_by_label("Reason").select_option(label="5 · It breaks the law")
    desk.get_by_label("Words to the author").fill("Please read the house rules.")
    desk.get_by_role("button", name="Remove", exact=True).click()

    expect(desk.get_by_text("1 comment removed.")).to_be_visible()
    decisions = desk.get_by_role("group", name="Decisions")
    expect(decisions).to_contain_text("It breaks the law")
    expect(decisions).to_contain_text("Mo Delgado")
    reader.goto(MOLE)
    expect(reader.get_by_text(text)).to_have_count(0)

    desk.get_by_role("button", name="Restore", exact=True).click()

    expect(desk.get_by_text("1 comment is back in the thread.")).to_be_visible()
    reader.goto(MOLE)
    expect(reader.get_by_text(text)).to_be_visible()


def test_a_publisher_sees_who_pays(desk):
    become(desk, "Pablo Quiroz")
    desk.goto("/admin/")

    desk.goto("/admin/subscriptions/subscription/")

    pays = desk.get_by_role("row").filter(has_text="subscriber@example.com")
    expect(pays).to_contain_text("Active")
    left = desk.get_by_role("row").filter(has_text="lapsed@example.com")
    expect(left).to_contain_text("Canceled", ignore_case=True)
