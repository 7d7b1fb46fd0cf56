"""Who is who, for the publisher: names, addresses and roles; and who is leaving."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import Leaving, User
from newsroom.desk_admin import DeskAdmin

# The desk shows no secrets, and addresses change only by their owners' hands.
admin.site.unregister(
    [Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken]
)


@admin.register(User)
class UserAdmin(DeskAdmin):
    """People are never deleted here: their comments and payments belong to them."""

    list_display = ("display_name", "email", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("display_name", "email")
    ordering = ("-date_joined",)
    readonly_fields = ("email", "date_joined", "last_login", "her_access")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": ("display_name", "email", "date_joined", "last_login")}),
        (_("What she pays for"), {"fields": ("her_access",)}),
        (_("The desk"), {"fields": ("is_active", "is_staff", "groups")}),
    )

    @admin.display(description=_("access"))
    def her_access(self, person):
        link = reverse("admin:subscriptions_person", args=[person.pk])
        return format_html(
            '<a href="{}">{}</a>', link, _("Why she has access, or none")
        )

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def has_add_permission(self, request) -> bool:
        return False  # people sign up themselves, so that their address is theirs


@admin.register(Group)
class GroupAdmin(DeskAdmin, DjangoGroupAdmin):
    """The roles; ``newsroom/roles.py`` decides what they may do."""

    readonly_fields = ("name", "permissions")
    filter_horizontal = ()

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class Waits(admin.SimpleListFilter):
    """Who waits for the deletion, and for whom it takes too long."""

    title = _("how it stands")
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return (
            ("long", _("Waiting longer than an hour")),
            ("yes", _("Waiting")),
            ("no", _("Done")),
        )

    def queryset(self, request, queryset):
        return {
            "long": queryset.waiting_since(too_long_ago()),
            "yes": queryset.waiting(),
            "no": queryset.exclude(done_at=None),
        }.get(self.value() or "", queryset)


@admin.register(Leaving)
class LeavingAdmin(DeskAdmin):
    """Accounts that their owners delete; the machine does it, and tries for ever."""

    list_display = ("user", "asked_at", "tries", "tried_at", "done_at")
    list_filter = (Waits,)
    list_select_related = ("user",)
    ordering = (F("done_at").desc(nulls_first=True), "asked_at")  # who waits first

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


def too_long_ago():
    """Who asked before this instant should not wait any more."""
    return timezone.now() - timedelta(hours=1)


def waiting_too_long(request) -> str | None:
    """How many, beside the desk's menu; nothing when it is none."""
    waiting = Leaving.objects.waiting_since(too_long_ago()).count()
    return str(waiting) if waiting else None
