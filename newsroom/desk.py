"""Who may enter the admin, and what does its front page hold?"""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext as _, gettext_lazy
from unfold.sites import UnfoldAdminSite

from newsroom.desk_admin import DeskAdmin


class Desk(UnfoldAdminSite):
    """The admin: staff only, with a second factor wherever the settings ask for it."""

    index_title = gettext_lazy("The desk")

    def has_permission(self, request) -> bool:
        """True for active staff who carry the second factor that is asked of them."""
        return super().has_permission(request) and (
            not settings.STAFF_SECOND_FACTOR or is_mfa_enabled(request.user)
        )

    def get_urls(self) -> list:
        """The usual addresses, after the pages that the lists of the desk bring."""
        brought = [
            path(f"{model._meta.app_label}/", include(one.get_desk_urls()))
            for model, one in self._registry.items()
            if isinstance(one, DeskAdmin)
        ]
        return brought + super().get_urls()

    def login(self, request, extra_context=None):
        """Where staff go who may not enter yet; never a second way to sign in.

        Django's own form would take a colleague's password without her second factor.
        """
        if self.has_permission(request):
            return redirect("admin:index")
        said = _("The desk asks for a second factor. Add one here, then open the desk.")
        messages.info(request, said)
        return redirect("mfa_activate_totp")
