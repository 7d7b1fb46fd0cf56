"""Who has access without payment: given by hand, or with a code?"""

from django.contrib import admin

from subscriptions.admin.kept import PERSON, KeptAdmin, ReadOnlyAdmin
from subscriptions.models import Code, CodeBatch, Grant


@admin.register(Grant)
class GrantAdmin(KeptAdmin):
    """Access given by hand, with a reason; to end it early, bring its end forward."""

    list_display = ("user", "reason", "starts_at", "until", "by")
    list_select_related = ("user", "by")
    search_fields = (*PERSON, "reason")
    autocomplete_fields = ("user",)
    fields = ("user", "reason", "starts_at", "until", "by")

    def get_readonly_fields(self, request, obj=None) -> tuple:
        return ("by", "user", "starts_at") if obj else ("by",)

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            obj.by = request.user
        super().save_model(request, obj, form, change)


@admin.register(CodeBatch)
class CodeBatchAdmin(KeptAdmin):
    """Codes made together; a batch ends by bringing its last day forward."""

    list_display = ("reason", "size", "days", "expires_at", "by")
    list_select_related = ("by",)
    search_fields = ("reason",)
    readonly_fields = ("by", "made_at")


@admin.register(Code)
class CodeAdmin(ReadOnlyAdmin):
    """One code, to find out what became of it."""

    list_display = ("code", "batch", "grant")
    list_select_related = ("batch", "grant__user")
    search_fields = ("code", "grant__user__email")
