"""Who decided what, when and why? The whole record, to read and to take away."""

import uuid
from datetime import timedelta
from typing import cast

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponseBadRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from comments.admin.behind_the_wall import (
    ModeratorsOnly,
    PagesBehindTheWall,
    behind_the_wall,
)
from comments.models import ModerationAction
from comments.records import with_names
from newsroom.csv_file import csv_file
from newsroom.desk_admin import DeskAdmin

LISTED = 5_000  # deeper than anyone turns pages; filters and the CSV reach the rest
EXPORTED = 50_000
DAYS_EXPORTED = 90
LINK = '<a class="underline" href="{}">{}</a>'
COLUMNS = (
    ("when", "created_at"),
    ("moderator", "moderator_name"),
    ("decision", "verb"),
    ("comment", "comment_id"),
    ("author", "author_name"),
    ("story", "headline"),
    ("reason", "reason"),
    ("words to the author", "note"),
    ("before", "was"),
    ("after", "became"),
    ("decided together", "batch"),
    ("undoes", "undoes"),
)


class CappedPaginator(Paginator):
    """Counts no further than the pages it has: millions of rows cost the same."""

    @cached_property
    def count(self) -> int:
        entries = cast(QuerySet, self.object_list)
        return entries.order_by()[:LISTED].count()


class BatchFilter(admin.SimpleListFilter):
    """What was decided together: chosen by a link of the list, never from a menu."""

    title = _("decided together")
    parameter_name = "batch"

    def lookups(self, request, model_admin):
        chosen = request.GET.get("batch", "")
        return [(chosen, chosen[:8])] if _as_uuid(chosen) else []

    def queryset(self, request, queryset):
        batch = _as_uuid(self.value())
        return queryset.filter(batch=batch) if batch else queryset


class ModeratorFilter(admin.SimpleListFilter):
    """Whose decisions."""

    title = _("moderator")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        staff = get_user_model()._default_manager.filter(is_staff=True)
        named = staff.order_by("display_name").values_list("pk", "display_name")
        return list(named[:100])

    def queryset(self, request, queryset):
        chosen = self.value() or ""
        return queryset.filter(moderator=chosen) if chosen.isdecimal() else queryset


class PeriodFilter(admin.SimpleListFilter):
    """How far back."""

    title = _("period")
    parameter_name = "days"

    def lookups(self, request, model_admin):
        return [
            ("1", _("The last 24 hours")),
            ("7", _("The last 7 days")),
            ("30", _("The last 30 days")),
            ("90", _("The last 90 days")),
        ]

    def queryset(self, request, queryset):
        days = self.value() or ""
        if days not in {"1", "7", "30", "90"}:
            return queryset
        return queryset.filter(created_at__gte=_days_ago(int(days)))


@admin.register(ModerationAction)
class ModerationActionAdmin(ModeratorsOnly, PagesBehindTheWall, DeskAdmin):
    """Read only: the database itself refuses to change or delete a decision."""

    list_display = (
        "when",
        "moderator_shown",
        "verb",
        "comment_shown",
        "author_shown",
        "story",
        "reason",
        "note",
        "change",
        "together",
    )
    list_display_links = None
    list_filter = ("verb", "reason", ModeratorFilter, PeriodFilter, BatchFilter)
    list_before_template = "admin/comments/moderationaction/export.html"
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    paginator = CappedPaginator
    ordering = ("-created_at", "-pk")

    def get_queryset(self, request):
        return with_names(super().get_queryset(request))

    def get_urls(self):
        export = self.admin_site.admin_view(self.export_view)
        own = path("csv/", export, name="comments_moderationaction_csv")
        return [own, *super().get_urls()]

    @behind_the_wall
    def export_view(self, request):
        """The list as it is filtered, as a file; read whole before the wall closes."""
        try:
            actions = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseBadRequest()
        if "days" not in request.GET:
            actions = actions.filter(created_at__gte=_days_ago(DAYS_EXPORTED))
        titles, names = zip(*COLUMNS, strict=True)
        rows = actions[:EXPORTED].values_list(*names).iterator(chunk_size=2_000)
        return csv_file("decisions", titles, rows)

    @display(description=_("when"), ordering="created_at")
    def when(self, action):
        return action.created_at

    @display(description=_("moderator"))
    def moderator_shown(self, action):
        return action.moderator_name

    @display(description=_("comment"))
    def comment_shown(self, action):
        address = reverse("admin:comments_comment_change", args=[action.comment_id])
        return format_html(LINK, address, action.comment_id)

    @display(description=_("author"))
    def author_shown(self, action):
        if action.author_id is None:
            return None
        address = reverse("admin:comments_person", args=[action.author_id])
        return format_html(LINK, address, action.author_name)

    @display(description=_("story"))
    def story(self, action):
        return action.headline

    @display(description=_("before → after"))
    def change(self, action):
        return f"{action.was} → {action.became}" if action.was else None

    @display(description=_("decided together"))
    def together(self, action):
        batch = str(action.batch)
        return format_html(LINK, f"?batch={batch}", batch[:8])


def _days_ago(days: int):
    return timezone.now() - timedelta(days=days)


def _as_uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
