"""Who pays, and what has she agreed to? The rows follow Stripe."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from subscriptions.admin.exports import SubscriptionsFile
from subscriptions.admin.kept import PERSON, OfSomebody, ReadOnlyAdmin
from subscriptions.admin.repairs import RepairPages
from subscriptions.models import Consent, Customer, Subscription


@admin.register(Subscription)
class SubscriptionAdmin(SubscriptionsFile, OfSomebody, ReadOnlyAdmin):
    """Who pays. The rows follow Stripe; change a subscription there."""

    list_display = ("person", "plan", "show_status", "access_until", "started_at")
    list_filter = ("status", "plan")
    list_select_related = ("user", "plan")
    search_fields = (*PERSON, "stripe_id", "user__stripe_customer__stripe_id")
    ordering = ("-started_at",)
    list_per_page = 50

    @display(description=_("person"), header=True)
    def person(self, subscription):
        return subscription.user.display_name, subscription.user.email

    @display(
        description=_("status"),
        ordering="status",
        label={"active": "success", "trialing": "info", "past_due": "warning"},
    )
    def show_status(self, subscription):
        return subscription.status, subscription.get_status_display()


@admin.register(Customer)
class CustomerAdmin(RepairPages, OfSomebody, ReadOnlyAdmin):
    """Who is who at Stripe; beside it stand the files of people."""

    list_display = ("user", "stripe_id", "mirrored_at")
    list_select_related = ("user",)
    search_fields = (*PERSON, "stripe_id")


@admin.register(Consent)
class ConsentAdmin(OfSomebody, ReadOnlyAdmin):
    """What each reader agreed to before she paid, word for word."""

    list_display = ("user", "plan", "price", "interval", "next_charge_on", "agreed_at")
    list_filter = ("plan",)
    list_select_related = ("user", "plan")
    search_fields = (*PERSON, "checkout")
    ordering = ("-agreed_at",)
