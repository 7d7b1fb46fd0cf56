"""The outside check, asked over real HTTP; whatever it does, no comment is lost."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import connection

from comments import checks, outside, rules
from comments.models import Comment
from comments.wall import open_wall
from tests.factories import (
    make_article,
    make_comment,
    make_sanction,
    make_subscriber,
)

SILENT = (outside.SILENT,)


class Service(ThreadingHTTPServer):
    """Answers every question alike, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server_port}/check?strict=1"
        self.asked: list[dict] = []
        self.status, self.body, self.headers = 200, b'{"hold": false}', {}
        self.watch, self.seen = None, []
        self.may_answer = threading.Event()
        self.may_answer.set()


class Answer(BaseHTTPRequestHandler):
    """One question and its answer."""

    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        asked = {"path": self.path, "token": self.headers["Authorization"]}
        self.server.asked.append(asked | {"body": json.loads(body)})
        if self.server.watch:
            self.server.seen.append(self.server.watch())
        self.server.may_answer.wait(10)
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_arguments) -> None:
        """Say nothing."""


@pytest.fixture
def service():
    """A service on this machine that holds nothing."""
    service = Service()
    thread = threading.Thread(target=service.serve_forever, args=(0.01,))
    thread.start()
    yield service
    service.may_answer.set()
    service.shutdown()
    service.server_close()
    thread.join()


@pytest.fixture
def switched_on(service, settings):
    """The site asks the service."""
    settings.COMMENT_CHECK_URL = service.url
    settings.COMMENT_CHECK_TOKEN = "secret"
    return service


def transactions() -> int:
    """How many are open, but for this question's own connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND state LIKE 'idle in transaction%'"
        )
        (number,) = cursor.fetchone()
    connection.close()
    return number


def opinion(service, **limits):
    return outside.fetch_opinion("Some words", url=service.url, **limits)


def held() -> list[tuple[str, list[str]]]:
    with open_wall():
        comments = Comment.objects.oldest_first()
        return [(one.status, rules.sentences(one.held_for)) for one in comments]


def test_it_is_sent_the_text_and_nothing_about_its_author(service):
    answer = outside.fetch_opinion("¿Qué tal?", url=service.url, token="secret")

    assert answer == ()
    assert service.asked == [
        {
            "path": "/check?strict=1",
            "token": "Bearer secret",
            "body": {"text": "¿Qué tal?", "language": "en"},
        }
    ]


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        (
            b'{"hold": true, "reason": "spam"}',
            outside.Finding("outside_reason", "spam"),
        ),
        (b'{"hold": true}', outside.Finding("outside")),
        (b'{"hold": true, "reason": null}', outside.Finding("outside")),
        (
            b'{"hold": true, "reason": "a\\u0000b\\ud800"}',
            outside.Finding("outside_reason", "ab"),
        ),
    ],
)
def test_what_it_holds_is_held_with_its_reason(service, body, finding):
    service.body = body

    assert opinion(service) == (finding,)


def test_a_reason_without_end_is_cut_short(service):
    service.body = json.dumps({"hold": True, "reason": "x" * 5_000}).encode()

    (finding,) = opinion(service)

    assert finding.words == "x" * outside.LONGEST_REASON


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no",
        b"[]",
        b"null",
        b"{}",
        b'{"hold": "true"}',
        b'{"hold": 1}',
        b"[" * 9_000,
        b"\xff\xfe",
        b'{"hold": false, "more": "' + b"x" * outside.LONGEST_ANSWER + b'"}',
    ],
    ids=range(10),
)
def test_an_answer_that_can_not_be_understood_holds(service, body):
    service.body = body

    assert opinion(service) == SILENT


@pytest.mark.parametrize("status", [201, 204, 301, 307, 401, 404, 500, 503])
def test_any_other_status_holds_and_no_redirect_is_followed(service, status):
    service.status = status
    service.headers = {"Location": service.url}

    assert opinion(service) == SILENT
    assert len(service.asked) == 1


def test_who_never_answers_is_not_waited_for(service):
    service.may_answer.clear()

    assert opinion(service, seconds=0.05) == SILENT


def test_who_is_not_there_holds(service):
    service.shutdown()
    service.server_close()

    assert opinion(service) == SILENT


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("", True),
        ("https://check.example.com/x", True),
        ("http://127.0.0.1:9000", True),
        ("http://localhost/x", True),
        ("http://[::1]:9000/", True),
        ("http://check.example.com", False),
        ("http://127.0.0.1.example.com", False),
        ("http://10.0.0.7/", False),
        ("https://me:secret@example.com", False),
        ("https://", False),
        ("https://x:port/", False),
        ("ftp://localhost", False),
        ("check", False),
    ],
)
def test_comments_go_to_no_address_that_others_could_listen_on(settings, url, is_safe):
    settings.COMMENT_CHECK_URL = url

    errors = checks.the_outside_check_is_safe(None)

    assert (not errors) is is_safe
    assert all(error.msg.startswith("COMMENT_CHECK_URL ") for error in errors)


def test_without_an_address_nobody_is_asked(service, settings, subscriber):
    settings.COMMENT_CHECK_URL = ""

    assert outside.ask("Some words", by=subscriber) == ()
    assert service.asked == []


def test_moderators_are_not_checked(switched_on, moderator):
    assert outside.ask("Some words", by=moderator) == ()
    assert switched_on.asked == []


def test_who_asks_again_and_again_is_held_unasked(switched_on, subscriber):
    answers = [outside.ask("Words", by=subscriber) for _ in range(21)]

    assert answers == [()] * 20 + [SILENT]
    assert len(switched_on.asked) == 20


def test_a_new_comment_that_it_holds_waits(switched_on, sign_in, subscriber, article):
    switched_on.body = b'{"hold": true, "reason": "It sells something"}'

    response = sign_in(subscriber).post(
        f"{article.get_absolute_url()}comments/", {"body": "Buy it"}
    )

    assert response.status_code == 303
    assert held() == [("held", ["The outside check holds it: It sells something"])]


def test_an_edit_that_it_does_not_answer_waits(
    switched_on, sign_in, subscriber, article
):
    own = make_comment(article, author=subscriber)
    switched_on.status = 500

    sign_in(subscriber).post(f"{own.get_absolute_url()}edit/", {"body": "Buy it"})

    assert held() == [("held", ["The outside check did not answer."])]


def test_a_preview_and_a_refused_text_are_sent_nowhere(
    switched_on, sign_in, subscriber, article
):
    browser, thread = sign_in(subscriber), f"{article.get_absolute_url()}comments/"

    browser.post(thread, {"body": "Words", "preview": "1"})
    browser.post(thread, {"body": ""})

    assert switched_on.asked == []


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_it_thinks(switched_on, sign_in):
    article, author = make_article(), make_subscriber()
    own, browser = make_comment(article, author=author), sign_in(author)
    switched_on.watch = transactions

    browser.post(f"{article.get_absolute_url()}comments/", {"body": "Words"})
    browser.post(f"{own.get_absolute_url()}edit/", {"body": "Other words"})

    assert switched_on.seen == [0, 0]


def test_what_someone_may_not_post_is_sent_nowhere(
    switched_on, sign_in, subscriber, article
):
    own = make_comment(article, author=subscriber)
    make_sanction(subscriber)
    browser, form = sign_in(subscriber), {"body": "Buy it"}

    browser.post(f"{article.get_absolute_url()}comments/", form)
    browser.post(f"{own.get_absolute_url()}edit/", form)

    assert switched_on.asked == []
