"""Is the guard awake? Seeded leaks must turn it red, and the second lock must hold."""

from contextlib import nullcontext

import pytest

from articles import structured_data
from articles.admin import ArticleAdmin
from articles.feeds import LatestFeed
from comments.models import Comment
from comments.wall import open_wall
from tests import crawl

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return crawl.build_world()


def said_under(article, lock) -> str:
    """What a careless page would take from the thread of a story."""
    with lock():
        return " ".join(
            Comment.objects.filter(article=article).values_list("body", flat=True)
        )


def leak_by_feed(monkeypatch, lock):
    def item_description(self, item):
        return said_under(item, lock)

    monkeypatch.setattr(LatestFeed, "item_description", item_description)


def leak_by_structured_data(monkeypatch, lock):
    honest = structured_data.news_article

    def news_article(article, absolute):
        return honest(article, absolute) + f'"comment": "{said_under(article, lock)}"'

    monkeypatch.setattr(structured_data, "news_article", news_article)


def leak_by_admin_search(monkeypatch, lock):
    def show_status(self, article):
        return said_under(article, lock)

    monkeypatch.setattr(ArticleAdmin, "show_status", show_status)


LEAKS = [
    (leak_by_feed, "anonymous", "articles:feed"),
    (leak_by_structured_data, "free", "articles:article"),
    (leak_by_admin_search, "editor", "admin:articles_article_changelist"),
]


@pytest.mark.parametrize(("leak", "reader", "address"), LEAKS)
def test_a_leak_turns_the_guard_red(world, monkeypatch, leak, reader, address):
    world.values["slug"].pop()

    before = crawl.examine(world, reader, address)
    leak(monkeypatch, open_wall)
    after = crawl.examine(world, reader, address)

    assert before.leaks == []
    assert after.leaks


@pytest.mark.parametrize(("leak", "reader", "address"), LEAKS)
def test_without_the_policy_the_second_lock_holds(
    world, monkeypatch, leak, reader, address
):
    leak(monkeypatch, nullcontext)

    result = crawl.examine(world, reader, address)

    assert result.leaks == []
    assert result.faults == []


@pytest.mark.parametrize("disguise", range(5))
def test_a_word_is_known_in_every_disguise(world, disguise):
    word = next(iter(world.canaries))
    text = f"<p>{crawl.forms(word)[disguise]}</p>"
    answer = crawl.Answer("anonymous", "get", "/", 200, "", text)

    assert answer.words(world.canaries) == {word}
