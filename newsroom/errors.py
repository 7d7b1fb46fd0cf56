"""What does a reader see when something went wrong, and is her text still there?"""

import logging
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from newsroom.audience import open_page

logger = logging.getLogger(__name__)

LONGEST_KEPT_TEXT = 100_000  # characters handed back on an error page


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """The page for an address where nothing is."""
    return render(request, "404.html", status=404)


def refused(request: HttpRequest, exception=None) -> HttpResponse:
    """The page for someone who may not do this."""
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    """The page for a request that makes no sense, or is far too large."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for our own failure; 503 when it is the database that rests."""
    if is_database_down(sys.exception()):
        response = render(request, "503.html", {"kept": kept_text(request)}, status=503)
        response["Retry-After"] = "30"
        return response
    return render(request, "500.html", {"kept": kept_text(request)}, status=500)


@open_page
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose security token no longer fits; the text is kept."""
    logger.warning("form token refused", extra={"at": request.path, "why": reason})
    context = {"kept": kept_text(request), "back": request.path}
    return render(request, "form_expired.html", context, status=403)


def is_database_down(error: BaseException | None) -> bool:
    """True for a lost connection or a time-out, false for our own mistake."""
    return isinstance(error, (OperationalError, InterfaceError)) or (
        # psycopg2 says just this when the server is killed under a query.
        type(error) is DatabaseError
    )


def kept_text(request: HttpRequest) -> str:
    """What the reader had typed, so that a failed post never loses it."""
    try:
        return request.POST.get("body", "")[:LONGEST_KEPT_TEXT]
    except (RequestDataTooBig, OSError, ValueError):
        return ""


def gone(request: HttpRequest, *, headline: str = "") -> HttpResponse:
    """The page for a story that the editors have withdrawn."""
    context = {"headline": headline or _("This story"), "kept": kept_text(request)}
    return render(request, "410.html", context, status=410)
