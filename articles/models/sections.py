"""Where does a story belong: which section, which topics?"""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.addresses import refuse_reserved_slug


class Section(models.Model):
    """A part of the paper, with its own page and place on the front page."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(
        _("slug"), max_length=40, unique=True, validators=[refuse_reserved_slug]
    )
    deck = models.CharField(_("deck"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Lower comes first.")
    )

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:section", args=[self.slug])


class Topic(models.Model):
    """A subject that stories share."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])
