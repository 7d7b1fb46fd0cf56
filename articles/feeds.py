"""What do feed readers get? The latest stories in full; never a word of a comment."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed

from articles.body import printable
from articles.models import Article, Section
from newsroom.audience import public_page

STORIES = 30


class FullTextFeed(Rss201rev2Feed):
    """RSS 2.0 with the whole story and its authors' names."""

    def rss_attributes(self) -> dict:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["body"])


class LatestFeed(Feed):
    """The paper's latest stories."""

    feed_type = FullTextFeed
    description = settings.SITE_TAGLINE
    language = "en"

    def title(self, obj) -> str:
        return settings.SITE_NAME

    def link(self, obj) -> str:
        return reverse("articles:front_page")

    def items(self, obj):
        return self.stories()[:STORIES]

    def stories(self):
        """The stories the feed takes its items from, newest first."""
        return Article.objects.published().newest_first().for_page()

    def item_title(self, item) -> str:
        return printable(item.headline)

    def item_description(self, item) -> str:
        return printable(item.summary)

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.updated_at or item.published_at

    def item_guid(self, item) -> str:
        return f"newsroom-story-{item.pk}"

    item_guid_is_permalink = False

    def item_categories(self, item) -> list[str]:
        names = [item.section.name, *(topic.name for topic in item.topics.all())]
        return [printable(name) for name in names]

    def item_extra_kwargs(self, item) -> dict:
        return {
            "authors": [printable(one.author.name) for one in item.bylines.all()],
            "body": item.body,
        }


class SectionFeed(LatestFeed):
    """One section's latest stories."""

    def get_object(self, request, section):
        return get_object_or_404(Section, slug=section)

    def title(self, obj) -> str:
        return f"{settings.SITE_NAME}: {obj.name}"

    def link(self, obj) -> str:
        return obj.get_absolute_url()

    def items(self, obj):
        return self.stories().in_section(obj)[:STORIES]


latest = public_page()(LatestFeed())
section = public_page()(SectionFeed())
