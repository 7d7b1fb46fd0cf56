"""Which stories are talked about most? Answered by numbers, behind a closed wall."""

from datetime import timedelta

from django.db.models import Sum
from django.tasks import task
from django.utils import timezone

from articles.reads import DAY, KEPT, LOOKED_AT, WEEK, Ranking, in_order
from comments.models import HourOfTalk

FEWEST = 2  # one comment is no discussion


def most_discussed() -> Ranking:
    """What most was said about in the last 24 hours and in the last 7 days."""
    return in_order(day=_ranked(DAY), week=_ranked(WEEK))


def _ranked(time: timedelta) -> list[int]:
    """The ids of the stories with most comments lately; of equals the newer first."""
    lately = HourOfTalk.objects.filter(hour__gt=timezone.now() - time)
    counted = lately.values("article").annotate(times=Sum("visible"))
    ranked = counted.filter(times__gte=FEWEST).order_by("-times", "-article")
    return list(ranked.values_list("article", flat=True)[:LOOKED_AT])


@task
def forget_old_hours() -> str:
    """Delete the hours that no list looks at any more."""
    old = HourOfTalk.objects.filter(hour__lt=timezone.now() - KEPT)
    gone, _each = old.delete()
    return f"{gone} hours of talk deleted"
