"""What does the paper say about itself: its makers, its rules, its terms?"""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.body import BodyField


class PageQuerySet(models.QuerySet["Page"]):
    """Questions about the pages."""

    def at(self, address: str) -> "Page | None":
        """The page at the address, or None when nobody has written it."""
        return self.filter(slug=address).first()


class Page(models.Model):
    """A page that stands for long: about, ethics, privacy, terms, contact, corrections.

    Its address is fixed; without a row the address answers that nothing is there.
    """

    class Address(models.TextChoices):
        ABOUT = "about", _("About")
        ETHICS = "ethics", _("Ethics")
        PRIVACY = "privacy", _("Privacy")
        TERMS = "terms", _("Terms")
        CONTACT = "contact", _("Contact")
        CORRECTIONS = "corrections", _("Corrections")

    slug = models.CharField(_("address"), max_length=20, unique=True, choices=Address)
    headline = models.CharField(_("headline"), max_length=140)
    body = BodyField(_("body"))
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("articles:page", args=[self.slug])
