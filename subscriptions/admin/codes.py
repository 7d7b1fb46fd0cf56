"""How are codes for complimentary access made, handed out, and ended?"""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from unfold.widgets import UnfoldAdminSingleDateWidget

from newsroom.csv_file import csv_file
from subscriptions import codes
from subscriptions.admin.kept import KeptAdmin, ReadOnlyAdmin
from subscriptions.admin.people import demand
from subscriptions.models import Code, CodeBatch

MAY_SEE = "subscriptions.view_code"
FACTS = ("reason", "size", "days")
TITLES = ("code", "state", "redeemed by", "redeemed", "access until")


class BatchForm(forms.ModelForm):
    """A new batch, or an earlier last day for one that is out."""

    last_day = forms.DateField(
        label=_("Last day to redeem"),
        help_text=_(
            "The codes can be redeemed through this day. Later it can only be brought "
            "forward; yesterday ends the batch at once."
        ),
        widget=UnfoldAdminSingleDateWidget,
    )

    class Meta:
        model = CodeBatch
        fields = FACTS

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["last_day"].initial = self.instance.last_day

    def clean_last_day(self):
        """Never later than it was; a new batch is good for today at least."""
        day, today = self.cleaned_data["last_day"], timezone.localdate()
        if not self.instance.pk and day < today:
            raise ValidationError(gettext("That day is over. Choose today or later."))
        if self.instance.pk and day > self.instance.last_day:
            raise ValidationError(
                gettext(
                    "A last day can be brought forward and not put off: it is printed "
                    "on codes that are out. Make another batch instead."
                )
            )
        return day

    def clean(self) -> None:
        super().clean()
        if day := self.cleaned_data.get("last_day"):
            self.instance.expires_at = codes.end_of(day)
        facts = {name: self.cleaned_data.get(name) for name in FACTS}
        if self.instance.pk or not all(facts.values()):
            return
        if codes.was_just_made(**facts):  # type: ignore[arg-type]
            raise ValidationError(
                gettext(
                    "Such a batch was made within the last minute, perhaps by a second "
                    "click: it is in the list. For another one, wait a minute."
                )
            )


@admin.register(CodeBatch)
class CodeBatchAdmin(KeptAdmin):
    """Codes made together; a batch ends by bringing its last day forward."""

    form = BatchForm
    list_display = ("reason", "size", "redeemed", "days", "last_day", "by")
    list_select_related = ("by",)
    ordering = ("-made_at",)
    search_fields = ("reason",)
    change_form_outer_before_template = "admin/subscriptions/_codes.html"

    def get_fields(self, request, obj=None) -> tuple:
        facts = (*FACTS, "last_day")
        return (*facts, "by", "made_at") if obj else facts

    def get_readonly_fields(self, request, obj=None) -> tuple:
        fixed = (*FACTS, "by", "made_at") if obj else ()
        may_change = self.has_change_permission(request, obj)
        return fixed if may_change or not obj else (*fixed, "last_day")

    def get_queryset(self, request):
        return super().get_queryset(request).with_redeemed()

    @admin.display(description=_("redeemed"), ordering="redeemed")
    def redeemed(self, batch) -> int:
        return batch.redeemed

    @admin.display(description=_("last day"), ordering="expires_at")
    def last_day(self, batch):
        return batch.last_day

    def save_model(self, request, obj, form, change) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.by = request.user
            codes.make(obj)

    def response_add(self, request, obj, post_url_continue=None):
        """On to the batch's own page, where its codes are."""
        answer = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST:
            return answer
        address = reverse("admin:subscriptions_codebatch_change", args=[obj.pk])
        return HttpResponseRedirect(address)

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/csv/",
                wrap(self.csv_view),
                name="subscriptions_codebatch_csv",
            ),
            path(
                "<int:pk>/print/",
                wrap(self.print_view),
                name="subscriptions_codebatch_print",
            ),
            *super().get_urls(),
        ]

    def csv_view(self, request, pk):
        """All codes of the batch and what became of each, as a file."""
        demand(request, MAY_SEE)
        batch = get_object_or_404(CodeBatch, pk=pk)
        rows = (_row(code, batch) for code in batch.codes.with_readers())
        return csv_file(f"codes-{batch.pk}", TITLES, rows)

    def print_view(self, request, pk):
        """The codes that nobody has used, to be printed and cut apart."""
        demand(request, MAY_SEE)
        batch = get_object_or_404(CodeBatch, pk=pk)
        context = {
            "batch": batch,
            "codes": batch.codes.unused(),
            "address": request.build_absolute_uri(reverse("subscriptions:redeem")),
        }
        return render(request, "admin/subscriptions/codes.html", context)


def _row(code: Code, batch: CodeBatch) -> tuple:
    if grant := code.grant:
        facts = (grant.user.email, grant.starts_at, grant.until)
        return (code.code, gettext("redeemed"), *facts)
    state = gettext("over") if batch.is_over else gettext("unused")
    return (code.code, state, "", "", "")


@admin.register(Code)
class CodeAdmin(ReadOnlyAdmin):
    """One code, to find out what became of it."""

    list_display = ("code", "batch", "grant")
    list_select_related = ("batch", "grant__user")
    search_fields = ("code", "grant__user__email")
