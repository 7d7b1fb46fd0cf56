"""How much waits for the worker."""

from datetime import timedelta

from django.utils import timezone
from django_ox.models import OxTask

from newsroom import queue
from newsroom.chores import tidy_up


def test_an_empty_queue_says_so(db):
    assert queue.waiting() == (0, None)


def test_what_could_run_now_waits_and_the_rest_does_not(db):
    for _ in range(4):
        tidy_up.enqueue()
    first, later, running, done = OxTask.objects.order_by("enqueued_at")
    an_hour = timezone.now() + timedelta(hours=1)
    OxTask.objects.filter(pk=later.pk).update(run_after=an_hour)
    OxTask.objects.filter(pk=running.pk).update(status=OxTask.Status.RUNNING)
    OxTask.objects.filter(pk=done.pk).update(status=OxTask.Status.SUCCESSFUL)

    assert queue.waiting() == (1, first.enqueued_at)
