"""The paper's things: sections, topics, authors, pictures, stories."""

from articles.models.articles import Article
from articles.models.authors import Author, Byline
from articles.models.corrections import Correction
from articles.models.crawlers import CrawlerRules
from articles.models.fronts import Banner, Front, Reads, Slot
from articles.models.links import RelatedPick, Source
from articles.models.old_addresses import OldAddress
from articles.models.pages import Page
from articles.models.pictures import Picture
from articles.models.sections import Section, Topic

__all__ = [
    "Article",
    "Author",
    "Banner",
    "Byline",
    "Correction",
    "CrawlerRules",
    "Front",
    "OldAddress",
    "Page",
    "Picture",
    "Reads",
    "RelatedPick",
    "Section",
    "Slot",
    "Source",
    "Topic",
]
