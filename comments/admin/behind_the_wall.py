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
