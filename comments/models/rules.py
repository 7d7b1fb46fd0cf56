"""What does the newsroom hold, refuse or slow down by itself?"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from comments.listed_words import key


class Rules(models.Model):
    """The one row of numbers that every new comment is measured by; 0 means never."""

    first_held = models.PositiveSmallIntegerField(
        _("first comments held"),
        default=0,
        help_text=_("How many comments of a new subscriber wait for a moderator."),
    )
    links_held = models.PositiveSmallIntegerField(
        _("links that hold a comment"),
        default=3,
        help_text=_("A comment with this many links or more waits."),
    )
    blocked_hosts = models.TextField(
        _("hosts that hold a comment"),
        blank=True,
        help_text=_("One a line, as in example.com; what stands below it counts too."),
    )
    trusted_hosts = models.TextField(
        _("hosts that never count as links"), blank=True, help_text=_("One a line.")
    )
    capitals_percent = models.PositiveSmallIntegerField(
        _("percent of capitals that holds a comment"), default=70
    )
    same_text_hours = models.PositiveSmallIntegerField(
        _("hours in which the same text is held"), default=24
    )
    seconds_between = models.PositiveSmallIntegerField(
        _("seconds between two comments"), default=5
    )
    per_hour = models.PositiveSmallIntegerField(_("comments an hour"), default=30)
    per_day = models.PositiveSmallIntegerField(_("comments a day"), default=200)
    close_after_days = models.PositiveSmallIntegerField(
        _("days until a thread closes"),
        default=0,
        help_text=_("Counted from the publication of its story."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rules")
        verbose_name_plural = _("rules")
        constraints = (
            models.CheckConstraint(condition=Q(pk=1), name="there_is_one_set_of_rules"),
        )

    def __str__(self) -> str:
        return str(_("The rules"))

    @classmethod
    def current(cls) -> "Rules":
        """The rules as they are now; the usual ones until someone has changed them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class ListedWord(models.Model):
    """A word, or several, that makes a comment wait for a moderator."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        SPANISH = "es", _("Spanish")

    words = models.CharField(_("word or words"), max_length=80)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.ENGLISH
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ("language", "words")
        verbose_name = _("listed word")
        verbose_name_plural = _("listed words")
        constraints = (
            models.UniqueConstraint(
                fields=("words", "language"), name="a_word_is_listed_once"
            ),
            models.CheckConstraint(
                condition=~Q(words=""), name="a_listed_word_is_not_empty"
            ),
        )

    def __str__(self) -> str:
        return self.words

    @classmethod
    def all_words(cls) -> tuple[str, ...]:
        """Everything that is listed, in whichever language."""
        return tuple(cls.objects.values_list("words", flat=True))

    @classmethod
    def in_language(cls, language: str) -> dict[str, "ListedWord"]:
        """The words of one language, by what their spellings share."""
        return {key(one.words): one for one in cls.objects.filter(language=language)}

    @classmethod
    def add(cls, lines: Iterable[str], *, language: str) -> "Added":
        """List those that are not listed yet, in whatever spelling."""
        known = cls.in_language(language)
        new: dict[str, ListedWord] = {}
        again: dict[str, str] = {}
        for words in lines:
            same = key(words)
            if same in known:
                again[same] = known[same].words
            else:
                new.setdefault(same, cls(words=words, language=language))
        # Another moderator may be adding the same ones.
        ListedWord.objects.bulk_create(new.values(), ignore_conflicts=True)
        names = [one.words for one in new.values()]
        rows = cls.objects.filter(language=language, words__in=names)
        return Added(list(rows), list(again.values()))


class Added(NamedTuple):
    """What came of listing words: the new ones, and those that were there."""

    new: list[ListedWord]
    again: list[str]
