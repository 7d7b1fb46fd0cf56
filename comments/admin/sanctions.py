"""Who may not write, since when, why, and until when?"""

from django.contrib import admin

from comments import policy
from comments.admin.behind_the_wall import ModeratorsOnly
from comments.models import Sanction
from newsroom.desk_admin import DeskAdmin


@admin.register(Sanction)
class SanctionAdmin(ModeratorsOnly, DeskAdmin):
    """Who may not write for now. An ended sanction has an end; none is deleted."""

    list_display = ("person", "kind", "reason", "until", "lifted_at", "created_by")
    list_filter = ("kind",)
    list_select_related = ("person", "created_by")
    search_fields = ("person__display_name",)
    raw_id_fields = ("person",)
    fields = ("person", "kind", "reason", "until", "lifted_at")

    def has_add_permission(self, request, obj=None) -> bool:
        return bool(policy.may_moderate(request.user))

    def has_change_permission(self, request, obj=None) -> bool:
        return bool(policy.may_moderate(request.user))

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
