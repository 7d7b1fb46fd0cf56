"""What does the policy answer, and what is the next step for who gets a no?

A ``Verdict`` is true only when the answer is yes; status code, sentence and button all
come from it.
"""

from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
    STAFF = "staff"
    TOO_LATE = "too_late"
    GONE = "gone"
    MODERATORS_ONLY = "moderators_only"
    NOT_REMOVED = "not_removed"
    APPEALED = "appealed"
    APPEAL_TOO_LATE = "appeal_too_late"
    DECIDED_BY_YOU = "decided_by_you"

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
        _(
            "This comment is your own. Likes and reports are for what others write;"
            " yours you can delete."
        )
    ),
    Verdict.STAFF: Answer(
        _(
            "This person speaks for the newsroom, so her comments can’t be folded away."
            " If something is wrong with one, report it."
        )
    ),
    Verdict.TOO_LATE: Answer(
        _(
            "A comment can be edited for 15 minutes, and they are over. You can still "
            "delete it, or reply to it."
        )
    ),
    Verdict.GONE: Answer(
        _(
            "This comment is no longer in the thread, so it can’t be answered, liked"
            " or reported."
        )
    ),
    Verdict.MODERATORS_ONLY: Answer(_("Only moderators can do this.")),
    Verdict.NOT_REMOVED: Answer(
        _("Only a comment that a moderator has removed can be asked back.")
    ),
    Verdict.APPEALED: Answer(
        _(
            "You have asked for this comment already, which can be done once. Your"
            " comments show the answer."
        ),
        Button(_("See your comments"), "comments:mine"),
    ),
    Verdict.APPEAL_TOO_LATE: Answer(
        _("A comment can be asked back for 30 days, and they are over.")
    ),
    Verdict.DECIDED_BY_YOU: Answer(
        _(
            "You removed this comment, or you wrote it, so another moderator answers"
            " this appeal."
        )
    ),
}
