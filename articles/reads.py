"""What is read most? Counted by story and hour; nobody knows by whom."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.db.models import Sum
from django.tasks import task
from django.utils import timezone

from articles.models import Article, Reads

SHOWN = 5
LOOKED_AT = 40  # so that five are left when some are withdrawn or paid for
# Fewer would say what one reader did, and a new paper's list would be chance.
FEWEST = 5
DAY, WEEK = timedelta(hours=24), timedelta(days=7)
KEPT = timedelta(days=8)

# What asks for pages without reading them; an empty name is one of theirs.
MACHINES = re.compile(
    r"^$|bot|crawl|spider|slurp|preview|headless|lighthouse|scrap|fetch|monitor"
    r"|facebookexternalhit|embedly|whatsapp|telegram|curl|wget|python|java/|go-http",
    re.IGNORECASE,
)
COUNT = """
    INSERT INTO articles_reads AS r (article_id, hour, count)
    SELECT id, date_trunc('hour', now(), 'UTC'), 1 FROM articles_article
    WHERE slug = %s AND status = 'live' AND published_at <= now()
    ON CONFLICT (hour, article_id) DO UPDATE SET count = r.count + 1
"""


@dataclass(frozen=True)
class Ranking:
    """Stories in the order of a number, over a day and over a week."""

    day: list[Article] = field(default_factory=list)
    week: list[Article] = field(default_factory=list)


def count(slug: str) -> bool:
    """Count one more reading of the story; False when it is not public."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [slug])
        return bool(cursor.rowcount)


def most_read() -> Ranking:
    """What was read most in the last 24 hours and in the last 7 days."""
    return in_order(day=_ranked(DAY), week=_ranked(WEEK))


def in_order(*, day: list[int], week: list[int]) -> Ranking:
    """The public ones of the stories with these ids, in their order, in one query.

    An ad has no place in a ranking.
    """
    public = Article.objects.published().exclude(kind=Article.Kind.SPONSORED)
    stories = public.for_card().in_bulk({*day, *week})

    def first(found: list[int]) -> list[Article]:
        return [stories[pk] for pk in found if pk in stories][:SHOWN]

    return Ranking(day=first(day), week=first(week))


def _ranked(time: timedelta) -> list[int]:
    """The ids of the stories read most lately; of equals the newer comes first."""
    lately = Reads.objects.filter(hour__gt=timezone.now() - time)
    counted = lately.values("article").annotate(times=Sum("count"))
    ranked = counted.filter(times__gte=FEWEST).order_by("-times", "-article")
    return list(ranked.values_list("article", flat=True)[:LOOKED_AT])


@task
def forget_old_reads() -> str:
    """Delete the counts that no list looks at any more."""
    gone, _each = Reads.objects.filter(hour__lt=timezone.now() - KEPT).delete()
    return f"{gone} counts of reads deleted"
