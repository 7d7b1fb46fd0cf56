"""Which words make a comment wait, and how does a moderator list many at once?"""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from comments import policy
from comments.admin.behind_the_wall import ModeratorsOnly
from comments.listed_words import can_be_found, key
from comments.models import ListedWord
from newsroom.desk_admin import DeskAdmin

LONGEST, MOST, NAMED = 80, 2_000, 10
HELP = gettext_lazy(
    "Each stands for itself alone: list the plural too. Capitals, accents, signs and"
    " repeated or spaced letters are seen through; ñ and n are two letters."
)


class WordForm(forms.ModelForm):
    """One listed word."""

    class Meta:
        model = ListedWord
        fields = ("words", "language")
        help_texts = {"words": HELP}

    def clean_words(self) -> str:
        return _one(self.cleaned_data["words"])

    def clean(self) -> None:
        super().clean()
        words = self.cleaned_data.get("words", "")
        language = self.cleaned_data.get("language", "")
        same = ListedWord.in_language(language).get(key(words))
        if same and same.pk != self.instance.pk:
            said = _("“%(words)s” is listed already.")
            fault = forms.ValidationError(said, params={"words": same.words})
            self.add_error("words", fault)


class ManyWordsForm(forms.Form):
    """Words to list, one a line."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=ListedWord.Language,
        widget=UnfoldAdminSelectWidget,
    )
    words = forms.CharField(
        label=gettext_lazy("One a line: a word, or several that stand together"),
        help_text=HELP,
        widget=UnfoldAdminTextareaWidget({"rows": 12, "spellcheck": "false"}),
    )

    def clean_words(self) -> list[str]:
        lines = list(filter(str.strip, self.cleaned_data["words"].splitlines()))
        if len(lines) > MOST:
            said = _("These are more than %(most)d lines. Add them in two parts.")
            raise forms.ValidationError(said, params={"most": MOST})
        return [_one(line) for line in lines]

    def save(self):
        """List them; what is new, and what was listed already."""
        data = self.cleaned_data
        return ListedWord.add(data["words"], language=data["language"])


@admin.register(ListedWord)
class ListedWordAdmin(ModeratorsOnly, DeskAdmin):
    """The words of both languages; every comment is measured by all of them."""

    form = WordForm
    list_display = ("words", "language", "created_at")
    list_filter = ("language",)
    search_fields = ("words",)
    list_per_page = 200

    def has_add_permission(self, request, obj=None) -> bool:
        return bool(policy.may_moderate(request.user))

    def has_change_permission(self, request, obj=None) -> bool:
        return bool(policy.may_moderate(request.user))

    def has_delete_permission(self, request, obj=None) -> bool:
        return bool(policy.may_moderate(request.user))

    def add_view(self, request, form_url="", extra_context=None):
        """Many at once, one a line."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        chosen = {"language": request.GET.get("language__exact", "en")}
        form = ManyWordsForm(
            request.POST if request.method == "POST" else None, initial=chosen
        )
        if form.is_bound and form.is_valid():
            self._say(request, form.save())
            return HttpResponseRedirect(reverse("admin:comments_listedword_changelist"))
        context = {"title": _("Add listed words"), "form": form, "opts": self.opts}
        context |= self.admin_site.each_context(request)
        template = "admin/comments/listedword/add_many.html"
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, template, context, status=status)

    def _say(self, request, added) -> None:
        if number := len(added.new):
            who = request.user.pk
            LogEntry.objects.log_actions(who, added.new, ADDITION, [{"added": {}}])
            said = ngettext("%d word is listed.", "%d words are listed.", number)
            self.message_user(request, said % number, messages.SUCCESS)
        if number := len(added.again):
            said = ngettext(
                "%(number)d was listed already: %(words)s.",
                "%(number)d were listed already: %(words)s.",
                number,
            )
            told = {"number": number, "words": _named(added.again)}
            self.message_user(request, said % told, messages.INFO)


def _one(line: str) -> str:
    """The words of one line; raises ``ValidationError`` when they can't be listed."""
    words = " ".join(line.split())
    if len(words) > LONGEST:
        said = _("“%(words)s…” is longer than %(most)d characters.")
        raise forms.ValidationError(said, params={"words": words[:30], "most": LONGEST})
    if not can_be_found(words):
        said = _("“%(words)s” has no letter and no digit, so it would never be found.")
        raise forms.ValidationError(said, params={"words": words})
    return words


def _named(words: list[str]) -> str:
    names = ", ".join(f"“{one}”" for one in words[:NAMED])
    return f"{names} …" if len(words) > NAMED else names
