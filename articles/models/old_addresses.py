"""Where did a story or a section stand before, and where is it now?"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OldAddressQuerySet(models.QuerySet["OldAddress"]):
    """Questions about many old addresses."""

    def story_at(self, path: str):
        """The story that stood at the path, with its section and numbers, or None."""
        rows = self.filter(path=path, article__isnull=False)
        row = rows.select_related("article__section", "article__discussion").first()
        return row.article if row else None

    def section_at(self, path: str):
        """The section that stood at the path, or None."""
        rows = self.filter(path=path, section__isnull=False)
        row = rows.select_related("section").first()
        return row.section if row else None


class OldAddress(models.Model):
    """A path that readers may still have; it leads to what stood there.

    It names the thing and not its next address, so it never leads through another. A
    trigger of the database writes it, whoever changed a slug and by whatever road.
    """

    path = models.CharField(
        _("old path"),
        max_length=140,
        unique=True,
        help_text=_("Such as “news/old-slug”, without slashes around it."),
    )
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="old_addresses",
    )
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="old_addresses",
    )
    left_at = models.DateTimeField(_("left"), default=timezone.now)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = (
            models.CheckConstraint(
                condition=Q(article__isnull=True) ^ Q(section__isnull=True),
                name="an_old_address_leads_to_one_thing",
            ),
        )

    def __str__(self) -> str:
        return self.path
