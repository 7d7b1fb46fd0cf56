"""Who gets past the desk's first line, and how is a page drawn behind the wall?"""

from functools import wraps

from django.core.exceptions import PermissionDenied

from comments import policy
from comments.wall import open_wall


def behind_the_wall(view):
    """Let moderators in, and draw the whole page before the wall closes again."""

    @wraps(view)
    def walled(self, request, *args, **kwargs):
        if not policy.may_moderate(request.user):
            raise PermissionDenied
        with open_wall():
            response = view(self, request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return walled


class ModeratorsOnly:
    """Seen by moderators, whatever other permissions someone has."""

    def has_module_permission(self, request) -> bool:
        return bool(policy.may_moderate(request.user))

    def has_view_permission(self, request, obj=None) -> bool:
        return bool(policy.may_moderate(request.user))

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class PagesBehindTheWall:
    """The usual pages of a list, each drawn as a whole while the wall is open."""

    @behind_the_wall
    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, extra_context)  # type: ignore[misc]

    @behind_the_wall
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(  # type: ignore[misc]
            request, object_id, form_url, extra_context
        )

    @behind_the_wall
    def history_view(self, request, object_id, extra_context=None):
        return super().history_view(request, object_id, extra_context)  # type: ignore[misc]

    @behind_the_wall
    def delete_view(self, request, object_id, extra_context=None):
        return super().delete_view(request, object_id, extra_context)  # type: ignore[misc]
