"""What is on sale? A plan goes off sale; those who have it keep it."""

from django.contrib import admin

from subscriptions.admin.kept import KeptAdmin
from subscriptions.models import Plan


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
