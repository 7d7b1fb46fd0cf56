"""What does a reader say is wrong with a comment?"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.moderation import Reason


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions about many reports."""

    def open(self) -> "ReportQuerySet":
        """Reports that no decision has answered yet."""
        return self.filter(answer=None)

    def of(self, comment, *, by) -> "Report | None":
        """What one reader has said about one comment."""
        return self.filter(comment=comment, reader=by).first()


class Report(models.Model):
    """A reader's word to the moderators about a comment."""

    comment = models.ForeignKey(
        "comments.Comment",
        on_delete=models.CASCADE,
        related_name="reports",
        db_index=False,
    )
    # PostgreSQL itself forgets a reader who leaves: Django can't see locked rows.
    reader = models.ForeignKey(
        "accounts.User",
        verbose_name=_("reader"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="reports",
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    words = models.CharField(_("in your own words"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    answer = models.ForeignKey(
        "comments.ModerationAction",
        verbose_name=_("answered by"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="answered_reports",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = (
            models.Index(
                F("comment"), condition=Q(answer__isnull=True), name="open_reports"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("comment", "reader"), name="a_reader_reports_a_comment_once"
            ),
        )

    def __str__(self) -> str:
        return f"Report {self.pk}"
