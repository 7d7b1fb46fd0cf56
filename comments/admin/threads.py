"""How is the thread under each story run? Its numbers are PostgreSQL's alone."""

from datetime import timedelta

from django.contrib import admin, messages
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _, ngettext
from unfold.decorators import display

from comments.models import Discussion, Rules
from newsroom.desk_admin import DeskAdmin

Mode = Discussion.Mode
MODES = {
    Mode.OPEN: _("Open"),
    Mode.HELD_FIRST: _("Held first"),
    Mode.SLOW: _("Slow"),
    Mode.CLOSED: _("Closed"),
    "too_old": _("Closed by its age"),
}
COLOURS = {
    Mode.OPEN: "success",
    Mode.HELD_FIRST: "warning",
    Mode.SLOW: "info",
    Mode.CLOSED: "danger",
    "too_old": "danger",
}


@admin.register(Discussion)
class DiscussionAdmin(DeskAdmin):
    """For moderators, and for editors: numbers and modes, no words and no names."""

    list_display = ("headline", "section", "comments", "show_mode", "latest")
    list_filter = ("mode",)
    search_fields = ("article__headline",)
    show_full_result_count = False
    list_per_page = 50
    ordering = (F("last_comment_at").desc(nulls_last=True), "-pk")
    fields = ("story", "mode", "slow_minutes", "stays_open", "comments", "people")
    readonly_fields = ("story", "comments", "people")
    actions = ("close_selected", "open_selected")

    def get_queryset(self, request):
        """The threads, each with its story and whether its age has closed it."""
        threads = super().get_queryset(request).select_related("article__section")
        too_old = ExpressionWrapper(_too_old(), output_field=BooleanField())
        return threads.annotate(is_too_old=too_old)

    def has_add_permission(self, request) -> bool:
        return False  # every story has its thread from the first

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change) -> None:
        """Write what the form offers and no number: comments arrive meanwhile."""
        obj.save(update_fields=("mode", "slow_minutes", "stays_open"))

    @admin.action(description=_("Close"), permissions=["change"])
    def close_selected(self, request, queryset):
        """Let nobody add to the ticked threads."""
        times = self._run(request, list(queryset), Mode.CLOSED)
        said = ngettext("%d thread is closed.", "%d threads are closed.", times)
        self.message_user(request, said % times, messages.SUCCESS)

    @admin.action(description=_("Open, whatever its age"), permissions=["change"])
    def open_selected(self, request, queryset):
        """Let subscribers add to the ticked threads, the old ones too."""
        times = self._run(request, list(queryset), Mode.OPEN)
        said = ngettext("%d thread is open.", "%d threads are open.", times)
        self.message_user(request, said % times, messages.SUCCESS)

    def _run(self, request, threads: list[Discussion], mode: Discussion.Mode) -> int:
        chosen = Discussion.objects.filter(pk__in=[thread.pk for thread in threads])
        chosen.update(mode=mode)
        if mode is Mode.OPEN:
            chosen.filter(_too_old()).update(stays_open=True)
        for thread in threads:
            self.log_change(request, thread, str(MODES[mode]))
        return len(threads)

    @display(description=_("story"), ordering="article__headline")
    def headline(self, thread):
        return thread.article.headline

    @display(description=_("section"), ordering="article__section__name")
    def section(self, thread):
        return thread.article.section.name

    @display(description=_("comments"), ordering="visible")
    def comments(self, thread):
        return thread.visible

    @display(description=_("people who wrote them"))
    def people(self, thread):
        return thread.voices

    @display(description=_("mode"), label=COLOURS, ordering="mode")
    def show_mode(self, thread):
        state = thread.mode
        if thread.is_too_old and state != Mode.CLOSED:
            state = "too_old"
        return state, MODES[state]

    @display(
        description=_("last comment"),
        ordering=F("last_comment_at").asc(nulls_first=True),
    )
    def latest(self, thread):
        return thread.last_comment_at

    @display(description=_("story"))
    def story(self, thread):
        article = thread.article
        if not article.is_published:
            return article.headline
        address = article.get_absolute_url()
        return format_html('<a href="{}">{}</a>', address, article.headline)


def _too_old() -> Q:
    days = Rules.current().close_after_days
    if not days:
        return Q(pk__in=[])
    before = timezone.now() - timedelta(days=days)
    return Q(stays_open=False, article__published_at__lte=before)
