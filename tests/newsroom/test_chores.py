from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_ox.models import OxTask

from newsroom import limits, mail
from newsroom.chores import tidy_up
from newsroom.models import Limit

pytestmark = pytest.mark.django_db


def test_it_deletes_what_is_over_and_keeps_what_is_not(drain):
    past = timezone.now() - timedelta(hours=2)
    limits.allow("old", times=1, seconds=60)
    Limit.objects.update(ends_at=past)
    limits.allow("new", times=1, seconds=60)
    Session.objects.create(session_key="old", session_data="", expire_date=past)
    mail.enqueue(subject="Your code", text="ABCD", html="", to="ana@example.com")
    drain()
    OxTask.objects.update(finished_at=past)

    tidy_up.call()

    assert Limit.objects.count() == 1
    assert not Session.objects.exists()
    assert not OxTask.objects.exists()


def test_it_is_on_the_schedule(settings):
    schedules = settings.TASKS["default"]["OPTIONS"]["SCHEDULES"]

    assert "newsroom.chores.tidy_up" in {one["task"] for one in schedules.values()}
