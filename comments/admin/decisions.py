"""What does a moderator ask for, what comes of it, and how is that said to her?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _, ngettext, ngettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from comments import appeals, claims, moderation, policy
from comments.models import Appeal, Comment, ModerationAction, Reason
from comments.moderation import Outcome

AT_ONCE = 100  # comments in one decision; a page shows fewer
CHOOSE_A_REASON = _("Nothing was removed: choose a reason, then do it again.")
TICK_SOME = _("Nothing was decided: tick the comments first.")
CHANGED = ngettext_lazy(
    "%d comment changed since you opened it: read it again, then decide.",
    "%d comments changed since you opened them: read them again, then decide.",
)
ANSWERED_ALREADY = _("Nothing changed: the appeal was answered already.")
# The numbers are the keys that choose them.
REASONS = [
    ("", _("Reason…")),
    *((code, f"{n} · {label}") for n, (code, label) in enumerate(Reason.choices, 1)),
]


class DecisionForm(forms.Form):
    """What is to be done with some comments, each as the moderator saw it."""

    verb = forms.CharField(max_length=10)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=REASONS,
        required=False,
        widget=UnfoldAdminSelectWidget,
    )
    note = forms.CharField(
        label=_("Words to the author"),
        max_length=500,
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )

    def __init__(self, sent: QueryDict | None = None) -> None:
        super().__init__(sent)
        self.sent = sent or QueryDict()

    @property
    def refused(self) -> str:
        """What is wrong with it, in one sentence."""
        return str(next(iter(self.errors.values()))[0])

    @property
    def seen(self) -> dict[int, int]:
        """The version of each comment that the page showed, by the comment's number."""
        return versions(self.sent.getlist("comment")[:AT_ONCE])

    def clean(self):
        """A removal without a reason is none, nor is a decision about nothing."""
        verb = self.cleaned_data.get("verb", "")
        if verb not in VERBS:
            raise forms.ValidationError(_("Nothing was decided: press a button."))
        if verb == "remove" and not self.cleaned_data.get("reason"):
            raise forms.ValidationError(CHOOSE_A_REASON)
        if not self.seen:
            raise forms.ValidationError(TICK_SOME)


def versions(sent: list[str]) -> dict[int, int]:
    """What a page sent as ``number:version``, by number; nonsense is left out."""
    pairs = (re.fullmatch(r"(\d{1,18}):(\d{1,9})", one, re.ASCII) for one in sent)
    return {int(pair[1]): int(pair[2]) for pair in pairs if pair}


@dataclass
class Told:
    """What is said after a decision, and which comments have to be read again."""

    sentence: str
    level: int = messages.SUCCESS
    changed: list[int] = field(default_factory=list)
    may_be_undone: bool = False


def decide(form: DecisionForm, *, by) -> Told:
    """Do what a valid form asks for, and say what came of it."""
    comments = list(Comment.objects.filter(pk__in=form.seen))
    verb = form.cleaned_data["verb"]
    if verb in ANSWERS:
        return _answer(comments, form, by)
    if verb in ONE_BY_ONE:
        return _each(comments, *ONE_BY_ONE[verb], by=by)
    outcome = _decided(comments, form, by)
    said = SAID[verb]
    return _told(comments, outcome, said % outcome.decided if outcome else "")


def undo(batch, *, by) -> Told:
    """Take back what was decided together, as far as it still stands."""
    outcome = moderation.undo(batch, by=by)
    if not outcome:
        nothing = _("There was nothing to undo: it has been decided anew since.")
        return Told(str(nothing), messages.WARNING)
    said = ngettext("%d decision undone.", "%d decisions undone.", outcome.decided)
    return Told(said % outcome.decided)


def _decided(comments, form: DecisionForm, by) -> Outcome:
    asked = form.cleaned_data
    if asked["verb"] == "remove":
        why = {"reason": asked["reason"], "note": asked["note"]}
        return moderation.remove_all(comments, by=by, seen=form.seen, **why)
    if asked["verb"] == "restore":
        return moderation.restore_all(comments, by=by, seen=form.seen)
    return moderation.accept_all(comments, by=by, seen=form.seen)


def _told(comments, outcome: Outcome, said: str) -> Told:
    if not outcome.passed:
        return Told(said, may_be_undone=True)
    done = ModerationAction.objects.decided_in(outcome.batch)
    changed = [one.pk for one in comments if one.pk not in done]
    sentence = f"{said} {CHANGED % outcome.passed}".strip()
    return Told(sentence, messages.WARNING, changed, may_be_undone=bool(outcome))


def _each(comments, do: Callable, said, *, by) -> Told:
    """Things that are done to one comment after the other, and change no version."""
    times = sum(bool(do(comment, by=by)) for comment in comments)
    if times:
        return Told(said % times)
    return Told(str(_("Nothing changed: it was so already.")), messages.WARNING)


def _answer(comments, form: DecisionForm, by) -> Told:
    """Answer the appeals about these comments, where that is for her to do."""
    asked = form.cleaned_data
    reverse, done = asked["verb"] == "reverse", 0
    for appeal in Appeal.objects.about(comments):
        if not (verdict := policy.may_decide(by, appeal)):
            return Told(verdict.sentence, messages.ERROR)
        done += appeals.decide(appeal, by=by, reverse=reverse, answer=asked["note"])
    if done:
        return Told(str(ANSWERS[asked["verb"]]), may_be_undone=True)
    return Told(str(ANSWERED_ALREADY), messages.WARNING)


def _release(comment, *, by) -> int:
    return claims.release([comment], by=by)


SAID = {
    "accept": ngettext_lazy(
        "%d comment is in the thread.", "%d comments are in the thread."
    ),
    "remove": ngettext_lazy("%d comment removed.", "%d comments removed."),
    "restore": ngettext_lazy(
        "%d comment is back in the thread.", "%d comments are back in the thread."
    ),
}
ANSWERS = {
    "reverse": _("It is back in the thread, and its author is told."),
    "uphold": _("It stays removed, and its author is told."),
}
ONE_BY_ONE: dict[str, tuple[Callable, object]] = {
    "pick": (
        moderation.pick,
        ngettext_lazy("%d comment picked.", "%d comments picked."),
    ),
    "unpick": (
        moderation.unpick,
        ngettext_lazy("%d comment no longer picked.", "%d comments no longer picked."),
    ),
    "release": (
        _release,
        ngettext_lazy("%d comment left for others.", "%d comments left for others."),
    ),
}
VERBS = {*SAID, *ANSWERS, *ONE_BY_ONE}
