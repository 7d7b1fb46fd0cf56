"""May this person read, post, reply, edit, delete, report or moderate?

The only place that decides. Every ``may_…`` returns a ``Verdict`` that is true only
when the answer is yes; status code, sentence and button all come from it.
"""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Sanction
from subscriptions.access import Standing, standing_of

EDIT_WINDOW = timedelta(minutes=15)

HAVE_SOMETHING_TO_SAY = _(
    "Have something to say? Paid Subscribers get all access to make & read comments."
)


class Button(NamedTuple):
    """The next step: what it says, and the name of the address it leads to."""

    label: str | Promise
    address: str


class Answer(NamedTuple):
    """What a verdict says to the reader."""

    sentence: str | Promise
    button: Button | None = None
    status: int = 403


class Verdict(StrEnum):
    """The answer to "may she?": true only when it is yes."""

    ALLOWED = "allowed"
    SIGN_IN = "sign_in"
    SUBSCRIBE = "subscribe"
    PAST_DUE = "past_due"
    CLOSED = "closed"
    SANCTIONED = "sanctioned"
    NOT_YOURS = "not_yours"
    YOURS = "yours"
    TOO_LATE = "too_late"
    GONE = "gone"
    MODERATORS_ONLY = "moderators_only"

    def __bool__(self) -> bool:
        return self is Verdict.ALLOWED

    @property
    def is_wall(self) -> bool:
        """True when it keeps the person from reading."""
        return self in {Verdict.SIGN_IN, Verdict.SUBSCRIBE, Verdict.PAST_DUE}

    @property
    def sentence(self) -> str:
        return str(ANSWERS[self].sentence)

    @property
    def button(self) -> Button | None:
        return ANSWERS[self].button

    @property
    def status(self) -> int:
        return ANSWERS[self].status


SUBSCRIBE_BUTTON = Button(_("See the plans"), "subscriptions:plans")
ANSWERS: dict[Verdict, Answer] = {
    Verdict.ALLOWED: Answer("", status=200),
    Verdict.SIGN_IN: Answer(
        HAVE_SOMETHING_TO_SAY, Button(_("Sign in"), "account_login")
    ),
    Verdict.SUBSCRIBE: Answer(HAVE_SOMETHING_TO_SAY, SUBSCRIBE_BUTTON),
    Verdict.PAST_DUE: Answer(
        _(
            "Your last payment did not go through, so the conversation is closed to "
            "you. Update your card and it opens again at once."
        ),
        Button(_("Update your card"), "accounts:account"),
    ),
    Verdict.CLOSED: Answer(
        _("This conversation is closed. You can read it, but no longer add to it.")
    ),
    Verdict.SANCTIONED: Answer(
        _(
            "A moderator has stopped you from writing for now. You can still read "
            "everything."
        ),
        Button(_("See your comments"), "comments:mine"),
    ),
    Verdict.NOT_YOURS: Answer(_("Only its author can change this comment.")),
    Verdict.YOURS: Answer(
        _("This comment is your own. You can delete it instead of reporting it.")
    ),
    Verdict.TOO_LATE: Answer(
        _(
            "A comment can be edited for 15 minutes, and they are over. You can still "
            "delete it, or reply to it."
        )
    ),
    Verdict.GONE: Answer(
        _("This comment is no longer in the thread, so it can’t be answered.")
    ),
    Verdict.MODERATORS_ONLY: Answer(_("Only moderators can do this.")),
}


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
    if not (reading := may_read(user)):
        return reading
    if Sanction.objects.silences(user):
        return Verdict.SANCTIONED
    return _is_anothers(user, comment) and _still_here(comment)


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
    }
    return {verb for verb, may in allowed.items() if may}


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
