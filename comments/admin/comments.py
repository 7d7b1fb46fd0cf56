"""Which comments does a moderator find, and what does one comment's page say?"""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _, ngettext, ngettext_lazy
from unfold.admin import TabularInline
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminSelectWidget

from comments import moderation
from comments.admin.behind_the_wall import (
    ModeratorsOnly,
    PagesBehindTheWall,
    behind_the_wall,
)
from comments.admin.decisions import CHOOSE_A_REASON, DecisionForm, versions
from comments.admin.queues import QueuePages
from comments.models import (
    Comment,
    CommentRevision,
    ModerationAction,
    Reason,
    Report,
)
from newsroom.desk_admin import DeskAdmin

REASONS = [("", _("Reason for removing")), *Reason.choices]
PASSED_OVER = ngettext_lazy(
    "%d comment was left as it is: it changed since you opened the list, or this can’t"
    " be done with it.",
    "%d comments were left as they are: they changed since you opened the list, or this"
    " can’t be done with them.",
)


class ReportedFilter(admin.SimpleListFilter):
    """The comments that readers have reported and nobody has looked at yet."""

    title = _("reports")
    parameter_name = "reported"

    def lookups(self, request, model_admin):
        return [("open", _("Waiting for an answer"))]

    def queryset(self, request, queryset):
        return queryset.reported() if self.value() == "open" else queryset


class ReasonForm(ActionForm):
    """What to do with the comments that are ticked, and why."""

    reason = forms.ChoiceField(
        label="",
        choices=REASONS,
        required=False,
        widget=UnfoldAdminSelectWidget({"aria-label": _("Reason for removing")}),
    )


class ReadOnlyInline(ModeratorsOnly, TabularInline):
    """Something a moderator reads beside the comment."""

    extra = 0


class ActionInline(ReadOnlyInline):
    """Who decided what, and why."""

    model = ModerationAction
    fields = readonly_fields = ("verb", "by", "reason", "note", "created_at")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("moderator")

    @admin.display(description=_("moderator"))
    def by(self, action):
        return action.moderator.display_name


class ReportInline(ReadOnlyInline):
    """What readers say is wrong with it."""

    model = Report
    fields = readonly_fields = ("reason", "words", "by", "created_at")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("reader")

    @admin.display(description=_("reader"))
    def by(self, report):
        return report.reader.display_name if report.reader else ""


class RevisionInline(ReadOnlyInline):
    """What it said before."""

    model = CommentRevision
    fields = readonly_fields = ("body", "replaced_at")


@admin.register(Comment)
class CommentAdmin(ModeratorsOnly, PagesBehindTheWall, QueuePages, DeskAdmin):
    """Words are never changed here, only where they stand: in the thread or out."""

    list_display = ("excerpt", "author", "article", "status", "created_at")
    list_display_links = ("excerpt",)
    list_filter = ("status", ReportedFilter)
    list_select_related = ("author", "article")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("body", "author__display_name")
    ordering = ("-created_at", "-pk")
    fields = readonly_fields = (
        "words",
        "by",
        "under",
        "status",
        "reason",
        "created_at",
        "edited_at",
    )
    inlines = (ActionInline, ReportInline, RevisionInline)
    action_form = ReasonForm
    actions = (
        "remove_selected",
        "restore_selected",
        "approve_selected",
        "keep_selected",
    )
    change_form_outer_before_template = "admin/comments/comment/decision.html"

    @behind_the_wall
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = (extra_context or {}) | {"decision": DecisionForm()}
        return super().changeform_view(request, object_id, form_url, context)

    @admin.action(description=_("Remove, with the reason chosen"))
    def remove_selected(self, request, queryset):
        """Take the ticked comments out of their threads."""
        reason = request.POST.get("reason", "")
        if reason not in Reason:
            self.message_user(request, CHOOSE_A_REASON, messages.ERROR)
            return
        self._decide(request, moderation.remove_all, queryset, reason=reason)

    @admin.action(description=_("Restore"))
    def restore_selected(self, request, queryset):
        """Put the ticked comments back."""
        self._decide(request, moderation.restore_all, queryset)

    @admin.action(description=_("Approve"))
    def approve_selected(self, request, queryset):
        """Let the ticked comments in."""
        self._decide(request, moderation.approve_all, queryset)

    @admin.action(description=_("Keep, and answer the reports"))
    def keep_selected(self, request, queryset):
        """Leave the ticked comments where they are: their reports are answered."""
        self._decide(request, moderation.keep_all, queryset)

    def _decide(self, request, decision, queryset, **why) -> None:
        seen = versions(request.POST.getlist("seen"))
        outcome = decision(queryset, by=request.user, seen=seen, **why)
        if outcome:
            said = ngettext(
                "%d comment decided.", "%d comments decided.", outcome.decided
            )
            self.message_user(request, said % outcome.decided, messages.SUCCESS)
        if outcome.passed:
            self.message_user(request, PASSED_OVER % outcome.passed, messages.WARNING)

    @admin.display(description=DeskAdmin.action_checkbox.short_description)
    def action_checkbox(self, comment):
        """The box, and which version of the comment stood beside it."""
        seen = '{}<input type="hidden" name="seen" value="{}:{}">'
        box = super().action_checkbox(comment)
        return format_html(seen, box, comment.pk, comment.version)

    @admin.display(description=_("comment"))
    def excerpt(self, comment):
        return Truncator(comment.body).chars(120)

    @admin.display(description=_("text"))
    def words(self, comment):
        return mark_safe(comment.body_html)  # noqa: S308 - made safe when it was stored

    @admin.display(description=_("author"))
    def by(self, comment):
        return comment.author.display_name

    @admin.display(description=_("story"))
    def under(self, comment):
        address = comment.article.get_absolute_url()
        return format_html('<a href="{}">{}</a>', address, comment.article)

    def view_on_site(self, comment):
        return comment.get_absolute_url()
