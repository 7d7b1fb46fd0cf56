"""Who has access without payment: given by hand or with a code?"""

from django.contrib import admin

from subscriptions.admin.kept import PERSON, OfSomebody
from subscriptions.models import Grant


@admin.register(Grant)
class GrantAdmin(OfSomebody):
    """Access given by hand, with a reason; to end it early, bring its end forward."""

    list_display = ("user", "reason", "starts_at", "until", "by")
    list_select_related = ("user", "by")
    search_fields = (*PERSON, "reason")
    autocomplete_fields = ("user",)
    fields = ("user", "reason", "starts_at", "until", "by")

    def get_readonly_fields(self, request, obj=None) -> tuple:
        return ("by", "user", "starts_at", "her_file") if obj else ("by",)

    def get_fields(self, request, obj=None) -> tuple:
        return (*self.fields, "her_file") if obj else self.fields

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            obj.by = request.user
        super().save_model(request, obj, form, change)
