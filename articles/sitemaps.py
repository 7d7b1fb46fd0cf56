"""What do search engines and other machines find? Stories and lists, no comments."""

import datetime

from django.contrib.sitemaps import Sitemap, views as sitemap_views
from django.shortcuts import render
from django.utils import timezone

from articles.models import Article, Section
from newsroom.audience import public_page

NEWS_IS_NEW_FOR = datetime.timedelta(days=2)  # Google's rule for news sitemaps
MOST_NEWS = 1000


class StorySitemap(Sitemap):
    """Every published story."""

    limit = 1000

    def items(self):
        return Article.objects.published().order_by("pk").for_card()

    def lastmod(self, item):
        return item.updated_at or item.published_at


class SectionSitemap(Sitemap):
    """Every section's page."""

    def items(self):
        return Section.objects.all()


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "stories": StorySitemap,
    "sections": SectionSitemap,
}


@public_page(seconds=300)
def index(request):
    """The list of the sitemaps."""
    return sitemap_views.index(
        request, SITEMAPS, sitemap_url_name="articles:sitemap_part"
    )


@public_page(seconds=300)
def part(request, section):
    """One sitemap; ``page`` picks one of its files."""
    return sitemap_views.sitemap(request, SITEMAPS, section=section)


@public_page(seconds=60)
def news(request):
    """Stories of the last two days, as news search engines want them."""
    since = timezone.now() - NEWS_IS_NEW_FOR
    stories = Article.objects.published().since(since).newest_first().for_card()
    context = {"stories": stories[:MOST_NEWS]}
    return render(
        request, "articles/news_sitemap.xml", context, content_type="application/xml"
    )


@public_page(seconds=300)
def robots(request):
    """What crawlers are asked to leave alone."""
    return render(request, "articles/robots.txt", content_type="text/plain")
