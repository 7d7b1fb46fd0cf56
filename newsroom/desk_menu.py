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
    address: str
    permission: str
    arguments: tuple[str, ...] = ()
    badge: str = ""  # the path of a function that says how much waits there


MODERATES = "comments.moderate"
SEES_WHO_PAYS = "subscriptions.view_subscription"

MENU = {
    _("The paper"): (
        Door(
            _("Stories"),
            "article",
            "articles_article_changelist",
            "articles.view_article",
        ),
        Door(
            _("Front page"),
            "newspaper",
            "articles_front_changelist",
            "articles.change_front",
        ),
        Door(
            _("Banners"),
            "campaign",
            "articles_banner_changelist",
            "articles.view_banner",
        ),
        Door(
            _("Pictures"),
            "image",
            "articles_picture_changelist",
            "articles.view_picture",
        ),
        Door(
            _("Authors"),
            "person_edit",
            "articles_author_changelist",
            "articles.view_author",
        ),
        Door(
            _("Sections"),
            "view_list",
            "articles_section_changelist",
            "articles.view_section",
        ),
        Door(_("Topics"), "sell", "articles_topic_changelist", "articles.view_topic"),
        Door(_("Pages"), "draft", "articles_page_changelist", "articles.view_page"),
        Door(
            _("Crawlers"),
            "smart_toy",
            "articles_crawlerrules_changelist",
            "articles.view_crawlerrules",
        ),
    ),
    _("The conversation"): (
        Door(
            _("Queue"),
            "inbox",
            "comments_queue",
            MODERATES,
            arguments=("held",),
            badge="comments.admin.badge.held",
        ),
        Door(_("Comments"), "forum", "comments_comment_changelist", MODERATES),
        Door(
            _("Threads"),
            "chat",
            "comments_discussion_changelist",
            "comments.change_discussion",
        ),
        Door(_("People"), "person_search", "comments_people", MODERATES),
        Door(_("Sanctions"), "block", "comments_sanction_changelist", MODERATES),
        Door(_("Rules"), "rule", "comments_rules_changelist", MODERATES),
        Door(
            _("Listed words"), "spellcheck", "comments_listedword_changelist", MODERATES
        ),
        Door(_("Try a text"), "experiment", "comments_rules_try", MODERATES),
        Door(_("Log"), "history", "comments_moderationaction_changelist", MODERATES),
    ),
    _("Money"): (
        Door(_("Dashboard"), "monitoring", "subscriptions_dashboard", SEES_WHO_PAYS),
        Door(_("Who has access"), "badge", "subscriptions_people", SEES_WHO_PAYS),
        Door(
            _("Subscriptions"),
            "payments",
            "subscriptions_subscription_changelist",
            SEES_WHO_PAYS,
        ),
        Door(
            _("Plans"),
            "loyalty",
            "subscriptions_plan_changelist",
            "subscriptions.view_plan",
        ),
        Door(
            _("Complimentary access"),
            "redeem",
            "subscriptions_grant_changelist",
            "subscriptions.view_grant",
        ),
        Door(
            _("Codes"),
            "confirmation_number",
            "subscriptions_codebatch_changelist",
            "subscriptions.view_codebatch",
        ),
        Door(_("Mails"), "mail", "subscriptions_mails", "subscriptions.view_notice"),
        Door(
            _("Changes"),
            "published_with_changes",
            "subscriptions_accesschange_changelist",
            "subscriptions.view_accesschange",
        ),
        Door(
            _("Events"),
            "webhook",
            "subscriptions_stripeevent_changelist",
            "subscriptions.view_stripeevent",
        ),
    ),
    _("People"): (
        Door(_("People"), "group", "accounts_user_changelist", "accounts.view_user"),
        Door(
            _("Accounts to delete"),
            "person_remove",
            "accounts_leaving_changelist",
            "accounts.view_leaving",
            badge="accounts.admin.waiting_too_long",
        ),
    ),
}


def navigation(request) -> list[dict]:
    """The desk's menu: what this person's role may open, and nothing else."""
    here = _behind(request.path)
    groups = [
        {
            "title": title,
            "items": [_entry(door, here) for door in doors if _opens(request, door)],
        }
        for title, doors in MENU.items()
    ]
    return [group for group in groups if group["items"]]


def _opens(request, door: Door) -> bool:
    return request.user.has_perm(door.permission)


def _entry(door: Door, here: Door | None) -> dict:
    link = reverse(f"admin:{door.address}", args=door.arguments)
    entry = {
        "title": door.title,
        "icon": door.icon,
        "link": link,
        "active": door is here,
    }
    return entry | ({"badge": door.badge} if door.badge else {})


def _behind(path: str) -> Door | None:
    """The door that an address lies behind: of several, the one with most of it."""
    doors = {_root(door): door for group in MENU.values() for door in group}
    found = [root for root in doors if path.startswith(root)]
    return doors[max(found, key=len)] if found else None


def _root(door: Door) -> str:
    """What all the pages behind a door begin with; a queue's door opens all queues."""
    link = reverse(f"admin:{door.address}", args=door.arguments)
    return link.removesuffix("".join(f"{one}/" for one in door.arguments))


def icon(request) -> str:
    """The picture in the browser's tab: the paper's own."""
    return static("icon.svg")
