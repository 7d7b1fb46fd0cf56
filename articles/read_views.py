"""Who says that a story was read, and is she believed?"""

from ipaddress import IPv6Address, ip_address

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
    """The counters are keyed hashes of network and story, and gone after an hour.

    The network's comes first: whoever is over it makes no counters for made-up stories.
    """
    network = _network_of(get_adapter().get_client_ip(request))
    return limits.allow(
        f"reads:{network}", times=TIMES_A_NETWORK, seconds=HOUR
    ) and limits.allow(f"read:{network}:{slug}", times=TIMES_A_STORY, seconds=HOUR)


def _network_of(client: str) -> str:
    """The address; of an IPv6 one the first half, since one home has all the others."""
    address = ip_address(client)
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return address.packed[:8].hex()
    return client


def _said(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain")
