"""How does an author ask for a removed comment back, and who answers?

Once for each comment; ``policy.may_appeal`` and ``policy.may_decide`` say who may.
"""

import logging

from django.utils import timezone

from comments import emails, moderation
from comments.models import Appeal, Comment, ModerationAction
from comments.wall import open_wall

logger = logging.getLogger(__name__)


def appeal(comment: Comment, *, author, words: str) -> Appeal:
    """The author's one appeal for the comment: the first stays what it is.

    The comment comes from ``with_removal()``.
    """
    with open_wall():
        asked, is_new = Appeal.objects.get_or_create(
            comment=comment, defaults={"removal_id": comment.removal, "words": words}
        )
    if is_new:
        told = {"appeal": asked.pk, "person": author.pk}
        logger.info("appeal made", extra=told)
    return asked


def decide(appeal: Appeal, *, by, reverse: bool, answer: str = "") -> bool:
    """Bring the comment back, or leave it removed; false when that is decided already.

    A comment that is no longer removed can't be brought back: then nothing is decided.
    """
    with open_wall():
        comment = Comment.objects.filter(pk=appeal.comment_id).lock().get()
        if not Appeal.objects.waiting().filter(pk=appeal.pk).exists():
            return False
        if reverse:
            # Who restores a comment has granted its appeal: this decides it.
            moderation.restore(comment, by=by)
            Appeal.objects.filter(pk=appeal.pk).update(answer=answer)
        else:
            _uphold(appeal, comment, by=by, answer=answer)
        appeal.refresh_from_db()
    logger.info("appeal decided", extra={"appeal": appeal.pk, "as": appeal.outcome})
    return True


def _uphold(appeal: Appeal, comment: Comment, *, by, answer: str) -> None:
    # Written down first: taking it back finds what was answered from then on.
    ModerationAction.objects.create(
        comment=comment,
        moderator=by,
        verb=ModerationAction.Verb.UPHOLD,
        note=answer,
        was=comment.status,
        was_reason=comment.reason,
        became=comment.status,
    )
    Appeal.objects.filter(pk=appeal.pk).update(
        outcome=Appeal.Outcome.UPHELD,
        answer=answer,
        decided_by=by,
        decided_at=timezone.now(),
    )
    emails.tell_of_appeal(appeal)
