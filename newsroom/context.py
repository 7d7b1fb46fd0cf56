"""What does every page know of the paper? Nothing about the person who reads it."""

from django.conf import settings
from django.utils import timezone


def paper(request) -> dict:
    """The paper's name, its line, its address, and today's date in its time zone."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "site_address": settings.SITE_ADDRESS,
        "today": timezone.localdate(),
        "is_demo": settings.DEMO,
    }
