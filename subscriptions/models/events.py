"""What has Stripe told us, and what have we told the subscriber?"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StripeEvent(models.Model):
    """An event that has had its effect; its id keeps it from having another."""

    stripe_id = models.CharField(_("event"), max_length=128, primary_key=True)
    type = models.CharField(_("type"), max_length=128)
    customer = models.CharField(_("Stripe customer"), max_length=64, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    class Meta:
        verbose_name = _("event from Stripe")
        verbose_name_plural = _("events from Stripe")
        indexes = (
            models.Index(fields=("-received_at",), name="stripe_event_newest_first"),
            models.Index(fields=("customer",), name="stripe_event_of_customer"),
        )

    def __str__(self) -> str:
        return self.type


class Notice(models.Model):
    """A mail about a subscription: one for each kind and cause, however often asked."""

    class Kind(models.TextChoices):
        WELCOME = "subscription_welcome", _("Welcome")
        PAYMENT_FAILED = "subscription_payment_failed", _("Payment failed")
        CANCELLED = "subscription_cancelled", _("Cancelled")
        KEPT = "subscription_kept", _("Cancellation taken back")
        RECEIPT = "subscription_receipt", _("Receipt")
        RENEWAL = "subscription_renewal", _("Renewal announced")
        ENDED = "subscription_ended", _("Ended")
        WITHDRAWN = "subscription_withdrawn", _("Withdrawn, and paid back")

    subscription = models.ForeignKey(
        "subscriptions.Subscription",
        on_delete=models.PROTECT,
        related_name="notices",
        verbose_name=_("subscription"),
    )
    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    cause = models.CharField(
        _("cause"), max_length=64, help_text=_("What it is about, such as a period.")
    )
    made_at = models.DateTimeField(_("enqueued"), default=timezone.now)

    class Meta:
        verbose_name = _("mail about a subscription")
        verbose_name_plural = _("mails about subscriptions")
        constraints = (
            models.UniqueConstraint(
                fields=("subscription", "kind", "cause"),
                name="a_cause_is_told_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.cause}"
