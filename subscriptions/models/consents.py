"""To what exactly did a reader agree before she was sent to pay?"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from subscriptions.models.plans import Plan, money


class Consent(models.Model):
    """A reader's word, kept as it was given; a trigger refuses to change or delete it.

    Source: https://www.diputados.gob.mx/LeyesBiblio/pdf/LFPC.pdf (76 Bis, VIII)
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="consents",
        verbose_name=_("person"),
    )
    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="+", verbose_name=_("plan")
    )
    checkout = models.CharField(_("Stripe checkout"), max_length=255)
    text = models.TextField(_("text shown"))
    amount = models.PositiveIntegerField(_("amount in cents"))
    currency = models.CharField(_("currency"), max_length=3)
    interval = models.CharField(_("charged every"), max_length=5)
    next_charge_on = models.DateField(_("next charge"))
    agreed_at = models.DateTimeField(_("agreed"), default=timezone.now)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = (
            models.UniqueConstraint(
                fields=("checkout", "text"), name="a_visit_agrees_to_a_text_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(checkout=""),
                name="a_consent_has_a_text_and_a_visit",
            ),
        )
        indexes = (
            models.Index(fields=("user", "-agreed_at"), name="consent_of_person"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.plan}"

    @property
    def price(self) -> str:
        """The amount as a person reads it."""
        return money(self.amount, self.currency)
