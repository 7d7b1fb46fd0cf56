"""Who is looking at which comment, so that two moderators never see the same one?"""

from datetime import timedelta

from django.utils import timezone

from comments import queues
from comments.models import Comment
from comments.queues import Place, Queue
from comments.wall import open_wall

LEASE = timedelta(minutes=5)


def claim_next(
    queue: Queue, *, by, after: Place | None = None, lease: timedelta = LEASE
) -> Comment | None:
    """The first comment that no other moderator looks at, hers until the lease ends.

    Asking again gives her the same one: it is decided, released, or still hers. What
    another is claiming in this very moment is passed over, not waited for.
    """
    with open_wall():
        entry = queues.first_free(queue, by=by, after=after)
        if entry is None:
            return None
        claimed = Comment.objects.filter(pk=entry.comment)
        claimed.update(claimed_by=by, claimed_until=timezone.now() + lease)
        return claimed.get()


def release(comments, *, by) -> int:
    """Give back what she has claimed, for others to look at; how many that were."""
    with open_wall():
        hers = Comment.objects.numbered(comments).filter(claimed_by=by)
        return hers.update(claimed_by=None, claimed_until=None)
