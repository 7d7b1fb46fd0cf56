"""What does the desk's menu offer, and to whom?"""

from typing import NamedTuple

from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Door(NamedTuple):
    """An entry of the desk's menu, for people with the permission."""

    title: str | Promise
    icon: str
    model: str
    permission: str
    query: str = ""


MENU = {
    _("The paper"): (
        Door(_("Stories"), "article", "articles_article", "articles.view_article"),
        Door(_("Pictures"), "image", "articles_picture", "articles.view_picture"),
        Door(_("Authors"), "person_edit", "articles_author", "articles.view_author"),
        Door(_("Sections"), "view_list", "articles_section", "articles.view_section"),
        Door(_("Topics"), "sell", "articles_topic", "articles.view_topic"),
        Door(_("Pages"), "draft", "articles_page", "articles.view_page"),
    ),
    _("The conversation"): (
        Door(_("Comments"), "forum", "comments_comment", "comments.moderate"),
        Door(
            _("Reported"),
            "flag",
            "comments_comment",
            "comments.moderate",
            "?reported=open",
        ),
        Door(_("Sanctions"), "block", "comments_sanction", "comments.moderate"),
    ),
    _("Money"): (
        Door(
            _("Subscriptions"),
            "payments",
            "subscriptions_subscription",
            "subscriptions.view_subscription",
        ),
        Door(_("Plans"), "loyalty", "subscriptions_plan", "subscriptions.view_plan"),
        Door(
            _("Complimentary access"),
            "redeem",
            "subscriptions_grant",
            "subscriptions.view_grant",
        ),
    ),
    _("People"): (Door(_("People"), "group", "accounts_user", "accounts.view_user"),),
}


def navigation(request) -> list[dict]:
    """The desk's menu: what this person's role may open, and nothing else."""
    groups = [
        {
            "title": title,
            "items": [_entry(door) for door in doors if _opens(request, door)],
        }
        for title, doors in MENU.items()
    ]
    return [group for group in groups if group["items"]]


def _opens(request, door: Door) -> bool:
    return request.user.has_perm(door.permission)


def _entry(door: Door) -> dict:
    link = reverse(f"admin:{door.model}_changelist") + door.query
    return {"title": door.title, "icon": door.icon, "link": link}


def icon(request) -> str:
    """The picture in the browser's tab: the paper's own."""
    return static("icon.svg")
