"""How much waits for the worker?"""

from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone
from django_ox.models import OxTask


def waiting() -> tuple[int, datetime | None]:
    """How many tasks could run now but wait, and since when the first of them does."""
    now = timezone.now()
    may_run = Q(run_after__isnull=True) | Q(run_after__lte=now)
    ready = OxTask.objects.filter(may_run, status=OxTask.Status.READY)
    found = ready.aggregate(count=Count("pk"), since=Min("enqueued_at"))
    return found["count"], found["since"]
