"""What may be done to what concerns money? Looked at, and never deleted."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from newsroom.desk_admin import DeskAdmin

PERSON = ("user__email", "user__display_name")


class KeptAdmin(DeskAdmin):
    """What concerns money stays: an ended thing has an end, and is not taken away."""

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def draw(self, request, template, context, *, status=200):
        """A page that stands beside the lists, with the desk's menu."""
        everywhere = self.admin_site.each_context(request)
        return render(request, template, everywhere | context, status=status)


def demand(request, permission: str) -> None:
    """Raise ``PermissionDenied`` for someone whose role does not do this."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


class OfSomebody(KeptAdmin):
    """A row about one person; it leads to everything else about her."""

    @display(description=_("everything about her"))
    def her_file(self, row):
        link = reverse("admin:subscriptions_person", args=[row.user_id])
        return format_html('<a href="{}">{}</a>', link, row.user)

    def get_readonly_fields(self, request, obj=None) -> tuple:
        kept = super().get_readonly_fields(request, obj)
        return (*kept, "her_file") if obj else kept


class ReadOnlyAdmin(KeptAdmin):
    """Copied or written by the machine; a hand would only make it wrong."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False
