import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import CrawlerRules
from tests.factories import (
    make_article,
    make_author,
    make_correction,
    make_page,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"


def parsed(client, path):
    # Our own output, so the parser need not fear it.
    return ET.fromstring(client.get(path).content)  # noqa: S314


def locations(client, path) -> list[str]:
    """The paths that a sitemap, or a list of sitemaps, names."""
    found = parsed(client, path).iter(f"{SITEMAP}loc")
    return [one.text.removeprefix("http://testserver") for one in found]


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


@pytest.mark.parametrize(
    "kind", ["latest", "news", "topics/trains", "authors/ana-rios"]
)
def test_each_feed_is_for_readers_of_json_too(client, kind):
    moment = datetime(2026, 1, 24, 3, 30, tzinfo=UTC)
    story = make_article(
        "Tren & <Maya>",
        body="<p>All of it.</p>",
        authors=[make_author("Ana Ríos")],
        topics=[make_topic("Trains")],
        published_at=moment,
    )
    make_article("Elsewhere", section=make_section("Food"), published_at=moment)

    answer = client.get(f"/feeds/{kind}.json")

    feed = json.loads(answer.content)
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://testserver/feeds/{kind}.json"
    assert len(feed["items"]) == (2 if kind == "latest" else 1)
    (item,) = [one for one in feed["items"] if one["title"] == "Tren & <Maya>"]
    assert item == {
        "id": f"newsroom-story-{story.pk}",
        "url": f"http://testserver{story.get_absolute_url()}",
        "title": "Tren & <Maya>",
        "summary": story.deck,
        "content_html": "<p>All of it.</p>",
        "date_published": "2026-01-23T21:30:00-06:00",
        "date_modified": "2026-01-23T21:30:00-06:00",
        "authors": [{"name": "Ana Ríos"}],
        "tags": ["News", "Trains"],
        "language": "en",
    }


@pytest.mark.parametrize("kind", ["topics/trains", "authors/ana-rios"])
def test_topics_and_authors_have_feeds_of_their_own(client, kind):
    make_article(
        "Hers", authors=[make_author("Ana Ríos")], topics=[make_topic("Trains")]
    )
    make_article("Not hers")

    items = parsed(client, f"/feeds/{kind}.xml").iter("item")

    assert [item.findtext("title") for item in items] == ["Hers"]


@pytest.mark.parametrize("path", ["news", "topics/trains", "authors/ana-rios"])
def test_a_list_names_its_own_feeds(client, path):
    make_article(authors=[make_author("Ana Ríos")], topics=[make_topic("Trains")])

    page = client.get(f"/{path}/").content.decode()

    for ending in ("xml", "json"):
        assert f'href="/feeds/{path}.{ending}"' in page
        assert client.get(f"/feeds/{path}.{ending}").status_code == 200
        assert f'href="/feeds/latest.{ending}"' in page


def test_the_feed_of_a_section_that_moved_sends_its_readers_on(client):
    section = make_section("News")
    section.slug = "nation"
    section.save()

    answers = [client.get(f"/feeds/news.{ending}") for ending in ("xml", "json")]

    assert [answer["Location"] for answer in answers] == [
        "/feeds/nation.xml",
        "/feeds/nation.json",
    ]


def test_a_feed_says_when_a_story_was_corrected(client):
    story = make_article(published_at=datetime(2026, 1, 1, tzinfo=UTC))
    make_correction(story, made_at=datetime(2026, 1, 24, 3, 30, tzinfo=UTC))

    (item,) = json.loads(client.get("/feeds/latest.json").content)["items"]

    assert item["date_modified"] == "2026-01-23T21:30:00-06:00"


def test_each_month_has_a_sitemap_and_an_old_one_stays_as_it_was(client):
    # Half past nine in the evening of the last day of May, in the paper's own zone.
    may = make_article(published_at=datetime(2026, 6, 1, 3, 30, tzinfo=UTC))
    june = make_article(published_at=datetime(2026, 6, 2, tzinfo=UTC))
    make_article(status="draft")

    parts = locations(client, "/sitemap.xml")

    assert parts == [
        "/sitemap-stories-2026-06.xml",
        "/sitemap-stories-2026-05.xml",
        "/sitemap-lists.xml",
    ]
    assert [locations(client, path) for path in parts[:2]] == [
        [june.get_absolute_url()],
        [may.get_absolute_url()],
    ]


def test_the_sitemaps_say_when_something_changed_with_an_offset(client):
    story = make_article(published_at=datetime(2026, 6, 2, tzinfo=UTC))
    make_correction(story, made_at=datetime(2026, 7, 1, 12, tzinfo=UTC))

    part = parsed(client, "/sitemap-stories-2026-06.xml")
    index = parsed(client, "/sitemap.xml")

    changed = [next(one.iter(f"{SITEMAP}lastmod")).text for one in (part, index)]
    assert changed[0] == "2026-07-01"
    assert datetime.fromisoformat(changed[1]) == datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "part",
    ["stories-2026-13", "stories-0000-01", "stories-9999-12", "stories", "x"],
)
def test_there_is_no_sitemap_of_a_month_that_never_was(client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


@pytest.mark.parametrize("others", [1, 60])
def test_the_index_takes_one_query_however_many_stories_there_are(
    client, django_assert_num_queries, others
):
    for number in range(others):
        make_article(published_at=timezone.now() - timedelta(days=9 * number))

    with django_assert_num_queries(1):
        client.get("/sitemap.xml")


def test_every_list_is_in_a_sitemap(client):
    make_article(authors=[make_author("Ana Ríos")], topics=[make_topic("Trains")])
    make_page("about")

    found = locations(client, "/sitemap-lists.xml")

    assert found == ["/news/", "/topics/trains/", "/authors/ana-rios/", "/about/"]


def test_the_news_sitemap_holds_two_days_and_no_more(client):
    make_article("Fresh & new")
    make_article("Stale", published_at=timezone.now() - timedelta(days=2, minutes=1))

    titles = [
        one.text for one in parsed(client, "/news-sitemap.xml").iter(f"{NEWS}title")
    ]

    assert titles == ["Fresh & new"]


def test_the_news_sitemap_may_be_empty(client):
    assert list(parsed(client, "/news-sitemap.xml")) == []


def test_no_story_that_was_paid_for_is_in_the_news_sitemap(client):
    make_article("News")
    make_article("Bought", kind="sponsored", sponsor="Agua Fina")

    titles = parsed(client, "/news-sitemap.xml").iter(f"{NEWS}title")

    assert [one.text for one in titles] == ["News"]


def test_the_news_sitemap_gives_times_with_their_offset(client):
    make_article()

    (told,) = parsed(client, "/news-sitemap.xml").iter(f"{NEWS}publication_date")

    assert told.text.endswith("-06:00")


def test_crawlers_are_told_where_to_look_and_what_to_leave_alone(client):
    robots = client.get("/robots.txt").content.decode()

    assert "Disallow: /*/comments/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert "Sitemap: http://testserver/news-sitemap.xml" in robots


@pytest.mark.parametrize(
    ("preset", "refused", "signal"),
    [
        ("open", set(), "search=yes, ai-input=yes, ai-train=yes"),
        ("search", {"GPTBot"}, "search=yes, ai-input=yes, ai-train=no"),
        ("closed", {"GPTBot", "PerplexityBot"}, "search=yes, ai-input=no, ai-train=no"),
    ],
)
def test_an_editor_says_what_the_crawlers_of_ai_companies_may_do(
    client, sign_in, editor, preset, refused, signal
):
    browser = sign_in(editor)

    form = browser.get("/admin/articles/crawlerrules/", follow=True).content.decode()
    browser.post("/admin/articles/crawlerrules/1/change/", {"preset": preset})
    robots = client.get("/robots.txt").content.decode()

    assert "What robots.txt asks of them" in form
    assert CrawlerRules.current().preset == preset
    assert f"Content-Signal: {signal}" in robots
    asked_away = robots.partition("Sitemap:")[0].split("User-agent: *")[1]
    for bot in ("GPTBot", "PerplexityBot"):
        assert (f"User-agent: {bot}" in asked_away) is (bot in refused)
    assert "User-agent: Googlebot" not in robots


def test_the_usual_rules_let_crawlers_search_and_not_train(client):
    robots = client.get("/robots.txt").content.decode()

    assert "User-agent: GPTBot" in robots
    assert "User-agent: PerplexityBot" not in robots


def test_who_found_a_hole_learns_where_to_tell_us(client):
    answer = client.get("/.well-known/security.txt")

    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"].startswith("text/plain")
    assert lines["Contact"] == "http://testserver/contact/"
    assert lines["Canonical"] == f"http://testserver{reverse('articles:security')}"
    end = datetime.fromisoformat(lines["Expires"]).date()
    assert timedelta() < end - timezone.localdate() < timedelta(days=365)


def test_a_control_character_in_a_headline_breaks_no_feed(client):
    make_article("Tab\x0bbed", deck="\x08", body="<p>Bell\x07</p>")

    (item,) = parsed(client, "/feeds/latest.xml").iter("item")
    (news,) = parsed(client, "/news-sitemap.xml").iter(f"{NEWS}title")

    assert item.findtext("title") == "Tabbed"
    assert item.findtext(f"{CONTENT}encoded") == "<p>Bell</p>"
    assert news.text == "Tabbed"
