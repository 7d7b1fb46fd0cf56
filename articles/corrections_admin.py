"""How does an editor say that a story was wrong?"""

from unfold.admin import TabularInline

from articles.models import Correction


class CorrectionInline(TabularInline):
    """Add-only: readers have seen what stands here, with its time."""

    model = Correction
    extra = 1
    fields = ("text", "made_at", "by")
    readonly_fields = ("made_at", "by")
    tab = True

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @staticmethod
    def sign(formset, person) -> None:
        """Put the name of who makes them under the corrections about to be added."""
        for form in formset.extra_forms:
            form.instance.by = person
