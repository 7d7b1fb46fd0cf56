"""How large may the body of a request be? Refused at the edge, before it is read."""

from collections.abc import Callable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

MEGABYTE = 1024 * 1024
LARGEST = 3 * MEGABYTE
LARGEST_AT_THE_DESK = 25 * MEGABYTE  # editors upload pictures


class BodyLimit:
    """Answer 413 to a body that says it is too large; the rest goes to the site."""

    def __init__(self, site: WSGIApplication) -> None:
        self.site = site

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse):
        at_the_desk = environ.get("PATH_INFO", "").startswith("/admin/")
        if _length(environ) > (LARGEST_AT_THE_DESK if at_the_desk else LARGEST):
            return _too_large(start_response)
        return self.site(environ, start_response)


def _length(environ: WSGIEnvironment) -> int:
    said = environ.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def _too_large(start_response: Callable) -> list[bytes]:
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Cache-Control", "private, no-store"),
    ]
    start_response("413 Content Too Large", headers)
    return [b"What you sent is too large. Make it smaller and send it again.\n"]
