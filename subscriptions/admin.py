"""Who pays, until when, and what is on sale? Nothing here can be deleted."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from newsroom.desk_admin import DeskAdmin
from subscriptions.models import (
    Consent,
    Customer,
    Grant,
    Notice,
    Plan,
    StripeEvent,
    Subscription,
)

PERSON = ("user__email", "user__display_name")


class KeptAdmin(DeskAdmin):
    """What concerns money stays: an ended thing has an end, and is not taken away."""

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class ReadOnlyAdmin(KeptAdmin):
    """Copied or written by the machine; a hand would only make it wrong."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Plan)
class PlanAdmin(KeptAdmin):
    """A plan goes off sale; those who have it keep it."""

    list_display = ("name", "price", "interval", "on_sale", "position")
    list_filter = ("on_sale",)
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("stripe_product_id", "stripe_price_id")

    def get_prepopulated_fields(self, request, obj=None) -> dict:
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request, obj=None) -> tuple:
        # The address of a plan is in mails and links that are out already.
        return (*self.readonly_fields, "slug") if obj else self.readonly_fields

    def save_model(self, request, obj, form, change) -> None:
        if Plan.PRICED_BY.intersection(form.changed_data):
            obj.stripe_price_id = ""  # another price at Stripe, made at the first need
        super().save_model(request, obj, form, change)


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
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
class CustomerAdmin(ReadOnlyAdmin):
    list_display = ("user", "stripe_id", "mirrored_at")
    list_select_related = ("user",)
    search_fields = (*PERSON, "stripe_id")


@admin.register(Grant)
class GrantAdmin(KeptAdmin):
    """Access given by hand, with a reason; to end it early, bring its end forward."""

    list_display = ("user", "reason", "starts_at", "until", "by")
    list_select_related = ("user", "by")
    search_fields = (*PERSON, "reason")
    autocomplete_fields = ("user",)
    fields = ("user", "reason", "starts_at", "until", "by")

    def get_readonly_fields(self, request, obj=None) -> tuple:
        return ("by", "user", "starts_at") if obj else ("by",)

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            obj.by = request.user
        super().save_model(request, obj, form, change)


@admin.register(StripeEvent)
class StripeEventAdmin(ReadOnlyAdmin):
    list_display = ("type", "customer", "received_at", "stripe_id")
    search_fields = ("stripe_id", "customer", "type")
    ordering = ("-received_at",)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("kind", "subscription", "made_at")
    list_filter = ("kind",)
    list_select_related = ("subscription",)
    search_fields = ("subscription__user__email", "subscription__stripe_id")
    ordering = ("-made_at",)


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    """What each reader agreed to before she paid, word for word."""

    list_display = ("user", "plan", "price", "interval", "next_charge_on", "agreed_at")
    list_filter = ("plan",)
    list_select_related = ("user", "plan")
    search_fields = (*PERSON, "checkout")
    ordering = ("-agreed_at",)
