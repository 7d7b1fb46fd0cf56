"""Who is each page for, and who may keep a copy of it?

Every view carries one mark: ``public_page``, ``open_page``, ``private_page`` or
``webhook``. ``LoginRequiredMiddleware`` closes a view that carries none, and
``AudienceMiddleware`` lets nobody keep an answer that is not a public page's.
"""

import logging
import re
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, URLResolver
from django.utils.cache import has_vary_header, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

logger = logging.getLogger(__name__)

# What a public page may read of a query string: nothing else is part of its address, or
# anybody could have a page drawn anew by adding a word. The first that fits counts.
PUBLIC_QUERY_KEYS = (
    (re.compile(r"/search/"), frozenset({"page", "q"})),
    (re.compile(r"/[^/]+/"), frozenset({"page"})),  # a section
    (re.compile(r"/(authors|topics)/[^/]+/"), frozenset({"page"})),
    (re.compile(r"/\d{4}/\d\d/\d\d/"), frozenset({"page"})),
)

# What a public page may know of the request that asked for it.
ADDRESS_KEYS = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO")

View = Callable[..., HttpResponse]


class NotForPublicPages(AttributeError):
    """A public page asked who is reading."""


class PublicRequest(HttpRequest):
    """A request reduced to its address: no cookie, no reader, no unknown query key."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.method = "GET"
        self.path, self.path_info = request.path, request.path_info
        self.META = {
            key: request.META[key] for key in ADDRESS_KEYS if key in request.META
        }
        self._scheme = request.scheme or "http"
        self.resolver_match = request.resolver_match
        self.GET = public_query(request.path, request.GET)  # type: ignore[assignment]

    def _get_scheme(self) -> str:
        return self._scheme

    def __getattr__(self, name: str):
        if name in {"user", "auser", "session", "_messages"}:
            raise NotForPublicPages(f"A public page can't know request.{name}.")
        raise AttributeError(name)

    @property
    def asked_for_csrf_token(self) -> bool:
        """True when a form's token was made while the page was drawn."""
        return "CSRF_COOKIE" in self.META


def public_query_keys(path: str) -> frozenset[str]:
    """What the public page at a path may read of its query string."""
    for pattern, keys in PUBLIC_QUERY_KEYS:
        if pattern.fullmatch(path):
            return keys
    return frozenset()


def public_query(path: str, query: QueryDict) -> QueryDict:
    """The query without the keys that the public page at the path does not know."""
    known = QueryDict(mutable=True)
    for key in sorted(public_query_keys(path).intersection(query)):
        known.setlist(key, query.getlist(key))
    known._mutable = False
    return known


def public_page(*, seconds: int = 15) -> Callable[[View], View]:
    """Mark a view as the same bytes for everyone; caches may keep it for ``seconds``.

    The view is handed a ``PublicRequest``. One that asks for more raises in tests; in
    production it is drawn again as a private page, and the mistake is logged.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def public(request, *args, **kwargs):
            try:
                response = _draw(view, PublicRequest(request), *args, **kwargs)
            except NotForPublicPages:
                if settings.STRICT_AUDIENCE:
                    raise
                logger.exception("public page is personal", extra={"at": request.path})
                return view(request, *args, **kwargs)
            response.public_seconds = seconds  # type: ignore[attr-defined]
            return response

        return _marked(login_not_required(require_safe(public)), "public")

    return mark


def _draw(view: View, request: PublicRequest, *args, **kwargs) -> HttpResponse:
    response = view(request, *args, **kwargs)
    if hasattr(response, "render"):
        response = response.render()
    if request.asked_for_csrf_token:
        raise NotForPublicPages("A public page can't hold a csrf_token.")
    return response


def open_page(view: View) -> View:
    """Mark a view as open to anyone; the view asks its policy, and nobody keeps it."""
    return _marked(login_not_required(_own(view)), "open")


def private_page(view: View) -> View:
    """Mark a view as open to people who are signed in; nobody keeps it."""
    own = _own(view)
    own.login_required = True  # type: ignore[attr-defined]  # whatever it wraps said
    return _marked(own, "private")


def webhook(view: View) -> View:
    """Mark a view as another server's POST; the view itself checks who is calling."""
    return _marked(login_not_required(csrf_exempt(require_POST(view))), "webhook")


def mark_urls(urls, mark: Callable[[View], View]):
    """Mark every view of another package's address list, and return the list."""
    patterns = urls[0]
    for pattern in getattr(patterns, "urlpatterns", patterns):
        if isinstance(pattern, URLResolver):
            mark_urls((pattern.url_patterns,), mark)
        elif isinstance(pattern, URLPattern) and not audience_of(pattern.callback):
            pattern.callback = mark(pattern.callback)
    return urls


def audience_of(view: View) -> str:
    """The view's mark: public, open, private, webhook, or nothing."""
    return getattr(view, "audience", "")


def _own(view: View) -> View:
    """A function of our own around the view, so that a mark is never shared."""

    @wraps(view)
    def own(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return own


def _marked(view: View, audience: str) -> View:
    view.audience = audience  # type: ignore[attr-defined]
    return view


class AudienceMiddleware:
    """Say on each answer who may keep it. Stands outermost, to see every cookie."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.resolver_match is None and "Cache-Control" in response:
            return response  # a static file, served before any address was looked up
        seconds = getattr(response, "public_seconds", 0)
        if seconds and response.status_code == 200 and not _is_personal(response):
            response["Cache-Control"] = (
                f"public, max-age=0, s-maxage={seconds}, "
                f"stale-while-revalidate={seconds}, stale-if-error=86400"
            )
            patch_vary_headers(response, ["Accept-Encoding"])
        else:
            response["Cache-Control"] = "private, no-store"
        return response


def _is_personal(response: HttpResponse) -> bool:
    return bool(response.cookies) or has_vary_header(response, "Cookie")
