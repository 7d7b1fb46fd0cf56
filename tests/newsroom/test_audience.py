from types import SimpleNamespace

import pytest
from django.http import HttpResponse, QueryDict
from django.template import engines
from django.test import RequestFactory
from django.urls import get_resolver

from newsroom.audience import (
    AudienceMiddleware,
    NotForPublicPages,
    audience_of,
    open_page,
    private_page,
    public_page,
    public_query,
    webhook,
)
from tests.addresses import walk

PUBLIC = (
    "public, max-age=0, s-maxage=15, stale-while-revalidate=15, stale-if-error=86400"
)
PRIVATE = "private, no-store"


def ask(view, path="/x/", *, method="GET", **session):
    """What the view answers behind the middleware, to someone who is signed in."""
    request = RequestFactory().generic(method, path, HTTP_COOKIE="sessionid=secret")
    request.user = SimpleNamespace(name="Ana", is_authenticated=True)
    request.session = session
    request.resolver_match = SimpleNamespace()
    return AudienceMiddleware(view)(request)


def hello(request):
    return HttpResponse("hello")


def template(source):
    return lambda request: HttpResponse(
        engines["django"].from_string(source).render({}, request)
    )


def test_a_public_page_may_be_kept_by_anyone():
    response = ask(public_page()(hello))

    assert response["Cache-Control"] == PUBLIC
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("mark", [open_page, private_page])
def test_any_other_page_is_kept_by_nobody(mark):
    assert ask(mark(hello))["Cache-Control"] == PRIVATE


def test_an_unmarked_page_is_kept_by_nobody():
    assert ask(hello)["Cache-Control"] == PRIVATE


@pytest.mark.parametrize("status", [301, 403, 404, 410, 500, 503])
def test_a_public_page_that_fails_is_kept_by_nobody(status):
    view = public_page()(lambda request: HttpResponse(status=status))

    assert ask(view)["Cache-Control"] == PRIVATE


def test_a_public_page_with_a_cookie_is_kept_by_nobody():
    def view(request):
        response = hello(request)
        response.set_cookie("a", "b")
        return response

    assert ask(public_page()(view))["Cache-Control"] == PRIVATE


@pytest.mark.parametrize("asked", ["user", "session", "_messages"])
def test_a_public_page_that_asks_who_is_reading_raises(asked):
    view = public_page()(lambda request: getattr(request, asked))

    with pytest.raises(NotForPublicPages, match=asked):
        ask(view)


def test_a_public_page_with_a_form_token_raises():
    view = public_page()(template("{% csrf_token %}"))

    with pytest.raises(NotForPublicPages, match="csrf_token"):
        ask(view)


def test_in_production_such_a_page_is_drawn_but_turns_private(settings):
    settings.STRICT_AUDIENCE = False
    view = public_page()(lambda request: HttpResponse(f"for {request.user.name}"))

    response = ask(view)

    assert response.content == b"for Ana"
    assert response["Cache-Control"] == PRIVATE


def test_the_templates_of_a_public_page_see_nobody():
    source = "[{{ user.name }}{{ request.user.name }}{{ messages|join:',' }}]"
    view = public_page()(template(source))

    assert ask(view).content == b"[]"


def test_a_public_page_sees_its_address_and_the_known_query_only():
    seen = {}

    def view(request):
        seen["query"] = request.GET.urlencode()
        seen["request"] = repr((request.COOKIES, request.META, request.headers))
        return HttpResponse(request.build_absolute_uri(request.path))

    response = ask(public_page()(view), "/search/?q=a&utm_source=z&page=2")

    assert seen["query"] == "page=2&q=a"
    assert "secret" not in seen["request"]
    assert "utm_source" not in seen["request"]
    assert response.content == b"http://testserver/search/"


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/", ""),
        ("/news/a-story/", ""),
        ("/news/", "page=1"),
        ("/topics/water/", "page=1"),
        ("/2026/01/23/", "page=1"),
        ("/sitemap-lists.xml", ""),
        ("/search/", "page=1&q=1"),
    ],
)
def test_no_word_in_the_query_draws_another_copy_of_a_page(path, known):
    query = QueryDict("q=1&page=1&p=1&bust=1")

    assert public_query(path, query).urlencode() == known


def test_a_public_page_answers_no_post():
    assert ask(public_page()(hello), method="POST").status_code == 405


def test_a_webhook_takes_posts_without_a_form_token():
    view = webhook(hello)

    assert view.csrf_exempt
    assert ask(view).status_code == 405
    assert ask(view, method="POST").status_code == 200


def test_every_view_carries_a_mark():
    unmarked = [
        address.name
        for address in walk(get_resolver())
        if not audience_of(address.view)
    ]

    assert unmarked == []


def test_a_view_without_a_mark_is_closed(settings, client):
    settings.ROOT_URLCONF = "tests.newsroom.forgotten_urls"

    response = client.get("/forgotten/")

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
