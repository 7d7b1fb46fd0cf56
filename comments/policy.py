"""May this person read, post, like, report, ignore, follow, edit, delete or moderate?

The only place that decides. Every ``may_…`` returns a ``Verdict``.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments.models import Appeal, Comment, Sanction
from comments.verdicts import Verdict
from subscriptions.access import Standing, standing_of

EDIT_WINDOW = timedelta(minutes=15)
APPEAL_WINDOW = timedelta(days=30)


def may_read(user) -> Verdict:
    """Paid Subscribers read, and moderators; other staff do not."""
    if not user.is_authenticated:
        return Verdict.SIGN_IN
    if may_moderate(user):
        return Verdict.ALLOWED
    standing = standing_of(user)
    if standing.is_entitled:
        return Verdict.ALLOWED
    return Verdict.PAST_DUE if standing is Standing.PAST_DUE else Verdict.SUBSCRIBE


def may_post(user, article, *, reading: Verdict | None = None) -> Verdict:
    """Whoever reads may post, unless the thread is closed or a sanction forbids it.

    ``reading`` is the answer of ``may_read`` for callers who have asked already.
    """
    if not (reading := may_read(user) if reading is None else reading):
        return reading
    # The sanction first: it holds in every thread, and it forbids reports as well.
    if Sanction.objects.silences(user):
        return Verdict.SANCTIONED
    return Verdict.CLOSED if article.discussion.is_closed else Verdict.ALLOWED


def may_reply(user, comment: Comment) -> Verdict:
    """Whoever may post may answer a comment that can be read."""
    return may_post(user, comment.article) and _still_here(comment)


def may_edit(user, comment: Comment) -> Verdict:
    """The author, while she may post, for fifteen minutes."""
    if not (posting := may_post(user, comment.article)):
        return posting
    return _is_own(user, comment) and _is_fresh(comment)


def may_delete(user, comment: Comment) -> Verdict:
    """The author, at any time, whether or not she still subscribes."""
    if not user.is_authenticated:
        return Verdict.SIGN_IN
    if comment.status == Comment.Status.DELETED:
        return Verdict.GONE
    return _is_own(user, comment)


def may_report(user, comment: Comment) -> Verdict:
    """Whoever reads may report what another person wrote, unless she is silenced."""
    return _may_react(user, comment)


def may_like(user, comment: Comment) -> Verdict:
    """Whoever reads may like what another person wrote, unless she is silenced.

    In a closed thread as well: it is closed to words, and a like adds none.
    """
    return _may_react(user, comment)


def may_ignore(user, comment: Comment) -> Verdict:
    """Whoever reads may fold away what another person writes, silenced or not.

    Not what staff write: they answer, correct and moderate for the whole thread.
    """
    if not (reading := may_read(user)):
        return reading
    if not (anothers := _is_anothers(user, comment) and _still_here(comment)):
        return anothers
    return Verdict.STAFF if comment.author_is_staff else Verdict.ALLOWED


def may_follow(user) -> Verdict:
    """Whoever reads may follow or mute a thread: it is about her own mail."""
    return may_read(user)


def may_moderate(user) -> Verdict:
    """Staff with the permission, whether or not they subscribe."""
    moderates = user.is_active and user.is_staff and user.has_perm("comments.moderate")
    return Verdict.ALLOWED if moderates else Verdict.MODERATORS_ONLY


def may_see_words(user, comment: Comment) -> bool:
    """Whether someone who reads the thread sees these words or a tombstone.

    One who waits for a moderator reads her own; what was removed or deleted, nobody.
    """
    own = comment.is_held and comment.author_id == user.pk
    return comment.is_visible or own


def offers(user, comment: Comment, *, posting: Verdict) -> set[str]:
    """What a reader of the thread is offered under a comment, without a query."""
    if not may_see_words(user, comment):
        return set()
    own = _is_own(user, comment)
    silenced = posting is Verdict.SANCTIONED
    allowed = {
        "reply": posting and _still_here(comment),
        "edit": posting and own and _is_fresh(comment),
        "delete": own,
        "report": not own and not silenced,
        "like": not own and not silenced,
        "ignore": not own and not comment.author_is_staff,
    }
    return {verb for verb, may in allowed.items() if may}


def said_to(user, verdict: Verdict) -> str:
    """The verdict's sentence, and until when it holds if a moderator has set an end."""
    if verdict is not Verdict.SANCTIONED:
        return verdict.sentence
    until = Sanction.objects.silent_until(user)
    if until is None:
        return verdict.sentence
    when = date_format(timezone.localtime(until), "F j, Y, g:i a")
    return _(
        "A moderator has stopped you from writing until %(when)s; you can still read"
        " everything."
    ) % {"when": when}


def _may_react(user, comment: Comment) -> Verdict:
    if not (reading := may_read(user)):
        return reading
    if Sanction.objects.silences(user):
        return Verdict.SANCTIONED
    return _is_anothers(user, comment) and _still_here(comment)


def _is_own(user, comment: Comment) -> Verdict:
    return Verdict.ALLOWED if comment.author_id == user.pk else Verdict.NOT_YOURS


def _is_anothers(user, comment: Comment) -> Verdict:
    return Verdict.YOURS if comment.author_id == user.pk else Verdict.ALLOWED


def _is_fresh(comment: Comment) -> Verdict:
    if comment.status not in {Comment.Status.VISIBLE, Comment.Status.HELD}:
        return Verdict.GONE
    fresh = timezone.now() - comment.created_at < EDIT_WINDOW
    return Verdict.ALLOWED if fresh else Verdict.TOO_LATE


def _still_here(comment: Comment) -> Verdict:
    return Verdict.ALLOWED if comment.is_visible else Verdict.GONE


def may_appeal(user, comment: Comment) -> Verdict:
    """The author of a removed comment, once and for thirty days.

    Whether or not she still subscribes or may write. The comment comes from
    ``with_removal()``.
    """
    if not user.is_authenticated:
        return Verdict.SIGN_IN
    if comment.author_id != user.pk:
        return Verdict.NOT_YOURS
    if comment.status != Comment.Status.REMOVED or comment.removed_at is None:
        return Verdict.NOT_REMOVED
    if hasattr(comment, "appeal"):
        return Verdict.APPEALED
    fresh = timezone.now() - comment.removed_at < APPEAL_WINDOW
    return Verdict.ALLOWED if fresh else Verdict.APPEAL_TOO_LATE


def may_decide(user, appeal: Appeal) -> Verdict:
    """A moderator who neither removed the comment nor wrote it."""
    if not (moderates := may_moderate(user)):
        return moderates
    concerned = {appeal.removal.moderator_id, appeal.comment.author_id}
    return Verdict.DECIDED_BY_YOU if user.pk in concerned else Verdict.ALLOWED


def may_write(user) -> Verdict:
    """Whoever reads may write somewhere, unless she is silenced."""
    if not (reading := may_read(user)):
        return reading
    silenced = Sanction.objects.silences(user)
    return Verdict.SANCTIONED if silenced else Verdict.ALLOWED


def offers_author(user, comment: Comment, *, writing: Verdict) -> set[str]:
    """What an author is offered under a comment in the list of her own."""
    allowed = {
        "edit": writing and comment.article.is_published and _is_fresh(comment),
        "delete": may_delete(user, comment),
        "appeal": may_appeal(user, comment),
    }
    return {verb for verb, may in allowed.items() if may}
