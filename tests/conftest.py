"""The cast: one person for each way of reading the paper, and a story to read."""

import shutil
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_ox.models import OxTask
from django_ox.testing import run_tasks

from newsroom.database import server
from tests import factories


def pytest_configure(config):
    """Remember whether the tests' PostgreSQL ran before us."""
    home = settings.EMBEDDED_POSTGRES
    config.found_running = home is None or server.is_running(home)


def pytest_unconfigure(config):
    """Leave nothing behind: neither the server that we booted nor our pictures."""
    if hasattr(config, "workerinput"):
        return  # one of several processes; the first of them tidies up
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    if not config.found_running:
        server.stop(settings.EMBEDDED_POSTGRES)


@pytest.fixture(autouse=True)
def _fresh_cache(request):
    """Counters of one test never reach the next."""
    databases = {"db", "transactional_db"}.intersection(request.fixturenames)
    for name in databases:
        request.getfixturevalue(name)  # first, so that it is there until the end
    yield
    if databases:
        from django.core.cache import cache

        cache.clear()


@pytest.fixture
def sign_in():
    """Give it a person, get a browser that is signed in as her."""

    def browser(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browser


@pytest.fixture
def drain():
    """Run everything that waits in the queue, as the worker would."""
    return run_tasks


@pytest.fixture
def a_minute_later(drain):
    """Run also what waits until nobody has undone a decision for a minute."""

    def run():
        OxTask.objects.update(run_after=None)
        return drain()

    return run


@pytest.fixture
def article(db):
    """A published story with a picture, two authors, a topic and a source."""
    return factories.make_article(
        "Reservoirs fill after a dry spring",
        kicker="Water",
        dateline="HERMOSILLO, Sonora",
        picture=factories.make_picture(),
        authors=[factories.make_author(), factories.make_author("Tomás Arrieta")],
        topics=[factories.make_topic()],
        sources=["El Faro de Sonora"],
    )


@pytest.fixture
def reader(db):
    """Signed up, never paid."""
    return factories.make_person("reader")


@pytest.fixture
def subscriber(db):
    """Pays, and may read and write comments."""
    return factories.make_subscriber("subscriber")


@pytest.fixture
def lapsed(db):
    """Paid once; it ended yesterday."""
    person = factories.make_person("lapsed")
    yesterday = timezone.now() - timedelta(days=1)
    factories.subscribe(person, status="canceled", access_until=yesterday)
    return person


@pytest.fixture
def in_grace(db):
    """Her card failed; she is still let in, and asked to pay."""
    person = factories.make_person("in-grace")
    soon = timezone.now() + timedelta(days=3)
    factories.subscribe(person, status="past_due", access_until=soon)
    return person


@pytest.fixture
def past_due(db):
    """Her card failed and the grace is over."""
    person = factories.make_person("past-due")
    yesterday = timezone.now() - timedelta(days=1)
    factories.subscribe(person, status="past_due", access_until=yesterday)
    return person


@pytest.fixture
def moderator(db):
    """Keeps the conversation good; does not pay."""
    return factories.make_person("moderator", group="Moderators")


@pytest.fixture
def editor(db):
    """Writes and publishes stories; does not pay."""
    return factories.make_person("editor", group="Editors")


@pytest.fixture
def publisher(db):
    """Sees who pays; does not pay."""
    return factories.make_person("publisher", group="Publishers")
