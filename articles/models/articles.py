"""What is a story, and which stories exist for the public now?"""

from datetime import datetime, time, timedelta

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles import previews, search
from articles.body import BodyField, plain
from articles.models.authors import Byline


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about many stories."""

    def published(self) -> "ArticleQuerySet":
        """Articles anyone may read now: live and past their publication time."""
        return self.filter(status=Article.Status.LIVE, published_at__lte=timezone.now())

    def newest_first(self) -> "ArticleQuerySet":
        """Latest publication first; the id settles equal times."""
        return self.order_by("-published_at", "-pk")

    def for_card(self) -> "ArticleQuerySet":
        """What a story card shows, in one query; a card that asks for more raises."""
        return (
            self.select_related("section", "picture", "discussion")
            .defer("body", "search_document")
            .fetch_mode(models.FETCH_RAISE)
        )

    def for_page(self) -> "ArticleQuerySet":
        """Everything a story's own page shows, in a fixed number of queries."""
        return (
            self.select_related("section", "picture", "discussion")
            .defer("search_document")
            .prefetch_related(
                models.Prefetch("bylines", Byline.objects.select_related("author")),
                "sources",
                "topics",
            )
        )

    def in_section(self, section) -> "ArticleQuerySet":
        """Stories of one section."""
        return self.filter(section=section)

    def about(self, topic) -> "ArticleQuerySet":
        """Stories that carry the topic."""
        return self.filter(topics=topic)

    def by(self, author) -> "ArticleQuerySet":
        """Stories with the author in their byline."""
        return self.filter(bylines__author=author)

    def previewed(self, token: str) -> "Article | None":
        """The story a preview's signed address names; None when it is stale."""
        return self.filter(pk=previews.story_of(token)).first()

    def since(self, moment) -> "ArticleQuerySet":
        """Stories published at the moment or later."""
        return self.filter(published_at__gte=moment)

    def matching(self, words: str) -> "ArticleQuerySet":
        """Stories that hold the words, best match first."""
        return search.matching(self, words)

    def of_day(self, day) -> "ArticleQuerySet":
        """Stories published on a date of the paper's time zone."""
        midnight = datetime.combine(day, time.min, timezone.get_default_timezone())
        return self.filter(
            published_at__gte=midnight, published_at__lt=midnight + timedelta(days=1)
        )


class Article(models.Model):
    """A story, from its first draft to its withdrawal."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        LIVE = "live", _("Live")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        SPANISH = "es", _("Spanish")

    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.PROTECT,
        related_name="articles",
    )
    kicker = models.CharField(
        _("kicker"), max_length=40, blank=True, help_text=_("The label above.")
    )
    headline = models.CharField(_("headline"), max_length=140)
    deck = models.CharField(
        _("deck"), max_length=220, blank=True, help_text=_("The line under it.")
    )
    excerpt = models.CharField(
        _("excerpt"),
        max_length=180,
        blank=True,
        help_text=_("On a card; the deck stands in for it."),
    )
    slug = models.SlugField(_("slug"), max_length=90, unique=True)
    dateline = models.CharField(
        _("dateline"),
        max_length=80,
        blank=True,
        help_text=_("The place that opens the story, as in TIJUANA, Baja California."),
    )
    body = BodyField(_("body"), blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.ENGLISH
    )
    picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("lead picture"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
    )
    authors = models.ManyToManyField(
        "articles.Author",
        through="Byline",
        related_name="articles",
        verbose_name=_("authors"),
    )
    topics = models.ManyToManyField(
        "articles.Topic",
        blank=True,
        related_name="articles",
        verbose_name=_("topics"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("A time to come means the story is scheduled."),
    )
    updated_at = models.DateTimeField(
        _("updated at"),
        null=True,
        blank=True,
        help_text=_("Set it when readers should know that the facts changed."),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    search_document = models.GeneratedField(
        expression=search.document(),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_document"])

    class Meta:
        ordering = ("-published_at", "-pk")
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = (("publish_article", "Can publish and withdraw stories"),)
        indexes = (
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(status="live"),
                name="live_newest_first",
            ),
            models.Index(
                F("section"),
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(status="live"),
                name="live_by_section",
            ),
            GinIndex(fields=["search_document"], name="article_search"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="live") | Q(published_at__isnull=False),
                name="live_article_has_a_publication_time",
            ),
            models.CheckConstraint(
                condition=~Q(headline=""), name="an_article_has_a_headline"
            ),
        )

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.section.slug, self.slug])

    def get_preview_url(self) -> str:
        """A signed address that shows the story before it is published."""
        return reverse("articles:preview", args=[previews.token_of(self.pk)])

    def clean(self) -> None:
        """A live story keeps its time; the admin says so before the database does."""
        if self.status == self.Status.LIVE and not self.published_at:
            raise ValidationError(
                _("A live story needs its publication time. Withdraw it instead.")
            )

    @property
    def is_published(self) -> bool:
        """True when anyone may read it now; says the same as ``published()``."""
        return bool(
            self.status == self.Status.LIVE
            and self.published_at
            and self.published_at <= timezone.now()
        )

    @property
    def is_scheduled(self) -> bool:
        """True when it will be published by itself at a time to come."""
        return self.status == self.Status.LIVE and not self.is_published

    @property
    def card_text(self) -> str:
        """The words under the headline on a card: the excerpt, else the deck."""
        return self.excerpt or self.deck

    @property
    def summary(self) -> str:
        """One sentence for feeds and search engines."""
        return self.deck or self.excerpt or plain(self.body)[:200]

    def publish(self, *, at=None) -> None:
        """Make it live now, or at the time given; an earlier time stays as it was."""
        self.status = self.Status.LIVE
        self.published_at = at or self.published_at or _whole_second()
        self.save()

    def withdraw(self) -> None:
        """Take it from the public; its address answers that it was withdrawn."""
        self.status = self.Status.WITHDRAWN
        self.save()


def _whole_second():
    # The admin's form has no microseconds: it would see a change on every save.
    return timezone.now().replace(microsecond=0)
