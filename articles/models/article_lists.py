"""Which stories? Every question about many of them."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from articles import previews, search
from articles.models.authors import Byline

if TYPE_CHECKING:
    from articles.models.articles import Article


def paid_last(stories: Iterable["Article"]) -> list["Article"]:
    """The stories in their order; what was paid for never takes the first place."""
    return sorted(stories, key=lambda story: story.is_sponsored)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about many stories."""

    def published(self) -> "ArticleQuerySet":
        """Articles anyone may read now: live and past their publication time."""
        live = self.model.Status.LIVE
        return self.filter(status=live, published_at__lte=timezone.now())

    def editorial(self) -> "ArticleQuerySet":
        """Stories that nobody paid for: all that may stand somewhere by themselves."""
        return self.exclude(kind=self.model.Kind.SPONSORED)

    def newest_first(self) -> "ArticleQuerySet":
        """Latest publication first; the id settles equal times."""
        return self.order_by("-published_at", "-pk")

    def for_card(self) -> "ArticleQuerySet":
        """What a story card shows, in one query; a card that asks for more raises."""
        return (
            self.select_related("section", "picture", "discussion")
            .defer("body", "search_document")
            .fetch_mode(models.FETCH_RAISE)
        )

    def for_page(self) -> "ArticleQuerySet":
        """Everything a story's own page shows, in a fixed number of queries."""
        return (
            self.select_related("section", "picture", "discussion")
            .defer("search_document")
            .prefetch_related(
                models.Prefetch("bylines", Byline.objects.select_related("author")),
                "corrections",
                "sources",
                "topics",
            )
        )

    def in_section(self, section) -> "ArticleQuerySet":
        """Stories of one section."""
        return self.filter(section=section)

    def about(self, topic) -> "ArticleQuerySet":
        """Stories that carry the topic."""
        return self.filter(topics=topic)

    def by(self, author) -> "ArticleQuerySet":
        """Stories with the author in their byline."""
        return self.filter(bylines__author=author)

    def previewed(self, token: str) -> "Article | None":
        """The story a preview's signed address names; None when it is stale."""
        return self.filter(pk=previews.story_of(token)).first()

    def since(self, moment) -> "ArticleQuerySet":
        """Stories published at the moment or later."""
        return self.filter(published_at__gte=moment)

    def matching(self, words: str) -> "ArticleQuerySet":
        """Stories that hold the words, best match first."""
        return search.matching(self, words)

    def of_day(self, day) -> "ArticleQuerySet":
        """Stories published on a date of the paper's time zone."""
        return self._between(day, day + timedelta(days=1))

    def of_month(self, month) -> "ArticleQuerySet":
        """Stories published in the month that begins with this date."""
        return self._between(month, (month + timedelta(days=31)).replace(day=1))

    def months(self) -> list[dict]:
        """The months with stories, latest first: what a sitemap's part is called, and
        when one of its stories last changed."""
        changed = Max(Coalesce("updated_at", "published_at"))
        months = (
            self.order_by()
            .annotate(month=TruncMonth("published_at"))
            .values("month")
            .annotate(changed=changed)
            .order_by("-month")
        )
        return [
            {"part": f"stories-{one['month']:%Y-%m}", "changed": one["changed"]}
            for one in months
        ]

    def _between(self, first, end) -> "ArticleQuerySet":
        zone = timezone.get_default_timezone()
        moments = [datetime.combine(day, time.min, zone) for day in (first, end)]
        return self.filter(published_at__gte=moments[0], published_at__lt=moments[1])

    def translating(self, story: "Article") -> "ArticleQuerySet":
        """The stories that say the same in other languages."""
        original = story.translation_of_id or story.pk
        same = Q(pk=original) | Q(translation_of=original)
        return self.filter(same).exclude(language=story.language).order_by("language")
