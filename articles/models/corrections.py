"""What did a story get wrong, and when was it put right?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Questions about many corrections."""

    def published(self) -> "CorrectionQuerySet":
        """Those of stories that anyone may read now, with what a list shows of them."""
        stories = Article.objects.published().values("pk")
        return self.filter(article__in=stories).select_related("article__section")


class Correction(models.Model):
    """What was wrong and what is right; it stands under the story, with its date.

    It is added and never rewritten: readers may have relied on it. One that is wrong
    itself is corrected by the next.
    """

    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="corrections",
    )
    text = models.TextField(
        _("correction"),
        max_length=600,
        help_text=_("What the story said, and what is right."),
    )
    made_at = models.DateTimeField(_("corrected at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = (
            models.CheckConstraint(
                condition=~Q(text=""), name="a_correction_says_something"
            ),
        )
        indexes = (
            models.Index(fields=("-made_at", "-id"), name="corrections_newest_first"),
        )

    def __str__(self) -> str:
        return self.text

    def save(self, *args, **kwargs) -> None:
        """Keep it, and mark its story as changed when it was made."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            earlier = Q(updated_at__isnull=True) | Q(updated_at__lt=self.made_at)
            stories = Article.objects.filter(earlier, pk=self.article_id)
            stories.update(updated_at=self.made_at)
