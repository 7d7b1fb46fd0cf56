"""How much is said under a story, by how many, when last, and may more be said?"""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.rules import Rules


class Discussion(models.Model):
    """The numbers of one story's thread, kept by PostgreSQL, and how it is run.

    Python only reads the numbers; the mode is the newsroom's. Save the mode with
    ``update_fields``, so that no number is ever written back.
    """

    class Mode(models.TextChoices):
        OPEN = "open", _("Open")
        HELD_FIRST = "held_first", _("Held first: a moderator lets each comment in")
        SLOW = "slow", _("Slow: one comment a person every few minutes")
        CLOSED = "closed", _("Closed: can be read, not added to")

    article = models.OneToOneField(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="discussion",
    )
    visible = models.PositiveIntegerField(default=0, db_default=0)
    voices = models.PositiveIntegerField(default=0, db_default=0)
    version = models.PositiveBigIntegerField(default=0, db_default=0)
    last_comment_at = models.DateTimeField(null=True)
    mode = models.CharField(
        _("mode"),
        max_length=10,
        choices=Mode,
        default=Mode.OPEN,
        db_default=Mode.OPEN,
    )
    slow_minutes = models.PositiveSmallIntegerField(
        _("minutes between two comments"),
        default=5,
        db_default=5,
        validators=[MinValueValidator(1), MaxValueValidator(1440)],
        help_text=_("In a slow thread, for each person."),
    )
    stays_open = models.BooleanField(
        _("stays open"),
        default=False,
        db_default=False,
        help_text=_("Never closes by its age."),
    )

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        constraints = (
            models.CheckConstraint(
                condition=Q(voices__lte=models.F("visible"))
                & (Q(visible=0) | Q(voices__gt=0)),
                name="nobody_speaks_without_a_comment",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=("open", "held_first", "slow", "closed")),
                name="a_thread_has_a_known_mode",
            ),
        )

    def __str__(self) -> str:
        return str(self.article)

    @property
    def is_closed(self) -> bool:
        """True when nobody may add to it: by hand, or because the story is old."""
        if self.mode == self.Mode.CLOSED:
            return True
        days = Rules.current().close_after_days
        began = self.article.published_at
        if self.stays_open or not days or not began:
            return False
        return began + timedelta(days=days) <= timezone.now()


class Voice(models.Model):
    """How many comments one person has under one story, in whatever state.

    It holds no words, so it is not behind the wall: through it Django refuses to delete
    a story or a person with comments even while the comments can't be seen.
    """

    pk = models.CompositePrimaryKey("article_id", "author_id")
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,
        related_name="voices",
        db_index=False,
    )
    author = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="voices"
    )
    visible = models.IntegerField(default=0)
    written = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.written} comments"


class HourOfTalk(models.Model):
    """How many comments of an hour can be seen under a story, kept by PostgreSQL.

    Numbers alone: the wall need not be opened to know where the talk is. Only the last
    seven days are kept right; older hours are deleted.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="hours_of_talk"
    )
    hour = models.DateTimeField()
    visible = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("hour", "article"), name="an_hour_of_talk_is_counted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.visible} comments"
