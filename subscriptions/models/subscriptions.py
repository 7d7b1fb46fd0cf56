"""Who pays, since when, and until when does each subscription give access?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from subscriptions.models.plans import money


class Customer(models.Model):
    """The person that Stripe knows under a customer id."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="stripe_customer",
        verbose_name=_("person"),
    )
    stripe_id = models.CharField(_("Stripe customer"), max_length=64, unique=True)
    checkout_at = models.DateTimeField(_("went to checkout"), null=True, blank=True)
    mirrored_at = models.DateTimeField(_("compared with Stripe"), null=True, blank=True)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        constraints = (
            models.CheckConstraint(
                condition=~Q(stripe_id=""), name="a_customer_has_a_stripe_id"
            ),
        )

    def __str__(self) -> str:
        return self.stripe_id


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Questions about many subscriptions."""

    def live(self) -> "SubscriptionQuerySet":
        """Subscriptions that Stripe may still charge for, or wait to."""
        return self.filter(status__in=Subscription.LIVE)

    def ours(self) -> "SubscriptionQuerySet":
        """Subscriptions to plans of the paper; another shop's are left alone."""
        return self.filter(plan__isnull=False)

    def newest_first(self) -> "SubscriptionQuerySet":
        """The latest to begin first."""
        return self.order_by("-started_at", "-pk")

    def unsettled(self, at) -> "SubscriptionQuerySet":
        """Subscriptions whose period is over, or whose status can't stay as it is."""
        passing = Q(status__in=Subscription.PASSING)
        over = Q(status__in=Subscription.LIVE, current_period_end__lte=at)
        return self.filter(passing | over)

    def told_of(self, stripe_ids) -> dict[str, "Subscription"]:
        """The subscriptions to plans of ours with these ids, for a mail to each."""
        ours = self.ours().filter(stripe_id__in=set(stripe_ids))
        return {row.stripe_id: row for row in ours.select_related("user", "plan")}

    def renewing(self, after, until) -> "SubscriptionQuerySet":
        """Subscriptions that we expect to be charged between two instants."""
        return (
            self.ours()
            .filter(
                status__in=Subscription.RENEWING,
                cancel_at__isnull=True,
                current_period_end__gt=after,
                current_period_end__lte=until,
            )
            .select_related("user", "plan")
        )


class Subscription(models.Model):
    """Our copy of one subscription at Stripe; ``mirror`` alone writes it.

    ``status`` is Stripe's word and may be one we don't know: that gives no access.
    """

    class Status(models.TextChoices):
        TRIALING = "trialing", _("Trial")
        ACTIVE = "active", _("Active")
        PAST_DUE = "past_due", _("Past due")
        UNPAID = "unpaid", _("Unpaid")
        PAUSED = "paused", _("Paused")
        INCOMPLETE = "incomplete", _("Payment pending")
        INCOMPLETE_EXPIRED = "incomplete_expired", _("Never paid")
        CANCELED = "canceled", _("Ended")

    LIVE = (
        Status.TRIALING,
        Status.ACTIVE,
        Status.PAST_DUE,
        Status.UNPAID,
        Status.PAUSED,
        Status.INCOMPLETE,
    )
    RENEWING = (Status.TRIALING, Status.ACTIVE, Status.PAST_DUE)
    PASSING = (Status.PAST_DUE, Status.INCOMPLETE)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="subscriptions",
        verbose_name=_("person"),
    )
    plan = models.ForeignKey(
        "subscriptions.Plan",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("plan"),
    )
    stripe_id = models.CharField(_("Stripe subscription"), max_length=64, unique=True)
    status = models.CharField(_("status"), max_length=32, choices=Status)
    amount = models.PositiveIntegerField(
        _("price in cents"), default=0, help_text=_("Before discounts.")
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    interval = models.CharField(_("charged every"), max_length=5, blank=True)
    started_at = models.DateTimeField(_("began"))
    current_period_end = models.DateTimeField(_("period ends"), null=True, blank=True)
    cancel_at = models.DateTimeField(_("set to end"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    access_until = models.DateTimeField(_("access until"), null=True, blank=True)
    mirrored_at = models.DateTimeField(_("copied from Stripe"), default=timezone.now)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        permissions = (("repair_subscription", _("Can look again, end and pay back")),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(stripe_id=""), name="a_subscription_has_a_stripe_id"
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | Q(access_until__isnull=True),
                name="only_our_own_plans_give_access",
            ),
            models.CheckConstraint(
                condition=Q(access_until__isnull=True)
                | ~Q(status__in=("unpaid", "paused", "incomplete")),
                name="unpaid_paused_and_pending_give_no_access",
            ),
        )
        indexes = (
            models.Index(
                fields=("user", "-access_until"),
                include=("status", "started_at"),
                name="subscription_access_of_person",
            ),
            models.Index(
                fields=("current_period_end",),
                condition=~Q(status__in=("canceled", "incomplete_expired")),
                name="subscription_period_to_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.stripe_id} ({self.status})"

    @property
    def is_live(self) -> bool:
        """True while Stripe may still charge for it, or waits to."""
        return self.status in self.LIVE

    @property
    def price(self) -> str:
        """What she pays for a period before discounts, as a person reads it."""
        return money(self.amount, self.currency)

    @property
    def will_end(self) -> bool:
        """True when an end is set that can still be taken back."""
        return self.is_live and self.cancel_at is not None


class Grant(models.Model):
    """Access without payment, given by the paper to a person until an instant."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("person"),
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    until = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given by"),
    )

    class Meta:
        verbose_name = _("complimentary access")
        verbose_name_plural = _("complimentary access")
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""), name="a_grant_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=models.F("starts_at")),
                name="a_grant_ends_after_it_starts",
            ),
        )
        indexes = (
            models.Index(fields=("user", "-until"), name="grant_access_of_person"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.reason}"
