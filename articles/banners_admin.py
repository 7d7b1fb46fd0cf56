"""Which line runs across the top of the paper, and how does an editor end it?"""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext
from unfold.decorators import display

from articles.models import Banner
from newsroom.desk_admin import DeskAdmin

RUNS_FOR = timedelta(hours=6)  # unless its editor says otherwise
COLOURS = {"shown": "success", "behind": "warning", "waits": "info", "over": "danger"}


class BannerForm(forms.ModelForm):
    """A line and its time, which must end after it starts."""

    class Meta:
        model = Banner
        fields = ("text", "level", "article", "starts_at", "until")

    def clean(self) -> None:
        super().clean()
        starts, until = (self.cleaned_data.get(key) for key in ("starts_at", "until"))
        if starts and until and until <= starts:
            self.add_error("until", _("It would end before it starts."))


@admin.register(Banner)
class BannerAdmin(DeskAdmin):
    """Time alone begins and ends a line; ended ones stay, as what readers saw."""

    form = BannerForm
    list_display = ("text", "show_state", "level", "starts_at", "until")
    list_filter = ("level",)
    search_fields = ("text",)
    autocomplete_fields = ("article",)
    actions = ("end_now",)

    def get_changeform_initial_data(self, request) -> dict:
        """From now on, for some hours."""
        now = timezone.localtime().replace(second=0, microsecond=0)
        given = super().get_changeform_initial_data(request)
        return {"starts_at": now, "until": now + RUNS_FOR} | given

    def get_queryset(self, request):
        """Each line with its story, newest first."""
        return super().get_queryset(request).select_related("article")

    @display(description=_("now"), label=COLOURS)
    def show_state(self, banner: Banner):
        """Whether readers see it now, and why not."""
        now = timezone.now()
        if banner.until <= now:
            return "over", _("Over")
        if banner.starts_at > now:
            return "waits", _("Waits for its time")
        if banner.article and not banner.article.is_published:
            return "behind", _("Its story is not public")
        if banner != Banner.objects.shown():
            return "behind", _("A later one runs")
        return "shown", _("Runs now")

    @admin.action(description=_("End now"), permissions=["change"])
    def end_now(self, request, queryset):
        """Readers stop seeing the ticked lines within 30 seconds."""
        now = timezone.now()
        begun = queryset.filter(until__gt=now, starts_at__lt=now).update(until=now)
        # One that waits for its time never ran: its second of it is over at once.
        second = {"starts_at": now - timedelta(seconds=1), "until": now}
        ended = begun + queryset.filter(starts_at__gte=now).update(**second)
        said = ngettext("%d banner has ended.", "%d banners have ended.", ended) % ended
        self.message_user(request, said, messages.SUCCESS)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
