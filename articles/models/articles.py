"""What is a story, and what becomes of it?"""

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
from articles.models.article_lists import ArticleQuerySet


class Article(models.Model):
    """A story, from its first draft to its withdrawal."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        LIVE = "live", _("Live")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        OPINION = "opinion", _("Opinion")
        SPONSORED = "sponsored", _("Sponsored")

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
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        default=Kind.NEWS,
        help_text=_("Opinion and sponsored stories say so wherever they stand."),
    )
    sponsor = models.CharField(
        _("sponsor"),
        max_length=80,
        blank=True,
        help_text=_("Who paid for a sponsored story; readers see it."),
    )
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        help_text=_("The story this one says in another language."),
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
            models.CheckConstraint(
                condition=Q(kind="sponsored") ^ Q(sponsor=""),
                name="a_sponsored_story_names_its_sponsor",
            ),
            models.CheckConstraint(
                condition=~Q(translation_of=F("id")),
                name="a_story_does_not_translate_itself",
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
        """Say what does not fit before the database does, and beside its field."""
        if self.status == self.Status.LIVE and not self.published_at:
            raise ValidationError(
                _("A live story needs its publication time. Withdraw it instead.")
            )
        self.sponsor = self.sponsor.strip()
        if self.is_sponsored and not self.sponsor:
            raise ValidationError({"sponsor": _("Readers must learn who paid for it.")})
        if self.sponsor and not self.is_sponsored:
            said = _("Only a sponsored story has a sponsor. Choose that kind, or none.")
            raise ValidationError({"sponsor": said})
        self._clean_translation()

    def _clean_translation(self) -> None:
        if (original := self.translation_of) is None:
            return
        said = None
        if original.pk == self.pk:
            said = _("A story does not translate itself.")
        elif original.language == self.language:
            said = _("Both are in the same language; a translation is in another.")
        elif original.translation_of_id or (self.pk and self.translations.exists()):
            said = _("Choose the story that was written first; it translates none.")
        if said:
            raise ValidationError({"translation_of": said})

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
    def is_opinion(self) -> bool:
        """True for one person's view, which says so wherever it stands."""
        return self.kind == self.Kind.OPINION

    @property
    def is_sponsored(self) -> bool:
        """True when somebody paid for it, who is named wherever it stands."""
        return self.kind == self.Kind.SPONSORED

    @property
    def corrected_at(self):
        """When it was last corrected, or None."""
        made = [correction.made_at for correction in self.corrections.all()]
        return max(made, default=None)

    @property
    def changed_at(self):
        """When its facts last changed: an update, or a correction; else None."""
        moments = [at for at in (self.updated_at, self.corrected_at) if at]
        return max(moments, default=None)

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
