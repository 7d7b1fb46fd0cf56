"""Who may enter the admin, and what does its front page hold?"""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from unfold.sites import UnfoldAdminSite


class Desk(UnfoldAdminSite):
    """The admin: staff only, with a second factor wherever the settings ask for it."""

    def has_permission(self, request) -> bool:
        """True for active staff who carry the second factor that is asked of them."""
        return super().has_permission(request) and (
            not settings.STAFF_SECOND_FACTOR or is_mfa_enabled(request.user)
        )
