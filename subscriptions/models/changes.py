"""What has changed about somebody's access, when, and what made us look?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccessChange(models.Model):
    """One step of a subscription as we saw it; ``mirror`` writes it with the row."""

    class Cause(models.TextChoices):
        WEBHOOK = "webhook", _("Stripe sent an event")
        RETURN = "return", _("She came back from paying")
        CHECKOUT = "checkout", _("She went to the checkout")
        RECONCILE = "reconcile", _("The comparison with Stripe found it")
        READER = "reader", _("She changed it on her account page")
        DESK = "desk", _("Somebody at the desk changed it or looked again")
        LEAVING = "leaving", _("She deletes her account")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="access_changes",
        verbose_name=_("person"),
    )
    subscription = models.ForeignKey(
        "subscriptions.Subscription",
        on_delete=models.PROTECT,
        related_name="changes",
        verbose_name=_("subscription"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    cause = models.CharField(_("cause"), max_length=12, choices=Cause)
    event = models.CharField(_("event from Stripe"), max_length=128, blank=True)
    was = models.CharField(_("status before"), max_length=32, blank=True)
    became = models.CharField(_("status after"), max_length=32)
    was_until = models.DateTimeField(_("access until, before"), null=True, blank=True)
    until = models.DateTimeField(_("access until, after"), null=True, blank=True)
    cancel_at = models.DateTimeField(_("set to end"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of access")
        verbose_name_plural = _("changes of access")
        constraints = (
            models.CheckConstraint(
                condition=Q(event="") | Q(cause="webhook"),
                name="only_a_webhook_has_an_event",
            ),
        )
        indexes = (
            models.Index(fields=("user", "-at"), name="access_change_of_person"),
            models.Index(
                fields=("-at",),
                condition=Q(cause="reconcile"),
                name="access_change_found_late",
            ),
        )

    def __str__(self) -> str:
        return f"{self.was or '—'} → {self.became}"
