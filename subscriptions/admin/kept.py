"""What may be done to what concerns money? Looked at, and never deleted."""

from newsroom.desk_admin import DeskAdmin

PERSON = ("user__email", "user__display_name")


class KeptAdmin(DeskAdmin):
    """What concerns money stays: an ended thing has an end, and is not taken away."""

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class ReadOnlyAdmin(KeptAdmin):
    """Copied or written by the machine; a hand would only make it wrong."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False
