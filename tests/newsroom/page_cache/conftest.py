"""A small site behind a page cache, a clock to turn and readers to send."""

from concurrent.futures import ThreadPoolExecutor
from threading import Condition, Event
from typing import NamedTuple
from wsgiref.util import setup_testing_defaults

import pytest

from newsroom.page_cache import PageCache

PATIENCE = 10  # seconds until a thread that should have come is given up
PUBLIC = "public, max-age=0, s-maxage=15, stale-while-revalidate=15, "
PUBLIC += "stale-if-error=86400"
PRIVATE = "private, no-store"
OLD, NEW = b"the old story", b"the new story"
STORY = b"<p>The river rose in the night. " * 100


class Reply(NamedTuple):
    """What a reader receives."""

    code: int
    headers: dict
    body: bytes


class Clock:
    """A clock that stands still, and knows how often it was read."""

    def __init__(self):
        self.now = 1000.0
        self.reads = 0
        self._read = Condition()
        self.before_next_read = None

    def __call__(self):
        meanwhile, self.before_next_read = self.before_next_read, None
        if meanwhile:
            meanwhile()
        with self._read:
            self.reads += 1
            self._read.notify_all()
            return self.now

    def wait_for(self, reads):
        with self._read:
            in_time = self._read.wait_for(lambda: self.reads >= reads, PATIENCE)
        assert in_time, f"The clock was read {self.reads} times, not {reads}."


class Site:
    """An application whose next answer the test writes."""

    def __init__(self):
        self.status = "200 OK"
        self.cache_control = PUBLIC
        self.content_type = "text/html; charset=utf-8"
        self.more_headers = []
        self.body = STORY
        self.chunks = None
        self.greets_the_reader = False
        self.error = None
        self.requests = []
        self.closed = 0
        self.before_answering = lambda environ: None

    def __call__(self, environ, start_response):
        self.requests.append(environ)
        if self.greets_the_reader:
            self.body = environ["HTTP_COOKIE"].encode()
        answer = Body(self, self.chunks or [self.body])
        headers = [
            ("Content-Type", self.content_type),
            ("Cache-Control", self.cache_control),
            ("Content-Length", str(len(self.body))),
            *self.more_headers,
        ]
        status, error = self.status, self.error
        self.before_answering(environ)
        if error:
            raise error
        start_response(status, headers)
        return answer

    @property
    def drawn(self):
        return len(self.requests)

    def withdraw(self):
        self.status, self.cache_control = "410 Gone", PRIVATE

    def lose_the_database(self):
        self.status, self.cache_control = "503 Service Unavailable", PRIVATE


class Body:
    """An answer's body that tells the site when it is closed."""

    def __init__(self, site, chunks):
        self._site, self._chunks = site, chunks

    def __iter__(self):
        return iter(self._chunks)

    def close(self):
        self._site.closed += 1


class Gate:
    """Holds a drawing until the test lets it go on."""

    def __init__(self, site):
        self._come, self._open = Event(), Event()
        site.before_answering = self._hold

    def _hold(self, environ):
        self._come.set()
        assert self._open.wait(PATIENCE)

    def wait_for_a_drawing(self):
        assert self._come.wait(PATIENCE)

    def open(self):
        self._open.set()


def ask(application, path="/", query="", method="GET", **environ):
    """Send a request through an application and take the whole answer."""
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "paper.example",
        "HTTP_ACCEPT_ENCODING": "identity",
        **environ,
    }
    setup_testing_defaults(environ)
    said = []
    chunks = application(environ, lambda *reply: said.append(reply))
    try:
        body = b"".join(chunks)
    finally:
        getattr(chunks, "close", lambda: None)()
    status, headers, *_ = said[-1]
    return Reply(int(status[:3]), dict(headers), body)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def cache(site, clock):
    return PageCache(
        site, query_keys=lambda path: frozenset({"q", "page"}), clock=clock
    )


@pytest.fixture
def reader():
    """Ask any application for a page."""
    return ask


@pytest.fixture
def get(cache):
    """Ask the cache for a page, as one reader."""
    return lambda *args, **environ: ask(cache, *args, **environ)


@pytest.fixture
def gate(site):
    gate = Gate(site)
    yield gate
    gate.open()


@pytest.fixture
def send(get):
    """Send a reader in a thread of her own; the future holds what she receives."""
    with ThreadPoolExecutor(8) as threads:
        yield lambda *args, **environ: threads.submit(get, *args, **environ)


@pytest.fixture
def kept(get, site):
    """A page drawn at 1000 seconds, and changed since."""
    site.body = OLD
    get("/")
    site.body = NEW
    return site


@pytest.fixture
def wait_at(clock, gate, send):
    """Send the first reader to draw, then others; return all their replies to come.

    Each further reader reads the clock under the lock where she learns that a drawing
    has begun, so that no drawing ends before all of them are decided.
    """

    def readers(others, *, reads, path="/", **environ):
        first = send(path, **environ)
        gate.wait_for_a_drawing()
        before = clock.reads
        waiting = [send(path, **environ) for _ in range(others)]
        clock.wait_for(before + others * reads)
        return [first, *waiting]

    return readers
