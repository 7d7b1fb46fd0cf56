import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from tests.factories import make_article, make_section, pick

pytestmark = pytest.mark.django_db


def read(client, story) -> str:
    return client.get(story.get_absolute_url()).content.decode()


def structured_data(page: str) -> dict:
    return json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.S)[1])


def test_it_shows_everything_a_reader_expects(client, article):
    article.updated_at = timezone.now()
    article.save()

    page = read(client, article)

    for part in (
        "Water",
        article.headline,
        article.deck,
        "Lucía Ferrer",
        "Tomás Arrieta",
        "HERMOSILLO, Sonora",
        "Published",
        "Updated",
        "The reservoir on Monday.",
        "Newsroom illustration",
        'alt="A reservoir at dawn"',
        article.body,
        "With reports from El Faro de Sonora",
        "/topics/water/",
    ):
        assert part in page


def test_the_masthead_has_todays_date_in_the_papers_time_zone(client, monkeypatch):
    # 03:30 in London is still the evening before in Mexico City.
    instant = datetime(2026, 1, 24, 3, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: instant)

    page = client.get("/").content.decode()

    assert "Friday, January 23, 2026" in page


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["Reforma"], "With reports from Reforma"),
        (["Reforma", "El Faro"], "With reports from Reforma and El Faro"),
        (["A", "B", "C"], "With reports from A, B and C"),
    ],
)
def test_sources_read_as_one_line(client, names, line):
    story = make_article(sources=names)

    page = read(client, story)

    assert line in " ".join(page.split())


def test_three_related_stories_stand_under_it_the_editors_picks_first(client):
    story, other, latest = make_article(), make_article("A"), make_article("B")
    elsewhere = make_article("Picked", section=make_section("Food"))
    pick(story, elsewhere)

    page = read(client, story)

    places = [page.index(f">{one.headline}<") for one in (elsewhere, latest, other)]
    assert places == sorted(places)


def test_a_withdrawn_pick_is_replaced(client):
    story, latest = make_article(), make_article("The latest of the section")
    gone = make_article("Gone", status=Article.Status.WITHDRAWN)
    pick(story, gone)

    page = read(client, story)

    assert latest.headline in page
    assert "Gone" not in page


def test_an_unknown_address_is_a_helpful_404(client):
    response = client.get("/news/no-such-story/")

    assert response.status_code == 404
    assert "Search the stories" in response.content.decode()


def test_a_withdrawn_story_is_gone(client):
    story = make_article("Bad facts", status=Article.Status.WITHDRAWN)

    response = client.get(story.get_absolute_url())

    assert response.status_code == 410
    assert "is no longer published" in response.content.decode()


def test_a_story_that_moved_sends_the_reader_to_its_section(client, article):
    response = client.get(f"/food/{article.slug}/")

    assert response.status_code == 301
    assert response["Location"] == article.get_absolute_url()


def test_a_scheduled_story_appears_by_itself_when_its_time_comes(client, monkeypatch):
    soon = timezone.now() + timedelta(minutes=5)
    story = make_article(published_at=soon)
    before = client.get(story.get_absolute_url()).status_code

    monkeypatch.setattr(timezone, "now", lambda: soon + timedelta(seconds=1))
    after = client.get(story.get_absolute_url()).status_code

    assert (before, after) == (404, 200)


def test_structured_data_says_free_and_how_many_comments_and_no_more(client, article):
    data = structured_data(read(client, article))

    assert data["@type"] == "NewsArticle"
    assert data["isAccessibleForFree"] is True
    assert data["commentCount"] == 0
    assert [author["name"] for author in data["author"]] == [
        "Lucía Ferrer",
        "Tomás Arrieta",
    ]
    assert data["datePublished"].endswith("-06:00")
    assert "comment" not in data


def test_a_headline_cannot_end_the_structured_data(client):
    story = make_article("</script><script>alert(1)</script>")

    page = read(client, story)

    assert "<script>alert(1)" not in page
    assert structured_data(page)["headline"] == story.headline


def test_it_names_its_address_and_picture_for_other_sites(client, article):
    page = read(client, article)

    address = f"http://testserver{article.get_absolute_url()}"
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta property="og:url" content="{address}">' in page
    assert '<meta property="og:image" content="http://testserver/media/' in page


def test_a_story_without_picture_author_or_topic_still_reads(client):
    story = make_article(deck="")

    response = client.get(story.get_absolute_url())

    assert response.status_code == 200


@pytest.mark.parametrize("others", [0, 200])
def test_it_takes_the_same_queries_however_many_stories_there_are(
    client, django_assert_num_queries, article, others
):
    for _ in range(max(others, 3)):
        make_article()

    # the story, bylines, sources, topics, corrections, translations, two for related,
    # who the paper is, sections, banner, pages, plans
    with django_assert_num_queries(13):
        client.get(article.get_absolute_url())
