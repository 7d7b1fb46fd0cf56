"""How many comments wait for a moderator? Said beside a word of the desk's menu."""

from comments import policy
from comments.models import Comment
from comments.wall import open_wall

COUNTED = 99  # on every page of the desk: so far and no further


def held(request) -> str | None:
    """How many are held, or nothing when none is, or for who does not moderate."""
    if not policy.may_moderate(request.user):
        return None
    with open_wall():
        waiting = Comment.objects.held()[: COUNTED + 1].count()
    if waiting > COUNTED:
        return f"{COUNTED}+"
    return str(waiting) if waiting else None
