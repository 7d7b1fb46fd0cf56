"""Who is who, for the publisher: names, addresses and roles."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from accounts.models import User
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
    readonly_fields = ("email", "date_joined", "last_login")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": ("display_name", "email", "date_joined", "last_login")}),
        (_("The desk"), {"fields": ("is_active", "is_staff", "groups")}),
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
