"""Addresses of the paper's public pages. Sections come last: any word may be one."""

from django.conf import settings
from django.urls import path, register_converter

from articles import crawlers, feeds, read_views, sitemaps, views
from articles.models import Page

app_name = "articles"


class Digits:
    """A number of exactly so many digits."""

    regex = r"\d{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{int(value):02d}"


class FourDigits(Digits):
    regex = r"\d{4}"

    def to_url(self, value: int) -> str:
        return f"{int(value):04d}"


class StandingPage:
    """The address of a page about the paper."""

    regex = "|".join(Page.Address.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Digits, "dd")
register_converter(StandingPage, "page")
register_converter(FourDigits, "yyyy")

urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("search/", views.search, name="search"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("<yyyy:year>/<dd:month>/<dd:day>/", views.day, name="day"),
    path("corrections/", views.corrections, name="corrections"),
    path("<page:slug>/", views.page, name="page"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("read/<slug:slug>/", read_views.read, name="read"),
    path("feeds/latest.xml", feeds.latest, name="feed"),
    path("feeds/latest.json", feeds.latest_json, name="feed_json"),
    path("feeds/topics/<slug:slug>.xml", feeds.topic, name="topic_feed"),
    path("feeds/topics/<slug:slug>.json", feeds.topic_json, name="topic_feed_json"),
    path("feeds/authors/<slug:slug>.xml", feeds.author, name="author_feed"),
    path("feeds/authors/<slug:slug>.json", feeds.author_json, name="author_feed_json"),
    path("feeds/<slug:section>.xml", feeds.section, name="section_feed"),
    path("feeds/<slug:section>.json", feeds.section_json, name="section_feed_json"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:part>.xml", sitemaps.part, name="sitemap_part"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("robots.txt", crawlers.robots, name="robots"),
    path(".well-known/security.txt", crawlers.security, name="security"),
    *(
        [path("media/<path:path>", views.media, name="media")]
        if settings.SERVE_MEDIA
        else []
    ),
    path("<slug:section>/", views.section, name="section"),
    path("<slug:section>/<slug:slug>/", views.article, name="article"),
]
