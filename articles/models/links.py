"""Where did a story's facts come from, and which stories did an editor pick?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """Where a story's facts came from: "With reports from …"."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="sources"
    )
    name = models.CharField(_("name"), max_length=80)
    link = models.URLField(_("link"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name


class RelatedPick(models.Model):
    """An editor's choice of a related story, in order."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="related_picks"
    )
    related = models.ForeignKey(
        "articles.Article",
        verbose_name=_("related story"),
        on_delete=models.CASCADE,
        related_name="picked",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("related pick")
        verbose_name_plural = _("related picks")
        constraints = (
            models.UniqueConstraint(
                fields=["article", "related"], name="a_story_is_picked_once"
            ),
            models.CheckConstraint(
                condition=~Q(article=F("related")),
                name="a_story_is_not_related_to_itself",
            ),
        )

    def __str__(self) -> str:
        return str(self.related)
