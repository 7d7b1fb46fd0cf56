"""How does what someone typed become one comment, and only one?"""

import uuid

from comments import markup, pace
from comments.models import Comment, Sanction
from comments.wall import open_wall
from subscriptions.access import subscriber_since


class TooFast(Exception):
    """She has written too much in too short a time; ``wait`` is in seconds."""

    def __init__(self, wait: int) -> None:
        self.wait = wait


def post(*, article, author, body: str, parent=None, token=None) -> Comment:
    """The new comment, or the first one when the same form was sent twice.

    Raises ``TooFast`` and stores nothing when the pace is too high.
    """
    body, token = markup.clean(body), token or uuid.uuid4()
    with open_wall():
        # Counted first: the counter's row makes one person's posts wait for each
        # other, so the second click of two finds the comment of the first.
        wait = pace.wait(author)
        first = Comment.objects.by(author).filter(token=token).first()
        if first and _says_the_same(first, article, body):
            return first
        if wait:
            raise TooFast(wait)
        return Comment.write(
            article=article,
            author=author,
            body=body,
            parent=parent,
            # An old form, opened again with the Back button, may say something new.
            token=uuid.uuid4() if first else token,
            status=Comment.Status.HELD if _waits(author) else Comment.Status.VISIBLE,
            subscriber_since=subscriber_since(author),
        )


def _says_the_same(first: Comment, article, body: str) -> bool:
    return first.article_id == article.pk and first.body == body


def rewrite(comment: Comment, *, by, body: str) -> None:
    """Change a comment's words; under a hold they wait for a moderator again."""
    comment.edit(body, hold=_waits(by))


def _waits(author) -> bool:
    """True when what the author writes, new or changed, waits for a moderator."""
    return Sanction.objects.holds(author)
