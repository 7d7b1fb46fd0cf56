"""What are the newsroom's rules, and what would they do with this text?"""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldBooleanWidget

from comments import highlights, outside, policy, rules
from comments.admin.behind_the_wall import ModeratorsOnly
from comments.forms import Words
from comments.models import ListedWord, Rules
from newsroom.desk_admin import DeskAdmin

THE_ONE = "1"
# The most that each number may be, and what is said to one who wants more.
MOST = {
    "first_held": (50, _("At most 50: nobody waits for moderators longer than that.")),
    "links_held": (50, _("At most 50. Write 0 to hold no comment for its links.")),
    "capitals_percent": (
        100,
        _("A percentage ends at 100. Write 0 to hold no comment for its capitals."),
    ),
    "same_text_hours": (720, _("At most 720 hours, which are thirty days.")),
    "seconds_between": (3600, _("At most 3600 seconds, which are an hour.")),
    "per_hour": (1000, _("At most 1000. Write 0 for no limit.")),
    "per_day": (10_000, _("At most 10000. Write 0 for no limit.")),
    "close_after_days": (3650, _("At most 3650 days, which are ten years.")),
}
NO_HOST = _("“%(line)s” is no host. Write it as in example.com, one a line.")
BOTH = _("%(host)s can’t be trusted and held at once. Take it out of one of the lists.")
TOO_MANY_AN_HOUR = _("That is more than a day allows. Write %(most)d or less.")


class RulesForm(forms.ModelForm):
    """The numbers and hosts, none of which may be absurd."""

    class Meta:
        model = Rules
        widgets = {
            name: UnfoldAdminTextareaWidget({"rows": 4})
            for name in ("trusted_hosts", "blocked_hosts")
        }
        fields = "__all__"  # noqa: DJ007 - every one of them is a moderator's to set

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, (most, said) in MOST.items():
            if name in self.fields:
                self.fields[name].validators.append(MaxValueValidator(most, said))

    def clean_blocked_hosts(self) -> str:
        return _only_hosts(self.cleaned_data["blocked_hosts"])

    def clean_trusted_hosts(self) -> str:
        return _only_hosts(self.cleaned_data["trusted_hosts"])

    def clean(self) -> None:
        super().clean()
        lists = ("blocked_hosts", "trusted_hosts")
        blocked, trusted = (
            set(self.cleaned_data.get(name, "").split()) for name in lists
        )
        if both := sorted(blocked & trusted):
            fault = forms.ValidationError(BOTH, params={"host": both[0]})
            self.add_error("trusted_hosts", fault)
        hour, day = (self.cleaned_data.get(name) for name in ("per_hour", "per_day"))
        if hour and day and hour > day:
            fault = forms.ValidationError(TOO_MANY_AN_HOUR, params={"most": day})
            self.add_error("per_hour", fault)


class TryForm(forms.Form):
    """A text that nobody has posted."""

    body = Words(widget=UnfoldAdminTextareaWidget({"rows": 8, "dir": "auto"}))
    is_new = forms.BooleanField(
        label=_("As the first comment of a new subscriber"),
        required=False,
        widget=UnfoldBooleanWidget,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Text")

    def findings(self) -> list[dict]:
        """Why the rules would hold it, as a comment would remember it."""
        body, now = self.cleaned_data["body"], Rules.current()
        draft = rules.Draft(
            body=body,
            rules=now,
            listed=ListedWord.all_words(),
            standing=0 if self.cleaned_data["is_new"] else now.first_held,
            outside=outside.try_out(body),
        )
        return rules.stored(rules.check(draft))


@admin.register(Rules)
class RulesAdmin(ModeratorsOnly, SimpleHistoryAdmin, DeskAdmin):
    """There is one set of rules: its list is its form."""

    form = RulesForm
    change_form_outer_before_template = "admin/comments/rules/_beside.html"
    warn_unsaved_form = True
    fieldsets = (
        (
            _("What waits for a moderator"),
            {
                "fields": (
                    "first_held",
                    "links_held",
                    "trusted_hosts",
                    "blocked_hosts",
                    "capitals_percent",
                    "same_text_hours",
                ),
                "description": _("0 switches a rule off."),
            },
        ),
        (
            _("How fast anyone may write"),
            {
                "fields": ("seconds_between", "per_hour", "per_day"),
                "description": _(
                    "0 is no limit. On someone’s first day it is a third as fast."
                ),
            },
        ),
        (
            _("When threads close"),
            {
                "fields": ("close_after_days",),
                "description": _("0 keeps them open; each story’s thread may differ."),
            },
        ),
    )

    def has_change_permission(self, request, obj=None) -> bool:
        return bool(policy.may_moderate(request.user))

    def get_object(self, request, object_id, from_field=None):
        """The rules that hold now, whether or not anyone has ever saved them."""
        return Rules.current() if object_id == THE_ONE else None

    def changelist_view(self, request, extra_context=None):
        """No list of one: straight to its form."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        address = reverse("admin:comments_rules_change", args=[THE_ONE])
        return HttpResponseRedirect(address)

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.try_view)
        return [path("try/", view, name="comments_rules_try"), *super().get_urls()]

    def try_view(self, request):
        """What would happen to a text; nothing of it is kept."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = TryForm(request.POST if request.method == "POST" else None)
        context = {"title": _("Try a text against the rules"), "form": form}
        status = 422 if form.is_bound and not form.is_valid() else 200
        if form.is_bound and status == 200:
            findings = form.findings()
            context["reasons"] = rules.sentences(findings)
            context["words"] = highlights.marked(form.cleaned_data["body"], findings)
        context |= self.admin_site.each_context(request)
        template = "admin/comments/rules/try.html"
        return TemplateResponse(request, template, context, status=status)


def _only_hosts(lines: str) -> str:
    """The same hosts, one a line; raises ``ValidationError`` for what is none."""
    found: dict[str, None] = {}
    for line in filter(str.strip, lines.splitlines()):
        host = rules.host_of(line)
        if not rules.HOST.fullmatch(host):
            raise forms.ValidationError(NO_HOST, params={"line": line.strip()})
        found[host] = None
    return "\n".join(found)
