"""What do search engines find? Stories by their month, and every list."""

import datetime
import re

from django.contrib.sitemaps import Sitemap, views as sitemap_views
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from articles.models import Article, Author, Page, Section, Topic
from newsroom.audience import public_page

NEWS_IS_NEW_FOR = datetime.timedelta(days=2)  # Google's rule for news sitemaps
MOST_NEWS = 1000
MOST_ADDRESSES = 50_000  # the most that one file may hold
MONTH = re.compile(r"stories-([12]\d{3})-(\d\d)")


class MonthSitemap(Sitemap):
    """The published stories of a month: an old file changes only with its stories."""

    limit = MOST_ADDRESSES

    def __init__(self, month: datetime.date) -> None:
        self.month = month

    def items(self):
        return Article.objects.published().of_month(self.month).for_card()

    def lastmod(self, item):
        return item.updated_at or item.published_at


class ListSitemap(Sitemap):
    """The paper's lists and its pages about itself."""

    limit = MOST_ADDRESSES

    def items(self):
        models = (Section, Topic, Author, Page)
        return [row for model in models for row in model.objects.all()]


@public_page(seconds=300)
def index(request):
    """The list of the sitemaps."""
    context = {"months": Article.objects.published().months()}
    return _xml(request, "articles/sitemap_index.xml", context)


@public_page(seconds=300)
def part(request, part):
    """One sitemap: a month's stories, or the lists."""
    sitemap = ListSitemap() if part == "lists" else MonthSitemap(_month(part))
    return sitemap_views.sitemap(request, {part: sitemap}, section=part)


def _month(part: str) -> datetime.date:
    """The first of the month that the part is named by; ``Http404`` for none."""
    if not (named := MONTH.fullmatch(part)):
        raise Http404
    try:
        return datetime.date(int(named[1]), int(named[2]), 1)
    except ValueError as error:
        raise Http404 from error


@public_page(seconds=60)
def news(request):
    """Stories of the last two days, as news search engines want them."""
    since = timezone.now() - NEWS_IS_NEW_FOR
    stories = Article.objects.published().editorial().since(since)
    context = {"stories": stories.newest_first().for_card()[:MOST_NEWS]}
    return _xml(request, "articles/news_sitemap.xml", context)


def _xml(request, template: str, context: dict):
    return render(request, template, context, content_type="application/xml")
