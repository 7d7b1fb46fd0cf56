"""Who says that a story was read, and is she believed?"""

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import reads
from newsroom import limits
from newsroom.audience import open_page

HOUR = 3600
# Of one story, from one network: a family or a small office, but no one with a loop.
TIMES_A_STORY = 3
TIMES_A_NETWORK = 120


@open_page
@csrf_exempt  # it comes from a public page, which holds no token, and without a cookie
@require_POST
def read(request, slug):
    """Count one reading, said by the story's own page after some seconds in view."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return _said(_("Only the paper’s own pages count what is read."), 403)
    if reads.MACHINES.search(request.headers.get("User-Agent", "")):
        return HttpResponse(status=204)
    if not _within_limits(request, slug):
        return _said(_("This was counted already. It counts again in an hour."), 429)
    if not reads.count(slug):
        return _said(_("There is no such story."), 404)
    return HttpResponse(status=204)


def _within_limits(request, slug) -> bool:
    """The counters are keyed hashes of network and story, and gone after an hour."""
    client = get_adapter().get_client_ip(request)
    return limits.allow(
        f"read:{client}:{slug}", times=TIMES_A_STORY, seconds=HOUR
    ) and limits.allow(f"reads:{client}", times=TIMES_A_NETWORK, seconds=HOUR)


def _said(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain")
