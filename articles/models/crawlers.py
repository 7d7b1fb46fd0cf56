"""What are the crawlers of AI companies asked to do with the paper?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CrawlerRules(models.Model):
    """The one row that says it; robots.txt is drawn from it."""

    class Preset(models.TextChoices):
        OPEN = "open", _("Open: they may search, answer and train")
        SEARCH = "search", _("Search: they may find and link stories, not train")
        CLOSED = "closed", _("Closed: they are asked to stay away")

    preset = models.CharField(
        _("crawlers of AI companies"),
        max_length=10,
        choices=Preset,
        default=Preset.SEARCH,
        help_text=_(
            "What robots.txt asks of them. Search engines such as Google and Bing find "
            "every story in any case. “Closed” also takes the paper out of the answers "
            "of these companies."
        ),
    )

    class Meta:
        verbose_name = _("rules for crawlers")
        verbose_name_plural = _("rules for crawlers")
        constraints = (
            models.CheckConstraint(
                condition=Q(pk=1), name="there_is_one_set_of_rules_for_crawlers"
            ),
        )

    def __str__(self) -> str:
        return str(_("Crawlers"))

    @classmethod
    def current(cls) -> "CrawlerRules":
        """The rules as they are now; the usual ones until someone has changed them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
