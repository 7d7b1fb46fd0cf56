"""Which codes open the conversation without payment, and who has used one?"""

import secrets
from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Without letters and digits that are read for each other.
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
MOST_CODES = 5_000


def new_code() -> str:
    """Three groups of four that nobody guesses: "K7QM-2XWD-9TRA"."""
    letters = [secrets.choice(ALPHABET) for _place in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


class CodeBatchQuerySet(models.QuerySet["CodeBatch"]):
    """Questions about many batches."""

    def with_redeemed(self) -> "CodeBatchQuerySet":
        """Each with ``redeemed``: how many of its codes have been used."""
        used = Count("codes", filter=Q(codes__grant__isnull=False))
        return self.annotate(redeemed=used)


class CodeQuerySet(models.QuerySet["Code"]):
    """Questions about many codes."""

    def with_readers(self) -> "CodeQuerySet":
        """In the order they were made, each with whoever has used it."""
        return self.select_related("grant__user").order_by("pk")

    def unused(self) -> "CodeQuerySet":
        """Those that nobody has used, in the order they were made."""
        return self.filter(grant__isnull=True).order_by("pk")


class CodeBatch(models.Model):
    """Codes made together for one reason; each gives one person some days once."""

    reason = models.CharField(
        _("reason"), max_length=200, help_text=_("Such as “Readers' day in Oaxaca”.")
    )
    size = models.PositiveIntegerField(
        _("how many codes"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CODES)],
    )
    days = models.PositiveSmallIntegerField(
        _("days of access"), validators=[MinValueValidator(1), MaxValueValidator(1100)]
    )
    expires_at = models.DateTimeField(_("to be redeemed before"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
    )

    objects = CodeBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of codes")
        verbose_name_plural = _("batches of codes")
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""), name="a_batch_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(days__gt=0, size__gt=0, size__lte=MOST_CODES),
                name="a_batch_has_codes_and_days",
            ),
        )

    def __str__(self) -> str:
        return self.reason

    @property
    def last_day(self) -> date:
        """The last day on which its codes can be redeemed, as the paper counts days."""
        return timezone.localdate(self.expires_at - timedelta(microseconds=1))

    @property
    def is_over(self) -> bool:
        """True when its codes can be redeemed no more."""
        return self.expires_at <= timezone.now()


class Code(models.Model):
    """One code; its grant says who has used it and when."""

    batch = models.ForeignKey(
        CodeBatch,
        on_delete=models.PROTECT,
        related_name="codes",
        verbose_name=_("batch"),
    )
    code = models.CharField(_("code"), max_length=14, unique=True, default=new_code)
    grant = models.OneToOneField(
        "subscriptions.Grant",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="code",
        verbose_name=_("redeemed"),
    )

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")

    def __str__(self) -> str:
        return self.code
