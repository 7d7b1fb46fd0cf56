import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.sitemaps import StorySitemap
from tests.factories import make_article, make_author, make_section, make_topic

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"


def parsed(client, path):
    # Our own output, so the parser need not fear it.
    return ET.fromstring(client.get(path).content)  # noqa: S314


def test_the_feed_gives_the_whole_story_with_its_authors_and_topics(client):
    story = make_article(
        "Tren & <Maya>",
        body="<p>All of it.</p>",
        authors=[make_author("Ana Ríos"), make_author("Memo Zavala")],
        topics=[make_topic("Trains")],
    )

    (item,) = parsed(client, "/feeds/latest.xml").iter("item")

    assert item.findtext("title") == "Tren & <Maya>"
    assert item.findtext("link") == f"http://testserver{story.get_absolute_url()}"
    assert item.findtext(f"{CONTENT}encoded") == "<p>All of it.</p>"
    assert [name.text for name in item.iter(f"{DC}creator")] == [
        "Ana Ríos",
        "Memo Zavala",
    ]
    assert [one.text for one in item.iter("category")] == ["News", "Trains"]


def test_a_sections_feed_holds_its_own_stories(client):
    make_article("Here")
    make_article("There", section=make_section("Food"))

    titles = [
        item.findtext("title")
        for item in parsed(client, "/feeds/food.xml").iter("item")
    ]

    assert titles == ["There"]


def test_the_sitemap_lists_every_published_story(client):
    story = make_article()

    (index,) = {
        one.text
        for one in parsed(client, "/sitemap.xml").iter(f"{SITEMAP}loc")
        if "stories" in one.text
    }
    path = index.removeprefix("http://testserver")
    found = [one.text for one in parsed(client, path).iter(f"{SITEMAP}loc")]

    assert found == [f"http://testserver{story.get_absolute_url()}"]


def test_the_news_sitemap_holds_two_days_and_no_more(client):
    make_article("Fresh & new")
    make_article("Stale", published_at=timezone.now() - timedelta(days=2, minutes=1))

    titles = [
        one.text for one in parsed(client, "/news-sitemap.xml").iter(f"{NEWS}title")
    ]

    assert titles == ["Fresh & new"]


def test_the_news_sitemap_may_be_empty(client):
    assert list(parsed(client, "/news-sitemap.xml")) == []


def test_crawlers_are_told_where_to_look_and_what_to_leave_alone(client):
    robots = client.get("/robots.txt").content.decode()

    assert "Disallow: /*/comments/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert "Sitemap: http://testserver/news-sitemap.xml" in robots


def test_a_control_character_in_a_headline_breaks_no_feed(client):
    make_article("Tab\x0bbed", deck="\x08", body="<p>Bell\x07</p>")

    (item,) = parsed(client, "/feeds/latest.xml").iter("item")
    (news,) = parsed(client, "/news-sitemap.xml").iter(f"{NEWS}title")

    assert item.findtext("title") == "Tabbed"
    assert item.findtext(f"{CONTENT}encoded") == "<p>Bell</p>"
    assert news.text == "Tabbed"


def test_a_long_sitemap_goes_on_in_another_file(client, monkeypatch):
    monkeypatch.setattr(StorySitemap, "limit", 2)
    for _ in range(3):
        make_article()

    files = [one.text for one in parsed(client, "/sitemap.xml").iter(f"{SITEMAP}loc")]
    more = [file.removeprefix("http://testserver") for file in files if "p=2" in file]

    assert [len(list(parsed(client, path))) for path in more] == [1]
