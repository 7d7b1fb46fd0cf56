"""A reader without an account reads the front page, a story, and meets the wall."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.people import STORY, THREAD, WALL, main

MEXICO = ZoneInfo("America/Mexico_City")
COUNT = re.compile(r"^\s*\d+ comments?\s*$")
MOMENT = re.compile(r"\w+ \d+, 20\d\d, \d+:\d\d [ap]\.m\.")


def day_in_mexico():
    now = datetime.now(MEXICO)
    return f"{now:%A, %B} {now.day}, {now.year}"


def wait_for_pictures(page, pictures):
    """Scroll to each picture as a reader does, until it has really been loaded."""
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 0


def test_the_front_page_has_a_date_sections_and_a_picture_on_every_card(page):
    before = day_in_mexico()

    page.goto("/")

    expect(page.get_by_role("banner")).to_contain_text(
        re.compile(f"{before}|{day_in_mexico()}")
    )
    sections = page.get_by_role("navigation", name="Sections").get_by_role("link")
    assert sections.all_inner_texts()[:6] == [
        *("News", "Business", "Culture", "Food", "Travel", "Opinion")
    ]
    cards = main(page).get_by_role("article")
    assert cards.count() >= 12
    for card in cards.all():
        expect(card.locator("img")).to_have_count(1)
        expect(card.get_by_role("link", name=COUNT)).to_be_visible()
    wait_for_pictures(page, cards.locator("img"))


def test_a_story_has_all_its_parts(page):
    page.goto("/")

    main(page).get_by_role("link", name="Hermosillo lowers its water").first.click()

    story = main(page).get_by_role("article").first
    expect(page).to_have_url(re.compile(f"{STORY}$"))
    expect(story.get_by_role("link", name="News", exact=True)).to_be_visible()
    expect(story.get_by_text("Water", exact=True).first).to_be_visible()
    expect(story.get_by_role("heading", level=1)).to_contain_text("Hermosillo lowers")
    expect(story.get_by_text("Fourteen districts lose less through")).to_be_visible()
    expect(story.get_by_text("By Lucía Ferrer")).to_be_visible()
    expect(story.get_by_text(re.compile(f"Published {MOMENT.pattern}"))).to_be_visible()
    expect(story.get_by_text(re.compile(f"Updated {MOMENT.pattern}"))).to_be_visible()
    figure = story.get_by_role("figure").first
    expect(figure).to_contain_text("The Abelardo L. Rodríguez reservoir")
    expect(figure).to_contain_text("Newsroom illustration")
    wait_for_pictures(page, figure.get_by_role("img"))
    expect(story.get_by_text("HERMOSILLO, Sonora —")).to_be_visible()
    expect(story.get_by_text("Jesús Bracamonte presses one end")).to_be_visible()
    expect(
        story.get_by_text("With reports from El Faro de Sonora and Radio Matapé")
    ).to_be_visible()
    topics = story.get_by_role("list", name="Topics")
    expect(topics.get_by_role("link")).to_have_text(["Northern Mexico", "Water"])


def test_three_related_stories_lead_on_from_a_story(page):
    page.goto(STORY)

    related = page.get_by_role("region", name="Related stories").get_by_role("article")

    expect(related).to_have_count(3)
    for card in related.all():
        expect(card.get_by_role("link", name=COUNT)).to_be_visible()
        assert card.get_by_role("paragraph").filter(has_not_text=COUNT).count() >= 1
    wait_for_pictures(page, related.locator("img"))
    headline = related.first.get_by_role("heading").inner_text()
    related.first.get_by_role("heading").get_by_role("link").click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text(headline)


def test_the_wall_says_what_is_behind_it_and_how_to_get_in(page):
    page.goto(STORY)

    wall = page.get_by_role("region", name=COUNT)
    expect(wall.get_by_text(WALL, exact=True)).to_be_visible()
    expect(wall.get_by_role("heading")).to_have_text("6 comments")
    expect(wall.get_by_text(re.compile(r"\d+ people talking"))).to_be_visible()
    expect(wall.get_by_text("last comment")).to_contain_text(MOMENT)
    expect(wall.get_by_role("link", name="Choose Monthly")).to_contain_text(
        "$99 MXN a month"
    )
    expect(wall.get_by_role("link", name="Choose Yearly")).to_contain_text(
        "$990 MXN a year"
    )
    expect(wall.get_by_role("link", name="Sign in")).to_be_visible()
    opening = wall.get_by_role("link", name="Open the conversation")
    expect(opening).to_have_attribute("href", THREAD)
    expect(opening).to_be_visible()
    assert "My late husband found leaks" not in page.content()
