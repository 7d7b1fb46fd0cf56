"""How does what someone typed become one comment, and only one?"""

import uuid

from comments import emails, markup, pace, policy, rules
from comments.models import Comment, Discussion, Rules
from comments.wall import open_wall
from subscriptions.access import subscriber_since


class TooFast(Exception):
    """She has written too much in too short a time; ``wait`` is in seconds."""

    def __init__(self, wait: int, sentence: str = "") -> None:
        self.wait = wait
        self.sentence = sentence or pace.sentence(wait)


def post(*, article, author, body: str, parent=None, token=None, outside=()) -> Comment:
    """The new comment, or the first one when the same form was sent twice.

    It is held when a rule, or the outside check that was asked before, says so.
    Raises ``TooFast`` and stores nothing when the pace is too high.
    """
    body, token = markup.clean(body), token or uuid.uuid4()
    with open_wall():
        measure = Rules.current()
        # Counted first: the counter's row makes one person's posts wait for each
        # other, so the second click of two finds the comment of the first.
        wait = pace.wait(author, measure)
        first = Comment.objects.by(author).filter(token=token).first()
        if first and _says_the_same(first, article, body):
            return first
        if wait:
            raise TooFast(wait)
        _keep_to_the_mode(author, article)
        about = {"author": author, "article": article, "outside": outside}
        held_for = rules.reasons(body=body, rules=measure, **about)
        new = Comment.write(
            article=article,
            author=author,
            body=body,
            parent=parent,
            # An old form, opened again with the Back button, may say something new.
            token=uuid.uuid4() if first else token,
            status=Comment.Status.HELD if held_for else Comment.Status.VISIBLE,
            held_for=held_for,
            subscriber_since=subscriber_since(author),
        )
        emails.tell_of_reply(new)
        return new


def rewrite(comment: Comment, *, by, body: str, outside=()) -> None:
    """Change a comment's words; when a rule finds something they wait for a moderator.

    Raises ``TooFast`` and changes nothing when there are too many edits.
    """
    body = markup.clean(body)
    if body == comment.body:
        return
    with open_wall():
        if wait := pace.wait_to_edit(by):
            raise TooFast(wait)
        held_for = rules.reasons(
            body=body,
            author=by,
            article=comment.article,
            rules=Rules.current(),
            outside=outside,
            instead_of=comment,
        )
        comment.edit(body, held_for=held_for)


def _says_the_same(first: Comment, article, body: str) -> bool:
    return first.article_id == article.pk and first.body == body


def _keep_to_the_mode(author, article) -> None:
    """Raise ``TooFast`` when the thread is slow, and she spoke in it just now."""
    discussion = article.discussion
    if discussion.mode != Discussion.Mode.SLOW or policy.may_moderate(author):
        return
    minutes = discussion.slow_minutes
    last = Comment.objects.under(article).by(author).newest_first().first()
    if last and (wait := pace.wait_after(last.created_at, minutes=minutes)):
        raise TooFast(wait, pace.slow_sentence(wait, minutes=minutes))
