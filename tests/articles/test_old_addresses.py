from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, OldAddress, Section
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db

NOW_AT = "Location"


def by_save(story, **fields):
    for name, value in fields.items():
        setattr(story, name, value)
    story.save()


def by_update(story, **fields):
    Article.objects.filter(pk=story.pk).update(**fields)


def by_bulk_update(story, **fields):
    for name, value in fields.items():
        setattr(story, name, value)
    Article.objects.bulk_update([story], list(fields))


ROADS = pytest.mark.parametrize("change", [by_save, by_update, by_bulk_update])


@ROADS
def test_a_new_slug_keeps_the_old_address(client, change):
    story = make_article(slug="first")

    change(story, slug="second")

    answer = client.get("/news/first/?page=2&utm_source=x")
    assert (answer.status_code, answer[NOW_AT]) == (301, "/news/second/")
    assert client.get("/news/second/").status_code == 200


@ROADS
def test_a_new_section_keeps_the_old_address(client, change):
    story = make_article(slug="tortillas")

    change(story, section=make_section("Food"))
    change(story, slug="tostadas")

    answers = [client.get(f"/{old}/tortillas/") for old in ("news", "food")]
    assert [answer[NOW_AT] for answer in answers] == ["/food/tostadas/"] * 2


def test_however_often_it_moved_there_is_one_redirect(client):
    story = make_article(slug="one")
    for slug in ("two", "three", "four"):
        by_update(story, slug=slug)

    answers = [client.get(f"/news/{old}/") for old in ("one", "two", "three")]

    assert [answer[NOW_AT] for answer in answers] == ["/news/four/"] * 3


def test_a_story_that_came_back_to_its_old_address_is_read_there(client):
    story = make_article(slug="there")
    by_update(story, slug="away")
    by_update(story, slug="there")

    assert client.get("/news/there/").status_code == 200
    assert client.get("/news/away/")[NOW_AT] == "/news/there/"


@pytest.mark.parametrize("road", ["save", "update"])
def test_a_section_takes_its_stories_and_its_readers_along(client, road):
    section = make_section("News")
    story = make_article(slug="rain")
    by_update(story, slug="drizzle")

    if road == "save":
        section.slug = "nation"
        section.save()
    else:
        Section.objects.filter(pk=section.pk).update(slug="nation")
    by_update(story, slug="storm")

    answers = {path: client.get(path) for path in ("/news/", "/news/rain/")}
    answers["/news/drizzle/"] = client.get("/news/drizzle/?page=3")
    assert {path: answer[NOW_AT] for path, answer in answers.items()} == {
        "/news/": "/nation/",
        "/news/rain/": "/nation/storm/",
        "/news/drizzle/": "/nation/storm/",
    }


def test_the_thread_under_an_old_address_is_found_too(client, sign_in, subscriber):
    story = make_article(slug="talk")
    by_update(story, slug="talked")

    answer = sign_in(subscriber).get("/news/talk/comments/")

    assert (answer.status_code, answer[NOW_AT]) == (301, "/news/talked/comments/")


def test_what_is_published_at_an_old_address_wins(client):
    by_update(make_article(slug="mayor"), slug="former-mayor")
    newer = make_article("The new mayor", slug="mayor")

    assert "The new mayor" in client.get("/news/mayor/").content.decode()

    by_update(newer, slug="newer-mayor")
    assert client.get("/news/mayor/")[NOW_AT] == "/news/newer-mayor/"


def test_a_draft_at_an_old_address_cuts_no_reader_off(client):
    by_update(make_article(slug="mayor"), slug="former-mayor")
    make_article(slug="mayor", status="draft", published_at=None)

    assert client.get("/news/mayor/")[NOW_AT] == "/news/former-mayor/"


def test_a_story_of_that_name_elsewhere_takes_no_readers_over(client):
    by_update(make_article(slug="mayor"), slug="former-mayor")
    make_article(slug="mayor", section=make_section("Food"))

    assert client.get("/news/mayor/")[NOW_AT] == "/news/former-mayor/"


def test_a_new_section_at_an_old_address_wins(client):
    Section.objects.filter(pk=make_section("News").pk).update(slug="nation")
    Section.objects.create(name="The new News", slug="news")

    assert "The new News" in client.get("/news/").content.decode()


def test_the_old_address_of_a_withdrawn_story_says_so(client):
    story = make_article("Bad facts", slug="wrong")
    by_update(story, slug="still-wrong")
    story.refresh_from_db()
    story.withdraw()
    by_update(story, slug="never-mind")

    answers = [client.get(f"/news/{old}/") for old in ("wrong", "still-wrong")]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert "Bad facts" in answers[0].content.decode()


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_a_story_that_is_not_public_any_more_is_not_revealed(client, status):
    story = make_article(slug="old")
    by_update(story, slug="new", status=status)

    assert client.get("/news/old/").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft", "published_at": None},
        {"status": "draft"},
        {"published_at": timezone.now() + timedelta(days=3650)},
    ],
    ids=["draft", "draft with a time", "scheduled"],
)
def test_an_address_that_no_reader_had_is_not_kept(client, fields):
    story = make_article(slug="working-title", **fields)

    by_update(story, slug="title")
    by_update(story, status="live", published_at=timezone.now() - timedelta(hours=1))

    assert client.get("/news/working-title/").status_code == 404
    assert not OldAddress.objects.exists()


def test_an_address_is_kept_when_the_story_was_taken_back_first(client):
    story = make_article(slug="early")
    later = timezone.now() + timedelta(days=3650)

    by_update(story, published_at=later)
    by_update(story, slug="late")
    hidden = client.get("/news/early/").status_code
    by_update(story, published_at=timezone.now() - timedelta(hours=1))

    assert hidden == 404
    assert client.get("/news/early/")[NOW_AT] == "/news/late/"


def test_a_change_of_words_writes_no_old_address():
    story = make_article()

    by_save(story, headline="Other words", kicker="Water")

    assert not OldAddress.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/news/",
        "/feeds/latest.xml",
        "/sitemap-stories-{}.xml",
        "/news-sitemap.xml",
    ],
)
def test_machines_and_lists_are_given_the_new_address_alone(client, path):
    story = make_article(slug="before")
    by_update(story, slug="after")

    month = f"{timezone.localtime(story.published_at):%Y-%m}"
    page = client.get(path.format(month)).content.decode()

    assert "/news/after/" in page
    assert "/news/before/" not in page


def test_the_page_names_its_new_address_alone(client):
    by_update(make_article(slug="before"), slug="after")

    page = client.get("/news/after/").content.decode()

    assert 'rel="canonical" href="http://testserver/news/after/"' in page
    assert "/news/before/" not in page
