"""On which days, before and after this one, were stories published?"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from articles.models import Article


class Neighbours(NamedTuple):
    """The nearest days with stories, if there are any."""

    before: date | None
    after: date | None


def neighbours_of(day: date) -> Neighbours:
    """The days with stories on either side of a day of the paper's time zone."""
    stories = Article.objects.published().only("published_at")
    midnight = datetime.combine(day, time.min, timezone.get_default_timezone())
    earlier = stories.filter(published_at__lt=midnight).newest_first().first()
    after = stories.filter(published_at__gte=midnight + timedelta(days=1))
    later = after.newest_first().last()
    return Neighbours(_day_of(earlier), _day_of(later))


def _day_of(story: Article | None) -> date | None:
    if story is None or story.published_at is None:
        return None
    return timezone.localdate(story.published_at, timezone.get_default_timezone())
