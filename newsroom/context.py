"""What does every page know of the paper? Nothing about the person who reads it."""

from django.conf import settings
from django.utils import timezone


def paper(request) -> dict:
    """The paper's name, its line, and today's date in its own time zone."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "today": timezone.localdate(),
        "is_demo": settings.DEMO,
    }
