"""What did a comment say before its author changed it?"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CommentRevision(models.Model):
    """The words of a comment before an edit."""

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.CASCADE, related_name="revisions"
    )
    body = models.TextField(_("text before"))
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)

    class Meta:
        ordering = ("-replaced_at", "-pk")
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")

    def __str__(self) -> str:
        return f"Revision {self.pk}"
