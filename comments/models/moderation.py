"""What did a moderator decide, why, and who may not write for now?"""

import uuid
from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
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
        return self._silencing(person).exists()

    def silent_until(self, person) -> datetime | None:
        """When the person may write again; None when no end is set."""
        ends = self._silencing(person).values_list("until", flat=True)
        known = [end for end in ends if end]
        return max(known, default=None) if len(known) == len(ends) else None

    def holds(self, person) -> bool:
        """True while everything the person writes waits for a moderator."""
        held = self.in_force().against(person).filter(kind=Sanction.Kind.HOLD)
        return held.exists()

    def _silencing(self, person) -> "SanctionQuerySet":
        kinds = (Sanction.Kind.SUSPENSION, Sanction.Kind.BAN)
        return self.in_force().against(person).filter(kind__in=kinds)


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


def _decided_later() -> models.QuerySet:
    """What was decided about the same comment after a decision."""
    later = {"comment": OuterRef("comment"), "pk__gt": OuterRef("pk")}
    about = ModerationAction.objects.filter(**later)
    return about.exclude(verb__in=("pick", "unpick"))


def _is_standing():
    """True of a decision that can be taken back: nothing has changed it since."""
    can_be = Q(verb__in=ModerationAction.CAN_BE_UNDONE)
    return ~Exists(_decided_later()) & can_be & Q(comment__status=F("became"))


class ModerationActionQuerySet(models.QuerySet["ModerationAction"]):
    """Questions about many decisions."""

    def standing(self, batch: uuid.UUID) -> "list[ModerationAction]":
        """What was decided together and is the last word about its comment still."""
        together = self.filter(batch=batch, verb__in=ModerationAction.CAN_BE_UNDONE)
        return list(together.filter(~Exists(_decided_later())))

    def decided_in(self, batch: uuid.UUID | None) -> set[int]:
        """The numbers of the comments that were decided together."""
        together = self.filter(batch=batch) if batch else self.none()
        return set(together.values_list("comment", flat=True))

    def by(self, moderator) -> "ModerationActionQuerySet":
        """What one moderator decided."""
        return self.filter(moderator_id=moderator.pk)

    def deciding(self, comment) -> "ModerationActionQuerySet":
        """What was decided about where one comment stands, the last first."""
        chosen = ("pick", "unpick")
        return self.filter(comment=comment).exclude(verb__in=chosen).order_by("-pk")

    def latest_first(self) -> "ModerationActionQuerySet":
        """The last decision first; the number settles equal times."""
        return self.order_by("-created_at", "-pk")

    def earlier_than(self, at, pk: int) -> "ModerationActionQuerySet":
        """What was decided before a place in time."""
        tie = Q(created_at__lt=at) | Q(pk__lt=pk)
        return self.filter(tie, created_at__lte=at)

    def with_standing(self) -> "ModerationActionQuerySet":
        """With whether each is the last word about its comment still."""
        return self.annotate(is_standing=_is_standing())

    def with_company(self) -> "ModerationActionQuerySet":
        """With how many were decided together with each."""
        others = ModerationAction.objects.filter(batch=OuterRef("batch")).order_by()
        counted = others.values("batch").annotate(all=Count("pk")).values("all")
        return self.annotate(together=Subquery(counted))

    def last_of(self, moderator, *, since) -> "ModerationAction | None":
        """Her last decision that can still be taken back, unless it is too old."""
        hers = self.by(moderator).filter(_is_standing(), created_at__gte=since)
        return hers.latest_first().with_company().first()


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
        UPHOLD = "uphold", _("Upheld")

    CAN_BE_UNDONE = (
        Verb.REMOVE,
        Verb.RESTORE,
        Verb.APPROVE,
        Verb.KEEP,
        Verb.UPHOLD,
    )

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
