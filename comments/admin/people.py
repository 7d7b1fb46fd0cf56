"""What has one person said and done here, and what can a moderator do about it?"""

import uuid
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from comments import moderation, records, sanctioning
from comments.admin.behind_the_wall import behind_the_wall
from comments.models import Comment, ModerationAction, Reason, Sanction
from newsroom.desk_admin import DeskAdmin

REASONS = [("", _("Choose a reason")), *Reason.choices]
HOURS = [("24", _("the last 24 hours")), ("168", _("the last 7 days"))]
LENGTHS = [
    ("", _("Until the time below, or without an end")),
    ("1", _("A day")),
    ("3", _("Three days")),
    ("7", _("A week")),
    ("30", _("Thirty days")),
]
FOUND = 30
NOTHING_CHANGED = _("Nothing changed: it was decided already.")


class SanctionForm(forms.ModelForm):
    """What someone may not do, why, and for how long."""

    days = forms.ChoiceField(
        label=_("For"),
        choices=LENGTHS,
        required=False,
        widget=UnfoldAdminSelectWidget,
    )

    class Meta:
        model = Sanction
        fields = ("kind", "reason", "days", "until")
        widgets = {
            "kind": UnfoldAdminSelectWidget,
            "reason": UnfoldAdminSelectWidget,
            "until": UnfoldAdminTextInputWidget({"type": "datetime-local"}),
        }

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if said.get("days") and "until" in said and not said["until"]:
            said["until"] = timezone.now() + timedelta(days=int(said["days"]))
        if {"kind", "until"} <= said.keys():
            sanctioning.object_to(
                person=self.instance.person,
                by=self.instance.created_by,
                kind=said["kind"],
                until=said["until"],
            )


class RemovalForm(forms.Form):
    """Which of someone's comments are removed together, and why."""

    hours = forms.ChoiceField(
        label=_("Written in"), choices=HOURS, widget=UnfoldAdminSelectWidget
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=REASONS, widget=UnfoldAdminSelectWidget
    )
    note = forms.CharField(
        label=_("Words to the author"),
        max_length=500,
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )


class PeoplePages(DeskAdmin):
    """Pages that stand beside the list of sanctions: people, and one's record."""

    def get_desk_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            path("person/", wrap(self.people_view), name="comments_people"),
            path("person/<int:pk>/", wrap(self.person_view), name="comments_person"),
        ]

    @behind_the_wall
    def people_view(self, request):
        """People who have written something, found by a part of their name."""
        asked = request.GET.get("q", "").strip()
        found = list(records.people_named(asked)[:FOUND]) if asked else []
        context = {"title": _("People in the conversation"), "asked": asked}
        context |= {"found": found, "most": FOUND}
        return self._draw(request, "admin/comments/person/people.html", context)

    @behind_the_wall
    def person_view(self, request, pk):
        """One person's record; a POST does one thing about her."""
        person = get_object_or_404(get_user_model(), pk=pk)
        if request.method != "POST":
            return self._record(request, person)
        do = {
            "sanction": self._sanction,
            "lift": self._lift,
            "put_back": self._put_back,
            "remove": self._remove,
            "undo": self._undo,
        }.get(request.POST.get("verb", ""), self._nothing)
        return do(request, person)

    def _record(self, request, person, *, status=200, batch=None, **forms_in_hand):
        batch = batch or _as_uuid(request.GET.get("batch", ""))
        undoable = ModerationAction.objects.standing(batch) if batch else []
        context = {
            "title": person.display_name,
            "record": records.record_of(person),
            "sanction_form": SanctionForm(auto_id="stop-%s"),
            "removal_form": RemovalForm(auto_id="remove-%s"),
            "undo": {"batch": batch, "times": len(undoable)} if undoable else None,
        } | forms_in_hand
        template = "admin/comments/person/person.html"
        return self._draw(request, template, context, status=status)

    def _draw(self, request, template, context, *, status=200):
        everywhere = self.admin_site.each_context(request)
        return render(request, template, everywhere | context, status=status)

    def _sanction(self, request, person):
        new = Sanction(person=person, created_by=request.user)
        form = SanctionForm(request.POST, instance=new, auto_id="stop-%s")
        if not form.is_valid():
            return self._record(request, person, status=422, sanction_form=form)
        sanctioning.impose(form.save(commit=False))
        self.log_addition(request, new, new.get_kind_display())
        return self._back(request, person, _("It is in force from now on."))

    def _lift(self, request, person):
        return self._let(request, person, sanctioning.lift, _("Lifted."))

    def _put_back(self, request, person):
        return self._let(request, person, sanctioning.put_back, _("Put back."))

    def _let(self, request, person, verb, said):
        number = request.POST.get("sanction", "")
        known = {str(one.pk): one for one in Sanction.objects.against(person)}
        sanction = known.get(number)
        if sanction is None or not verb(sanction):
            return self._nothing(request, person)
        self.log_change(request, sanction, str(said))
        return self._back(request, person, said)

    def _remove(self, request, person):
        form = RemovalForm(request.POST, auto_id="remove-%s")
        if not form.is_valid():
            return self._record(request, person, status=422, removal_form=form)
        said = form.cleaned_data
        since = timezone.now() - timedelta(hours=int(said["hours"]))
        outcome = moderation.remove_all(
            Comment.objects.by(person).written_since(since),
            by=request.user,
            reason=said["reason"],
            note=said["note"],
        )
        return self._decided(request, person, outcome, batch=outcome.batch)

    def _undo(self, request, person):
        batch = _as_uuid(request.POST.get("batch", ""))
        if batch is None:
            return self._nothing(request, person)
        return self._decided(request, person, moderation.undo(batch, by=request.user))

    def _decided(self, request, person, outcome, *, batch=None):
        if not outcome:
            return self._nothing(request, person)
        times = outcome.decided
        said = ngettext("%d comment decided.", "%d comments decided.", times) % times
        return self._back(request, person, said, batch=batch)

    def _nothing(self, request, person):
        self.message_user(request, NOTHING_CHANGED, messages.WARNING)
        return HttpResponseRedirect(_address(person))

    def _back(self, request, person, said, *, batch=None):
        self.message_user(request, said, messages.SUCCESS)
        query = f"?batch={batch}" if batch else ""
        return HttpResponseRedirect(_address(person) + query)


def _address(person) -> str:
    return reverse("admin:comments_person", args=[person.pk])


def _as_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
