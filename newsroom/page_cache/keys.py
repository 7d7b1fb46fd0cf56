"""Which requests ask for the same page?"""

from collections.abc import Callable
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import WSGIEnvironment

# Longer addresses are answered, but no memory is spent on them.
LONGEST_ADDRESS = 2048

# Copies serve readers with any cookie, encoding or validator, so a page is drawn
# without knowing those of the reader who happened to ask. Cookies stay: most addresses
# that reach Django are private and need them.
ASKED_BY_ONE_READER = (
    "CONTENT_LENGTH",
    "CONTENT_TYPE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_RANGE",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
    # With it Django's file answers would be closed by the server, not by us.
    "wsgi.file_wrapper",
)

# From a path to what the page there may read of its query string.
QueryKeys = Callable[[str], frozenset[str]]


class PageKey(NamedTuple):
    """The address of a page, without what no public page may read."""

    scheme: str
    host: str
    path: str
    query: str


def page_key(environ: WSGIEnvironment, query_keys: QueryKeys) -> PageKey | None:
    """The page this request asks for, or None when no copy could ever answer it."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    host = environ.get("HTTP_HOST") or _server(environ)
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    query = environ.get("QUERY_STRING", "")
    if len(host) + len(path) + len(query) > LONGEST_ADDRESS:
        return None
    if query:
        # Django reads a query with raw bytes as UTF-8 or Latin-1 depending on all of
        # it, so an unknown key could change how a known one reads.
        if not query.isascii():
            return None
        query = reduced_query(query, query_keys(path))
    return PageKey(_scheme(environ), host, path, query)


def reduced_query(query: str, query_keys: frozenset[str]) -> str:
    """The query with its unknown keys dropped and the others sorted by name.

    Repeated keys keep their order, since the last one wins. Percent-encoded bytes
    survive as they are, whether or not they are UTF-8.
    """
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    known = sorted((pair for pair in pairs if pair[0] in query_keys), key=itemgetter(0))
    return urlencode(known, encoding="latin-1")


def drawing_environ(environ: WSGIEnvironment) -> WSGIEnvironment:
    """The request as the application sees it: a GET of the whole page, uncompressed."""
    whole = {k: v for k, v in environ.items() if k not in ASKED_BY_ONE_READER}
    whole["REQUEST_METHOD"] = "GET"
    return whole


def _scheme(environ: WSGIEnvironment) -> str:
    """Keep http and https apart, also when a proxy ends TLS before us.

    Whether the header is believed is Django's business; any value but https is one.
    """
    scheme = environ["wsgi.url_scheme"]
    forwarded = environ.get("HTTP_X_FORWARDED_PROTO")
    if forwarded is None:
        return scheme
    is_https = forwarded.split(",", 1)[0].strip() == "https"
    return f"{scheme}, forwarded {'https' if is_https else 'http'}"


def _server(environ: WSGIEnvironment) -> str:
    return f"{environ.get('SERVER_NAME', '')}:{environ.get('SERVER_PORT', '')}"
