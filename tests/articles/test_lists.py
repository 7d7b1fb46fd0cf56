from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from newsroom.paging import ENTRIES_A_PAGE
from tests.factories import make_article, make_author, make_section, make_topic

pytestmark = pytest.mark.django_db

MEXICO = ZoneInfo("America/Mexico_City")


def shown(client, path, **query) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_section_shows_its_own_stories_newest_first(client):
    old = make_article("Older", published_at=timezone.now() - timedelta(days=3))
    make_article("Newer")
    make_article("Elsewhere", section=make_section("Food"))

    page = shown(client, old.section.get_absolute_url())

    assert page.index("Newer") < page.index("Older")
    assert "Elsewhere" not in page


def test_an_author_has_a_page_with_what_she_wrote(client):
    author = make_author("Ana Ríos", bio="She edits with the radio on.")
    make_article("Hers", authors=[author])
    make_article("Not hers")

    page = shown(client, author.get_absolute_url())

    assert "She edits with the radio on." in page
    assert "Hers" in page
    assert "Not hers" not in page


def test_a_topic_gathers_stories_of_every_section(client):
    topic = make_topic("Trains")
    make_article("A rail story", topics=[topic], section=make_section("Travel"))
    make_article("Nothing on rails")

    page = shown(client, topic.get_absolute_url())

    assert "A rail story" in page
    assert "Nothing on rails" not in page


@pytest.mark.parametrize(
    ("hour", "minute", "day", "there"),
    [(0, 0, 14, True), (23, 59, 14, True), (0, 0, 15, False), (23, 59, 13, False)],
)
def test_a_day_is_a_day_of_the_papers_own_time_zone(client, hour, minute, day, there):
    moment = datetime(2026, 3, day, hour, minute, tzinfo=MEXICO)
    make_article("Of that day", published_at=moment)

    page = shown(client, "/2026/03/14/")

    assert ("Of that day" in page) is there


def test_a_day_leads_to_the_nearest_days_with_stories(client):
    for day in (2, 14, 20):
        make_article(published_at=datetime(2026, 3, day, 23, 30, tzinfo=MEXICO))
    make_article(status="draft", published_at=datetime(2026, 3, 15, 9, tzinfo=MEXICO))

    middle, first = shown(client, "/2026/03/14/"), shown(client, "/2026/03/02/")
    empty = shown(client, "/2026/03/10/")

    assert 'rel="prev" href="/2026/03/02/"' in middle
    assert 'rel="next" class="after" href="/2026/03/20/"' in middle
    assert 'rel="prev"' not in first
    assert 'href="/2026/03/02/"' in empty
    assert 'href="/2026/03/14/"' in empty


@pytest.mark.parametrize("stories", [1, 50])
def test_a_day_takes_the_same_queries_however_much_there_is(
    client, django_assert_num_queries, stories
):
    for _ in range(stories):
        make_article(published_at=datetime(2026, 3, 14, 9, tzinfo=MEXICO))

    # the days beside it, how many, its stories, sections, the banner, the pages
    with django_assert_num_queries(7):
        client.get("/2026/03/14/")


@pytest.mark.parametrize(
    "day", ["9999/12/31", "2026/02/30", "2026/13/01", "0000/01/01"]
)
def test_a_day_that_never_was_is_a_404(client, day):
    assert client.get(f"/{day}/").status_code == 404


def test_every_story_is_on_one_page_and_the_last_page_is_the_end(client):
    for number in range(ENTRIES_A_PAGE + 3):
        make_article(f"Story {number:03d}")

    first, second = shown(client, "/news/"), shown(client, "/news/", page=2)

    stories = [f"Story {number:03d}<" for number in range(ENTRIES_A_PAGE + 3)]
    assert [(first + second).count(story) for story in stories] == [1] * len(stories)
    assert 'href="?page=2"' in first
    assert 'href="?page=3"' not in second
    assert client.get("/news/", {"page": 3}).status_code == 404


def test_a_page_names_its_own_number_as_its_address(client):
    for _ in range(ENTRIES_A_PAGE + 1):
        make_article()

    page = shown(client, "/news/", page=2, utm_source="mail")

    assert 'rel="canonical" href="http://testserver/news/?page=2"' in page


@pytest.mark.parametrize("stories", [1, 200])
@pytest.mark.parametrize(
    "path", ["/news/", "/search/?q=story", "/authors/lucia-ferrer/"]
)
def test_a_list_takes_the_same_queries_however_long_it_is(
    client, django_assert_num_queries, path, stories
):
    author = make_author()
    for number in range(stories):
        make_article(f"Story {number}", authors=[author])

    # what the list is of, how many, its stories, sections, the banner, the pages
    with django_assert_num_queries(5 if "search" in path else 6):
        client.get(path)
