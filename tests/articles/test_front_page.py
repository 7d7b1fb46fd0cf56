from datetime import timedelta

import pytest
from django.utils import timezone

from articles.front_page import top_stories
from articles.models import Article, Reads
from tests.factories import (
    make_article,
    make_comment,
    make_front,
    make_picture,
    make_section,
)

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
    make_front(Article.objects.last(), None, Article.objects.first())

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
    month = f"{timezone.localtime(story.published_at):%Y-%m}"
    pages += ["/news-sitemap.xml", "/feeds/news.xml", "/feeds/news.json"]
    pages += [f"/sitemap-stories-{month}.xml", "/corrections/"]
    found = [page for page in pages if story.slug in client.get(page).content.decode()]

    assert found == []


def headlines() -> list[str]:
    return [story.headline for story in top_stories() if story]


def make_stories(times: int = 6) -> list[Article]:
    """So many, the first of them the newest."""
    now = timezone.now()
    return [
        make_article(f"Story {n}", published_at=now - timedelta(hours=n + 1))
        for n in range(times)
    ]


def test_an_editor_fills_places_and_the_others_fill_themselves():
    stories = make_stories()

    make_front(stories[4], None, stories[5])

    assert headlines() == ["Story 4", "Story 0", "Story 5", "Story 1", "Story 2"]


def test_the_front_page_that_was_published_last_counts():
    stories = make_stories()
    make_front(stories[5], published_at=timezone.now() - timedelta(days=1))
    make_front(stories[3])

    make_front(stories[4], published_at=None)  # a draft

    assert headlines()[0] == "Story 3"


@pytest.mark.parametrize("why", ["expired", "withdrawn", "draft", "scheduled"])
def test_a_place_whose_story_does_not_hold_fills_itself(client, why):
    now = timezone.now()
    stories = make_stories()
    make_front(stories[5], until=now if why == "expired" else None)
    if why in {"withdrawn", "draft"}:
        Article.objects.filter(pk=stories[5].pk).update(status=why)
    if why == "scheduled":
        tomorrow = now + timedelta(days=1)
        Article.objects.filter(pk=stories[5].pk).update(published_at=tomorrow)

    page = front_page(client)

    assert headlines() == [f"Story {number}" for number in range(5)]
    assert page.index("Story 0") < page.index("Story 4")


def test_a_story_put_in_a_place_holds_until_its_time_is_over():
    stories = make_stories()

    make_front(stories[5], until=timezone.now() + timedelta(minutes=1))

    assert headlines()[0] == "Story 5"


def test_a_paid_story_never_comes_to_the_top_by_itself(client):
    make_article("Paid for", kind="sponsored", sponsor="Agua Clara")
    make_stories(2)

    page = front_page(client)

    assert headlines() == ["Story 0", "Story 1"]
    assert "Paid for" in page


@pytest.mark.parametrize(("stories", "sections"), [(1, 1), (200, 9)])
@pytest.mark.parametrize("places", [0, 5])
def test_it_takes_the_same_queries_however_much_there_is(
    client, django_assert_num_queries, stories, sections, places
):
    picture = make_picture()
    for number in range(stories):
        section = make_section(f"Section {number % sections}")
        make_article(picture=picture, section=section)
    make_front(*Article.objects.all()[:places])
    talked_about = Article.objects.first()
    Reads.objects.create(article=talked_about, hour=timezone.now(), count=50)
    make_comment(talked_about)
    make_comment(talked_about)

    # the places that an editor filled, the newest, the sections, their blocks, two
    # lists of a day and a week with their stories, then
    # the masthead’s sections, the banner and the pages in the foot
    with django_assert_num_queries(14):
        client.get("/")
