import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from tests.articles.test_article_page import read, structured_data
from tests.articles.test_machines import parsed
from tests.factories import (
    make_article,
    make_author,
    make_section,
    make_topic,
    pick,
)

pytestmark = pytest.mark.django_db

KINDS = pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"kind": "opinion"}, "Opinion"),
        ({"kind": "sponsored", "sponsor": "Agua Fina"}, "Sponsored by Agua Fina"),
    ],
    ids=["opinion", "sponsored"],
)
LINK = '<p>By <a href="https://example.com/?a=1&amp;b=2" rel="{}">us</a>.</p>'


@pytest.fixture
def bought(db) -> Article:
    """A story that somebody paid for."""
    return make_article(
        "Drink more water",
        kind="sponsored",
        sponsor="Agua Fina",
        body=LINK.format("noopener"),
        sources=["Agua Fina"],
    )


@KINDS
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/food/",
        "/search/?q=labelled",
        "/topics/water/",
        "/authors/lucia-ferrer/",
        "/{day}/",
    ],
)
def test_it_says_so_on_every_card(client, path, fields, label):
    story = make_article(
        "A labelled story",
        section=make_section("Food"),
        topics=[make_topic()],
        authors=[make_author()],
        **fields,
    )

    day = story.published_at.astimezone().strftime("%Y/%m/%d")
    page = client.get(path.format(day=day)).content.decode()

    card = page.partition("A labelled story")[0].rpartition("<article")[2]
    assert f">{label}</span>" in card


@KINDS
def test_it_says_so_on_its_own_page(client, fields, label):
    page = read(client, make_article(**fields))

    assert f">{label}</span>" in page.partition("<h1")[0].partition("<article")[2]


@KINDS
def test_it_says_so_among_related_stories(client, fields, label):
    story, other = make_article(), make_article(**fields)
    pick(story, other)

    page = read(client, story)

    assert f">{label}</span>" in page.partition('id="related"')[2]


@KINDS
def test_it_says_so_to_feed_readers(client, fields, label):
    make_article(**fields)

    (item,) = parsed(client, "/feeds/latest.xml").iter("item")
    (of_json,) = json.loads(client.get("/feeds/latest.json").content)["items"]

    assert [one.text for one in item.iter("category")] == [label, "News"]
    assert of_json["tags"] == [label, "News"]


def test_news_carries_no_label(client, article):
    assert 'class="label' not in read(client, article) + client.get("/").text


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "NewsArticle"),
        ({"kind": "opinion"}, "OpinionNewsArticle"),
        ({"kind": "sponsored", "sponsor": "X"}, "AdvertiserContentArticle"),
    ],
    ids=["news", "opinion", "sponsored"],
)
def test_search_engines_learn_the_kind(client, fields, kind):
    data = structured_data(read(client, make_article(**fields)))

    assert data["@type"] == kind
    assert data.get("sponsor") == (
        {"@type": "Organization", "name": "X"} if "sponsor" in fields else None
    )


def test_the_links_of_what_was_paid_for_say_so(client, bought):
    bought.sources.update(link="https://example.com/agua")

    page = read(client, bought)
    feed = json.loads(client.get("/feeds/latest.json").content)

    paid = LINK.format("sponsored nofollow noopener")
    assert paid in page
    assert feed["items"][0]["content_html"] == paid
    assert '"https://example.com/agua" rel="sponsored nofollow noopener"' in page


def test_the_links_of_news_do_not(client):
    story = make_article(body=LINK.format("noopener"))

    assert LINK.format("noopener") in read(client, story)


def test_what_was_paid_for_leads_by_nobodys_choice_but_an_editors(client, bought):
    news = make_article("Older news")

    page = client.get("/").content.decode()

    top = page.partition('class="lead"')[2].partition('class="beside"')
    assert news.headline in top[0]
    assert bought.headline not in top[0]


@pytest.mark.parametrize("path", ["/food/", "/"])
def test_what_was_paid_for_is_never_the_large_story_of_a_list(client, path):
    for number in range(6):  # so that the top of the front page is full
        make_article(f"News {number}")
    food = make_section("Food")
    old = timezone.now() - timedelta(days=2)
    make_article("Older recipe", section=food, published_at=old)
    make_article("Bought", section=food, kind="sponsored", sponsor="Agua Fina")

    page = client.get(path).content.decode()

    assert page.index("Older recipe") < page.index("Bought")


def test_what_was_paid_for_stands_under_no_story_by_itself(client, bought):
    story = make_article()

    assert bought.headline not in read(client, story)


def test_an_opinion_shows_who_holds_it(client):
    author = make_author("June Castellanos", bio="She writes about cities.")

    page = read(client, make_article(kind="opinion", authors=[author]))

    box = page.partition('class="author-box"')[2]
    assert "She writes about cities." in box
    assert author.get_absolute_url() in box


def test_an_author_who_says_nothing_of_herself_has_no_box(client, article):
    assert "author-box" not in read(client, article)
