"""Who may not write, since when, why, and until when?"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _, ngettext
from unfold.decorators import display

from comments import policy, sanctioning
from comments.admin.behind_the_wall import ModeratorsOnly
from comments.admin.people import PeoplePages
from comments.models import Sanction
from comments.records import is_in_force

STANDINGS = {"force": _("In force"), "lifted": _("Lifted"), "over": _("Over")}
COLOURS = {"force": "danger", "lifted": "success", "over": "info"}


class StandingFilter(admin.SimpleListFilter):
    """Those that still hold, or those that don't any more."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("force", _("In force")), ("past", _("Lifted or over"))]

    def queryset(self, request, queryset):
        over = Q(lifted_at__isnull=False) | Q(until__lte=timezone.now())
        if self.value() == "force":
            return queryset.exclude(over)
        return queryset.filter(over) if self.value() == "past" else queryset


class EndForm(forms.ModelForm):
    """Another end for a sanction that is in force; nothing else of it changes."""

    def clean(self) -> None:
        super().clean()
        if "until" in self.cleaned_data:
            until = self.cleaned_data["until"]
            sanctioning.object_to_end(kind=self.instance.kind, until=until)


@admin.register(Sanction)
class SanctionAdmin(ModeratorsOnly, PeoplePages):
    """A sanction is given on the person's own page, ended here or there, and kept."""

    form = EndForm
    list_display = ("person", "show_standing", "kind", "reason", "until", "created_by")
    list_filter = (StandingFilter, "kind", "reason")
    list_select_related = ("person", "created_by")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("person__display_name",)
    fields = ("record", "kind", "reason", "until", "lifted_at", "created_by", "since")
    actions = ("lift_selected", "put_back_selected")

    def has_add_permission(self, request, obj=None) -> bool:
        return bool(policy.may_moderate(request.user))

    def has_change_permission(self, request, obj=None) -> bool:
        return bool(policy.may_moderate(request.user))

    def get_readonly_fields(self, request, obj=None):
        """Everything but the end, and that only while it has not come."""
        is_open = obj is not None and is_in_force(obj)
        return [name for name in self.fields if not (is_open and name == "until")]

    def add_view(self, request, form_url="", extra_context=None):
        """To the page of the person in question, or to where people are found."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        chosen = request.GET.get("person", "")
        if chosen.isdecimal() and len(chosen) <= 18:
            return redirect(reverse("admin:comments_person", args=[chosen]) + "#stop")
        said = _("Find the person, then say on her page what she may not do.")
        self.message_user(request, said, messages.INFO)
        return redirect("admin:comments_people")

    @admin.action(description=_("Lift"), permissions=["change"])
    def lift_selected(self, request, queryset):
        """Let the people of the ticked sanctions write again."""
        times = self._change(request, queryset, sanctioning.lift, _("Lifted"))
        said = ngettext("%d sanction is lifted.", "%d sanctions are lifted.", times)
        self._say(request, said, times)

    @admin.action(
        description=_("Put back what was just lifted"), permissions=["change"]
    )
    def put_back_selected(self, request, queryset):
        """Take back the lifting of the ticked sanctions, for an hour after it."""
        times = self._change(request, queryset, sanctioning.put_back, _("Put back"))
        said = ngettext("%d sanction is back.", "%d sanctions are back.", times)
        self._say(request, said, times)

    def _change(self, request, queryset, verb, noted) -> int:
        changed = [sanction for sanction in queryset if verb(sanction)]
        for sanction in changed:
            self.log_change(request, sanction, str(noted))
        return len(changed)

    def _say(self, request, said: str, times: int) -> None:
        level = messages.SUCCESS if times else messages.WARNING
        self.message_user(request, said % times, level)

    @display(description=_("standing"), label=COLOURS)
    def show_standing(self, sanction):
        if is_in_force(sanction):
            return "force", STANDINGS["force"]
        state = "lifted" if sanction.lifted_at else "over"
        return state, STANDINGS[state]

    @display(description=_("person"))
    def record(self, sanction):
        address = reverse("admin:comments_person", args=[sanction.person_id])
        return format_html('<a href="{}">{}</a>', address, sanction.person)

    @display(description=_("since"))
    def since(self, sanction):
        return sanction.created_at
