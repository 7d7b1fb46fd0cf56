"""The paper's things: sections, topics, authors, pictures, stories."""

from articles.models.articles import Article
from articles.models.authors import Author, Byline
from articles.models.links import RelatedPick, Source
from articles.models.pages import Page
from articles.models.pictures import Picture
from articles.models.sections import Section, Topic

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Page",
    "Picture",
    "RelatedPick",
    "Section",
    "Source",
    "Topic",
]
