import re

import pytest

from tests.articles.test_article_page import read
from tests.factories import make_article, pick

pytestmark = pytest.mark.django_db

ALTERNATE = re.compile(
    r'rel="alternate" hreflang="([\w-]+)" href="http://testserver([^"]+)"'
)


@pytest.fixture
def pair(db):
    """A story and its Spanish translation."""
    first = make_article("At night")
    return first, make_article("De noche", language="es", translation_of=first)


def test_each_leads_to_the_other_in_the_language_it_leads_to(client, pair):
    english, spanish = pair

    pages = [read(client, story) for story in pair]

    assert (
        f'<a href="{spanish.get_absolute_url()}" hreflang="es" lang="es">' in pages[0]
    )
    assert "Leer en español" in pages[0]
    assert (
        f'<a href="{english.get_absolute_url()}" hreflang="en" lang="en">' in pages[1]
    )
    assert "Read in English" in pages[1]


def test_search_engines_find_the_same_pair_on_both(client, pair):
    english, spanish = (story.get_absolute_url() for story in pair)

    found = [dict(ALTERNATE.findall(read(client, story))) for story in pair]

    assert found == [{"en": english, "es": spanish, "x-default": english}] * 2


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
@pytest.mark.parametrize("hidden", [0, 1], ids=["the first", "the translation"])
def test_nothing_leads_to_one_that_is_not_public(client, pair, hidden, status):
    gone, there = pair[hidden], pair[1 - hidden]
    gone.status = status
    gone.save()

    page = read(client, there)

    assert gone.get_absolute_url() not in page
    assert "hreflang" not in page


def test_a_story_alone_says_nothing_of_other_languages(client, article):
    assert "hreflang" not in read(client, article)


@pytest.mark.parametrize(("number", "language"), [(0, "en"), (1, "es")])
def test_the_page_is_in_the_storys_language_and_the_papers_frame_in_its_own(
    client, pair, number, language
):
    page = read(client, pair[number])

    assert f'<html lang="{language}">' in page
    assert '<header class="masthead" lang="en">' in page


def test_a_story_in_another_language_says_so_on_its_card(client, pair):
    english, spanish = pair
    pick(english, spanish)

    page = read(client, english)

    assert '<article class="card" lang="es">' in page
