"""What does an author say about the removal of a comment, and what is the answer?"""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.moderation import ModerationAction


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Questions about many appeals."""

    def waiting(self) -> "AppealQuerySet":
        """Appeals that nobody has decided, the longest wait first.

        One about a comment that its author deleted meanwhile waits for nobody.
        """
        undecided = self.filter(decided_at=None, comment__status="removed")
        return undecided.order_by("created_at", "pk")

    def reversed(self) -> "AppealQuerySet":
        """Appeals that brought their comment back."""
        return self.filter(outcome=Appeal.Outcome.REVERSED)

    def follow(self, actions: "list[ModerationAction]", *, by) -> None:
        """Agree with decisions: who restores a comment has granted its appeal.

        Taking an answer back, either way, lets the appeal wait again.
        """
        restored = [one.comment_id for one in actions if one.was == "removed"]
        if restored:
            self.filter(comment__in=restored, decided_at=None).update(
                outcome="reversed", decided_by=by, decided_at=timezone.now()
            )
        undone = [one for one in actions if one.undoes and one.became == "removed"]
        if undone:
            self._wait_again(undone)

    def _wait_again(self, actions: "list[ModerationAction]") -> None:
        undone = ModerationAction.objects.filter(
            pk__in=[one.undoes for one in actions], comment=OuterRef("comment")
        )
        answered = self.filter(
            comment__in=[one.comment_id for one in actions],
            decided_at__gte=Subquery(undone.values("created_at")[:1]),
        )
        answered.update(outcome="", answer="", decided_by=None, decided_at=None)

    def later_than(self, at, pk: int) -> "AppealQuerySet":
        """What was asked after a place in time."""
        tie = Q(created_at__gt=at) | Q(pk__gt=pk)
        return self.filter(tie, created_at__gte=at)

    def about(self, comments) -> "AppealQuerySet":
        """Those about these comments, with what a decision looks at."""
        return self.filter(comment__in=comments).select_related("removal", "comment")

    def not_against(self, moderator) -> "AppealQuerySet":
        """Those that neither her removal nor her own comment is about."""
        others = self.exclude(removal__moderator=moderator)
        return others.exclude(comment__author=moderator)

    def on_comments_free_for(self, moderator) -> "AppealQuerySet":
        """Those whose comment no other moderator is looking at just now."""
        until = "comment__claimed_until"
        nobody = Q(**{until: None}) | Q(**{f"{until}__lte": timezone.now()})
        mine = Q(comment__claimed_by=moderator)
        return self.select_related("comment").filter(nobody | mine)


class Appeal(models.Model):
    """An author's one answer to the removal of a comment; another moderator decides."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("It stays removed")
        REVERSED = "reversed", _("It is back in the thread")

    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.CASCADE, related_name="appeal"
    )
    removal = models.ForeignKey(
        ModerationAction,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    words = models.CharField(_("why it should be back"), max_length=1000)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=Outcome, blank=True, default=""
    )
    answer = models.CharField(_("words to the author"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User",
        verbose_name=_("decided by"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        indexes = (
            models.Index(
                F("created_at"),
                condition=Q(decided_at__isnull=True),
                name="waiting_appeals",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(outcome=""),
                name="a_decided_appeal_has_an_outcome",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="an_appeal_has_words"),
        )

    def __str__(self) -> str:
        return f"Appeal {self.pk}"
