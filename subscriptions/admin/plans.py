"""What is on sale? A plan goes off sale; those who have it keep it."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from subscriptions import plan_sync, stripe_gateway
from subscriptions.admin.dashboard import DashboardPages
from subscriptions.admin.kept import KeptAdmin, demand
from subscriptions.models import Plan
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable

MAY_CHANGE = "subscriptions.change_plan"


@admin.register(Plan)
class PlanAdmin(DashboardPages, KeptAdmin):
    """A plan goes off sale; those who have it keep it."""

    list_display = ("name", "price", "interval", "on_sale", "position")
    list_filter = ("on_sale",)
    list_before_template = "admin/subscriptions/_compare.html"
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("stripe_product_id", "stripe_price_id")

    def get_prepopulated_fields(self, request, obj=None) -> dict:
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request, obj=None) -> tuple:
        # The address of a plan is in mails and links that are out already.
        return (*self.readonly_fields, "slug") if obj else self.readonly_fields

    def get_urls(self) -> list:
        compare = self.admin_site.admin_view(require_POST(self.compare_view))
        return [
            path("compare/", compare, name="subscriptions_plan_compare"),
            *super().get_urls(),
        ]

    def compare_view(self, request):
        """Do what ``sync_plans`` does, and say line by line what that was."""
        demand(request, MAY_CHANGE)
        try:
            said = plan_sync.sync_plans(patience=Patience.PAGE)
        except PaymentsUnavailable:
            why = _("Stripe did not answer. Nothing is lost; compare again later.")
            self.message_user(request, why, messages.WARNING)
        else:
            for line in said or [_("The plans and Stripe agree already.")]:
                self.message_user(request, line, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:subscriptions_plan_changelist"))

    def save_model(self, request, obj, form, change) -> None:
        if Plan.PRICED_BY.intersection(form.changed_data):
            obj.stripe_price_id = ""  # another price at Stripe, made at the first need
        super().save_model(request, obj, form, change)
        if "name" in form.changed_data and obj.stripe_product_id:
            self._rename(request, obj)

    def _rename(self, request, plan) -> None:
        """Call it so at Stripe too, or the next comparison would take the name back."""
        product, patience = plan.stripe_product_id, Patience.PAGE
        try:
            stripe_gateway.rename_product(product, plan.name, patience=patience)
        except PaymentsUnavailable:
            why = _(
                "Stripe did not take the new name. Change it in Stripe’s dashboard, "
                "or the next comparison brings the old one back."
            )
            self.message_user(request, why, messages.WARNING)
