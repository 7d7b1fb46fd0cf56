"""What do feed readers get? The latest stories in full; never a word of a comment."""

import json

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _

from articles import body
from articles.body import printable
from articles.finding import SectionMoved, find_section
from articles.models import Article, Author, Topic
from newsroom.audience import public_page

STORIES = 30


class RssFeed(Rss201rev2Feed):
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


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1; source: https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding) -> None:
        data = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "description": self.feed["description"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "items": [_json_item(item) for item in self.items],
        }
        outfile.write(json.dumps(data, ensure_ascii=False))


def _json_item(item: dict) -> dict:
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["description"],
        "content_html": item["body"],
        "date_published": timezone.localtime(item["pubdate"]).isoformat(),
        "date_modified": timezone.localtime(item["updateddate"]).isoformat(),
        "authors": [{"name": name} for name in item["authors"]],
        "tags": item["categories"],
        "language": item["language"],
    }


class LatestFeed(Feed):
    """The paper's latest stories."""

    feed_type: type[SyndicationFeed] = RssFeed
    description = settings.SITE_TAGLINE
    language = "en"

    def title(self, obj) -> str:
        return f"{settings.SITE_NAME}: {obj.name}" if obj else settings.SITE_NAME

    def link(self, obj) -> str:
        return obj.get_absolute_url() if obj else reverse("articles:front_page")

    def items(self, obj):
        return self.stories(obj).newest_first().for_page()[:STORIES]

    def stories(self, obj):
        """The stories the feed takes its items from."""
        return Article.objects.published()

    def item_title(self, item) -> str:
        return printable(item.headline)

    def item_description(self, item) -> str:
        return printable(item.summary)

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.changed_at or item.published_at

    def item_guid(self, item) -> str:
        return f"newsroom-story-{item.pk}"

    item_guid_is_permalink = False

    def item_categories(self, item) -> list[str]:
        """Section and topics; opinion and what is paid for say so first."""
        names = [item.section.name, *(topic.name for topic in item.topics.all())]
        if item.is_sponsored:
            names.insert(0, _("Sponsored by %(sponsor)s") % {"sponsor": item.sponsor})
        elif item.is_opinion:
            names.insert(0, item.get_kind_display())
        return [printable(name) for name in dict.fromkeys(names)]

    def item_extra_kwargs(self, item) -> dict:
        return {
            "authors": [printable(one.author.name) for one in item.bylines.all()],
            "body": body.paid(item.body) if item.is_sponsored else item.body,
            "language": item.language,
        }


class SectionFeed(LatestFeed):
    """One section's latest stories."""

    def get_object(self, request, section):
        return section

    def stories(self, obj):
        return super().stories(obj).in_section(obj)


class TopicFeed(LatestFeed):
    """The latest stories about one topic."""

    def get_object(self, request, slug):
        return get_object_or_404(Topic, slug=slug)

    def stories(self, obj):
        return super().stories(obj).about(obj)


class AuthorFeed(LatestFeed):
    """One author's latest stories."""

    def get_object(self, request, slug):
        return get_object_or_404(Author, slug=slug)

    def stories(self, obj):
        return super().stories(obj).by(obj)


def _json(feed: type[LatestFeed]) -> LatestFeed:
    """The same feed for readers of JSON."""
    made = feed()
    made.feed_type = JsonFeed
    return made


def _of_section(feed: SectionFeed | LatestFeed, name: str):
    """The section's feed; one that moved sends its readers on."""

    def view(request, section):
        try:
            found = find_section(section)
        except SectionMoved as moved:
            return redirect(f"articles:{name}", moved.section.slug, permanent=True)
        return feed(request, section=found)

    return view


latest = public_page()(LatestFeed())
latest_json = public_page()(_json(LatestFeed))
section = public_page()(_of_section(SectionFeed(), "section_feed"))
section_json = public_page()(_of_section(_json(SectionFeed), "section_feed_json"))
topic = public_page()(TopicFeed())
topic_json = public_page()(_json(TopicFeed))
author = public_page()(AuthorFeed())
author_json = public_page()(_json(AuthorFeed))
