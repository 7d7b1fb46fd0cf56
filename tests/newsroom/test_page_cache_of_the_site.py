import io

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from newsroom.audience import public_query_keys
from newsroom.page_cache import PageCache
from tests.factories import make_comment, make_subscriber

pytestmark = pytest.mark.django_db


class Edge:
    """The site as its visitors reach it: Django behind the page cache, and a clock."""

    def __init__(self) -> None:
        self.now = 0.0
        self.site = PageCache(
            WSGIHandler(), query_keys=public_query_keys, clock=lambda: self.now
        )

    def get(self, path: str, cookie: str = "", known: str = "") -> tuple[str, str]:
        """Status and body of what a visitor gets who knows a copy by its tag."""
        told = {}

        def start_response(status, headers, exc_info=None):
            told["status"], self.etag = status, dict(headers).get("ETag", "")

        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "HTTP_HOST": "testserver",
            "HTTP_COOKIE": cookie,
            "HTTP_IF_NONE_MATCH": known,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
        }
        body = b"".join(self.site(environ, start_response))
        return told["status"], body.decode()


@pytest.fixture
def edge(db):
    # The test's own transaction lives on this connection, as in Django's test client.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield Edge()
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.parametrize("path", ["/feeds/latest.xml", "/feeds/latest.json"])
def test_a_feed_that_has_not_changed_is_not_sent_again(edge, article, path):
    edge.get(path)
    tag = edge.etag

    same = edge.get(path, known=tag)
    article.headline = "Changed"
    article.save()
    edge.now += 60
    changed, body = edge.get(path, known=tag)

    assert same == ("304 Not Modified", "")
    assert changed == "200 OK"
    assert "Changed" in body


def test_an_edit_shows_to_the_first_visitor_after_a_quiet_minute(edge, article):
    address = article.get_absolute_url()
    edge.get(address)
    article.headline = "The edited headline"
    article.save()

    at_once = edge.get(address)[1]
    edge.now += 60
    after_a_minute = edge.get(address)[1]

    assert "The edited headline" not in at_once
    assert "The edited headline" in after_a_minute


def test_a_withdrawn_story_is_gone_after_thirty_seconds_at_most(edge, article):
    address = article.get_absolute_url()
    edge.get(address)
    article.withdraw()

    edge.now += 31
    status, page = edge.get(address)

    assert status.startswith("410")
    assert article.body not in page


def test_a_thread_is_never_kept(edge, article, sign_in):
    person = make_subscriber()
    make_comment(article, body="For subscribers only")
    session = sign_in(person).cookies["sessionid"].value
    address = f"{article.get_absolute_url()}comments/"

    hers = edge.get(address, cookie=f"sessionid={session}")
    strangers = edge.get(address)

    assert "For subscribers only" in hers[1]
    assert "For subscribers only" not in strangers[1]
    assert strangers[0].startswith("403")


def test_a_signed_in_reader_warms_no_page_of_her_own(edge, article, sign_in):
    session = sign_in(make_subscriber()).cookies["sessionid"].value

    hers = edge.get("/", cookie=f"sessionid={session}; newsroom_reader=1")
    strangers = edge.get("/?utm_source=mail")

    assert hers == strangers
