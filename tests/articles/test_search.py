import pytest

from articles.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["popocatépetl", "Popocatepetl", "POPOCATÉPETL ash"])
def test_accents_and_capitals_make_no_difference(client, typed):
    make_article("Popocatépetl throws ash over Puebla")

    page = client.get("/search/", {"q": typed}).content.decode()

    assert "Popocatépetl throws ash over Puebla" in page


def test_spanish_words_are_found_in_their_forms(client):
    make_article("Los guías vuelven al monte", language=Article.Language.SPANISH)

    page = client.get("/search/", {"q": "guia monte"}).content.decode()

    assert "Los guías vuelven al monte" in page


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "'", '"', "a" * 5000, "((&|!"])
def test_odd_words_find_nothing_and_break_nothing(client, typed):
    make_article()

    response = client.get("/search/", {"q": typed})

    assert response.status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1e9"])
def test_a_page_that_does_not_exist_is_a_404(client, page):
    make_article()

    response = client.get("/news/", {"page": page})

    assert response.status_code == 404
