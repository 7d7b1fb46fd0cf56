from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_picture, make_section

pytestmark = pytest.mark.django_db


def front_page(client) -> str:
    return client.get("/").content.decode()


def test_the_newest_story_leads(client):
    make_article("Yesterday’s news", published_at=timezone.now() - timedelta(days=1))
    make_article("News of this hour")

    page = front_page(client)

    assert page.index("News of this hour") < page.index("Yesterday’s news")


def test_no_story_stands_on_it_twice(client):
    for number in range(30):
        make_article(f"Story {number:02d} of thirty")

    page = front_page(client)

    stories = [f"Story {number:02d} of thirty" for number in range(30)]
    assert max(page.count(f">{story}<") for story in stories) == 1


def test_every_section_with_stories_has_a_block(client):
    food = make_section("Food", position=2)
    for number in range(6):
        make_article(f"Story {number}")
    last_week = timezone.now() - timedelta(days=9)
    make_article("A mole", section=food, published_at=last_week)

    page = front_page(client)

    assert 'id="block-food"' in page
    assert "A mole" in page


def test_a_paper_without_stories_says_so(client):
    page = front_page(client)

    assert "The first edition is being written" in page


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn", "scheduled"])
def test_what_is_not_published_is_nowhere(client, state):
    tomorrow = timezone.now() + timedelta(days=1)
    fields = {"published_at": tomorrow} if state == "scheduled" else {"status": state}
    story = make_article("Nobody may read this yet", **fields)

    pages = ["/", "/news/", "/search/?q=nobody", "/feeds/latest.xml", "/sitemap.xml"]
    pages += ["/sitemap-stories.xml", "/news-sitemap.xml", "/feeds/news.xml"]
    found = [page for page in pages if story.slug in client.get(page).content.decode()]

    assert found == []


@pytest.mark.parametrize(("stories", "sections"), [(1, 1), (200, 9)])
def test_it_takes_the_same_queries_however_much_there_is(
    client, django_assert_num_queries, stories, sections
):
    picture = make_picture()
    for number in range(stories):
        section = make_section(f"Section {number % sections}")
        make_article(picture=picture, section=section)

    # the top stories, the sections, their blocks, the masthead's sections and the pages
    # in the foot
    with django_assert_num_queries(5):
        client.get("/")
