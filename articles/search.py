"""Which stories hold the words a reader typed?"""

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, CharField, F, Func, QuerySet, Value, When


class Fold(Func):
    """Lower case without accents: México and mexico are one word.

    ``fold()`` is our own SQL function: the embedded server has no ``unaccent``, and an
    immutable function may stand in a generated column.
    """

    function = "fold"
    output_field = CharField()


class Words(Func):
    """The text of a body, without its tags."""

    template = "regexp_replace(%(expressions)s, '<[^>]+>', ' ', 'g')"
    output_field = CharField()


def document() -> Case:
    """What the index holds of a story, in the configuration of its language."""
    return Case(
        When(language="es", then=_vector("spanish")), default=_vector("english")
    )


def _vector(config: str):
    return (
        SearchVector(Fold("headline"), weight="A", config=config)
        + SearchVector(Fold("deck"), weight="B", config=config)
        + SearchVector(Fold(Words("body")), weight="C", config=config)
    )


def matching[Stories: QuerySet](articles: Stories, words: str) -> Stories:
    """The stories that hold the words, in either language, best match first."""
    query = _query(words, "english") | _query(words, "spanish")
    return articles.filter(search_document=query).order_by(
        SearchRank(F("search_document"), query).desc(), "-published_at", "-pk"
    )


def _query(words: str, config: str) -> SearchQuery:
    return SearchQuery(Fold(Value(words)), config=config, search_type="websearch")
