"""Who likes a comment? Each person once, and she may take it back.

PostgreSQL counts the likes on the comment.
"""

from collections.abc import Iterable

from django.db import connection

from comments.models import Comment, Like

LIKED = """
    SELECT comment_id FROM comments_like
    WHERE person_id = %s AND comment_id = ANY(%s)
"""


def like(comment: Comment, *, by, on: bool = True) -> None:
    """Like the comment, or take the like back; done twice it is done once."""
    if on:
        # Two clicks at once are one: the second finds the first one's row.
        likes = [Like(comment=comment, person=by)]
        Like.objects.bulk_create(likes, ignore_conflicts=True)
    else:
        Like.objects.filter(comment=comment, person=by).delete()
    comment.refresh_from_db(fields=["likes"])


def liked(comments: Iterable[Comment], *, by) -> set[int]:
    """The numbers of those among the comments that the person likes, by one query."""
    # What nobody likes she does not like either.
    numbers = [comment.pk for comment in comments if comment.likes]
    with connection.cursor() as cursor:
        cursor.execute(LIKED, [by.pk, numbers])
        return {pk for (pk,) in cursor.fetchall()}
