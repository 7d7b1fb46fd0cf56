"""What did Stripe tell us, what changed by it, and what did we mail?"""

from django.contrib import admin

from subscriptions.admin.kept import PERSON, ReadOnlyAdmin
from subscriptions.admin.mails import MailPages
from subscriptions.models import AccessChange, Notice, StoryCheckouts, StripeEvent


@admin.register(StripeEvent)
class StripeEventAdmin(ReadOnlyAdmin):
    list_display = ("type", "customer", "received_at", "stripe_id")
    search_fields = ("stripe_id", "customer", "type")
    ordering = ("-received_at",)


@admin.register(Notice)
class NoticeAdmin(MailPages, ReadOnlyAdmin):
    """What was mailed; beside it stands what each mail looks like."""

    list_display = ("kind", "subscription", "made_at")
    list_filter = ("kind",)
    list_select_related = ("subscription",)
    search_fields = ("subscription__user__email", "subscription__stripe_id")
    ordering = ("-made_at",)


@admin.register(AccessChange)
class AccessChangeAdmin(ReadOnlyAdmin):
    """Every step that somebody's access has taken, and why we looked."""

    list_display = ("user", "was", "became", "until", "cause", "at")
    list_filter = ("cause", "became")
    list_select_related = ("user",)
    search_fields = (*PERSON, "event", "subscription__stripe_id")
    ordering = ("-at",)


@admin.register(StoryCheckouts)
class StoryCheckoutsAdmin(ReadOnlyAdmin):
    """Which stories send readers to the checkout, day by day."""

    list_display = ("story", "day", "started", "paid")
    search_fields = ("story",)
    ordering = ("-day", "-started")
