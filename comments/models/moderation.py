"""What did a moderator decide, why, and who may not write for now?"""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a comment was removed, or its author stopped."""

    ABUSE = "abuse", _("It attacks or insults someone")
    OFF_TOPIC = "off_topic", _("It has nothing to do with the story")
    FALSE = "false", _("It states something false as a fact")
    SPAM = "spam", _("It is advertising or repeats itself")
    ILLEGAL = "illegal", _("It breaks the law")
    OTHER = "other", _("Another reason")


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Questions about many sanctions."""

    def in_force(self) -> "SanctionQuerySet":
        """Sanctions that were neither lifted nor have run out."""
        return self.filter(
            Q(until=None) | Q(until__gt=timezone.now()), lifted_at__isnull=True
        )

    def against(self, person) -> "SanctionQuerySet":
        """What stands against one person."""
        return self.filter(person=person)

    def silences(self, person) -> bool:
        """True while the person may not write at all."""
        kinds = (Sanction.Kind.SUSPENSION, Sanction.Kind.BAN)
        return self.in_force().against(person).filter(kind__in=kinds).exists()

    def holds(self, person) -> bool:
        """True while everything the person writes waits for a moderator."""
        held = self.in_force().against(person).filter(kind=Sanction.Kind.HOLD)
        return held.exists()


class Sanction(models.Model):
    """A limit on what someone may write. Reading is never taken away."""

    class Kind(models.TextChoices):
        HOLD = "hold", _("Comments wait for a moderator")
        SUSPENSION = "suspension", _("May not write until a date")
        BAN = "ban", _("May not write")

    person = models.ForeignKey(
        "accounts.User",
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="sanctions",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    created_by = models.ForeignKey(
        "accounts.User",
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind="suspension") | Q(until__isnull=False),
                name="a_suspension_has_an_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"


class ModerationActionQuerySet(models.QuerySet["ModerationAction"]):
    """Questions about many decisions."""

    def standing(self, batch: uuid.UUID) -> "list[ModerationAction]":
        """What was decided together and is the last word about its comment still."""
        later = ModerationAction.objects.filter(
            comment=OuterRef("comment"), pk__gt=OuterRef("pk")
        ).exclude(verb__in=("pick", "unpick"))
        together = self.filter(batch=batch, verb__in=ModerationAction.CAN_BE_UNDONE)
        return list(together.filter(~Exists(later)))

    def by(self, moderator) -> "ModerationActionQuerySet":
        """What one moderator decided."""
        return self.filter(moderator_id=moderator.pk)


class ModerationAction(models.Model):
    """One decision about one comment. The database refuses to change or delete it.

    Person and comment are plain numbers with no foreign key behind them, so that the
    record never stands in the way of anything and nothing ever rewrites it.
    """

    class Verb(models.TextChoices):
        REMOVE = "remove", _("Removed")
        RESTORE = "restore", _("Restored")
        APPROVE = "approve", _("Approved")
        KEEP = "keep", _("Kept")
        PICK = "pick", _("Picked")
        UNPICK = "unpick", _("No longer picked")
        UNDO = "undo", _("Undone")

    CAN_BE_UNDONE = (Verb.REMOVE, Verb.RESTORE, Verb.APPROVE, Verb.KEEP)

    comment = models.ForeignKey(
        "comments.Comment",
        verbose_name=_("comment"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="actions",
    )
    moderator = models.ForeignKey(
        "accounts.User",
        verbose_name=_("moderator"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    verb = models.CharField(_("decision"), max_length=10, choices=Verb)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    note = models.CharField(_("words to the author"), max_length=500, blank=True)
    was = models.CharField(_("before"), max_length=7, blank=True)
    became = models.CharField(_("after"), max_length=7, blank=True)
    was_reason = models.CharField(_("reason before"), max_length=10, blank=True)
    batch = models.UUIDField(
        _("decided together"),
        default=uuid.uuid4,
        db_default=RandomUUID(),
        db_index=True,
    )
    undoes = models.BigIntegerField(_("undoes"), null=True, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ModerationActionQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = (
            models.Index(F("created_at").desc(), name="latest_decisions"),
            models.Index(
                F("moderator"), F("created_at").desc(), name="decisions_of_a_moderator"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("undoes",), name="a_decision_is_undone_once"
            ),
            models.CheckConstraint(
                condition=~Q(verb="remove") | ~Q(reason=""),
                name="a_removal_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Decision {self.pk}"


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Questions about many appeals."""

    def waiting(self) -> "AppealQuerySet":
        """Appeals that nobody has decided, the longest wait first."""
        return self.filter(decided_at=None).order_by("created_at", "pk")


class Appeal(models.Model):
    """An author's one answer to the removal of a comment; another moderator decides."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("It stays removed")
        REVERSED = "reversed", _("It is back in the thread")

    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.CASCADE, related_name="appeal"
    )
    removal = models.ForeignKey(
        ModerationAction,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    words = models.CharField(_("why it should be back"), max_length=1000)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=Outcome, blank=True, default=""
    )
    answer = models.CharField(_("words to the author"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User",
        verbose_name=_("decided by"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        indexes = (
            models.Index(
                F("created_at"),
                condition=Q(decided_at__isnull=True),
                name="waiting_appeals",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(outcome=""),
                name="a_decided_appeal_has_an_outcome",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="an_appeal_has_words"),
        )

    def __str__(self) -> str:
        return f"Appeal {self.pk}"
