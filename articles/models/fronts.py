"""What did an editor put on the front page, in which order and until when?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FrontQuerySet(models.QuerySet["Front"]):
    """Questions about many arrangements."""

    def newest_published(self) -> "FrontQuerySet":
        """What counted, the latest first; the id settles equal times."""
        published = self.filter(published_at__isnull=False)
        return published.order_by("-published_at", "-pk")

    def draft(self) -> "Front | None":
        """The one that is being arranged, if any."""
        return self.filter(published_at__isnull=True).order_by("-pk").first()

    def with_slots(self) -> "FrontQuerySet":
        """Each with its places and who arranged it, in two queries."""
        slots = models.Prefetch("slots", Slot.objects.select_related("article"))
        return self.select_related("by").prefetch_related(slots)


class Front(models.Model):
    """One arrangement of the front page; the latest published one counts.

    An older one is put back by publishing a copy of it, so nothing is lost.
    """

    made_at = models.DateTimeField(_("begun"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = FrontQuerySet.as_manager()

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        indexes = (
            models.Index(
                F("published_at").desc(),
                condition=Q(published_at__isnull=False),
                name="front_latest_published",
            ),
        )

    def __str__(self) -> str:
        return str(self.published_at or self.made_at)


class Slot(models.Model):
    """A place on the front page that an editor has filled; the others fill themselves.

    Place 0 is the lead.
    """

    front = models.ForeignKey(
        Front,
        verbose_name=_("front page"),
        on_delete=models.CASCADE,
        related_name="slots",
    )
    place = models.PositiveSmallIntegerField(_("place"))
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="slots",
    )
    until = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Then it fills itself again.")
    )

    class Meta:
        ordering = ("place",)
        verbose_name = _("place on the front page")
        verbose_name_plural = _("places on the front page")
        constraints = (
            models.UniqueConstraint(
                fields=("front", "place"), name="a_place_holds_one_story"
            ),
            models.UniqueConstraint(
                fields=("front", "article"), name="no_story_stands_twice_in_front"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place}: {self.article_id}"


class BannerQuerySet(models.QuerySet["Banner"]):
    """Questions about many banners."""

    def running(self) -> "BannerQuerySet":
        """Those whose time it is; a story that is not public takes its line along."""
        now = timezone.now()
        is_public = Q(article__status="live", article__published_at__lte=now)
        return self.filter(
            Q(article__isnull=True) | is_public, starts_at__lte=now, until__gt=now
        )

    def shown(self) -> "Banner | None":
        """The one that readers see: of several, the one that began last."""
        running = self.running().select_related("article__section")
        return running.order_by("-starts_at", "-pk").first()


class Banner(models.Model):
    """A line across the top of the paper for what can't wait."""

    class Level(models.TextChoices):
        BREAKING = "breaking", _("Breaking")
        LIVE = "live", _("Live")
        NOTICE = "notice", _("Notice")

    text = models.CharField(_("text"), max_length=140)
    level = models.CharField(
        _("level"), max_length=10, choices=Level, default=Level.BREAKING
    )
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where the line leads; it may lead nowhere."),
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    until = models.DateTimeField(_("until"))

    objects = BannerQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at",)
        verbose_name = _("banner")
        verbose_name_plural = _("banners")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("starts_at")),
                name="a_banner_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="a_banner_says_something"
            ),
        )

    def __str__(self) -> str:
        return self.text


class Reads(models.Model):
    """How often a story was read in an hour; nobody knows by whom."""

    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="reads",
    )
    hour = models.DateTimeField(_("hour"))
    count = models.PositiveIntegerField(_("times read"), default=0)

    class Meta:
        verbose_name = _("reads of a story")
        verbose_name_plural = _("reads of stories")
        constraints = (
            models.UniqueConstraint(
                fields=("hour", "article"), name="a_story_is_counted_once_an_hour"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} {self.hour}: {self.count}"
