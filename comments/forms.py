"""What did the reader type, and is it something we can store?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _, gettext_lazy

from comments import markup, posting
from comments.models import Comment, Reason, Report

SHORTEST, LONGEST = 2, 5_000


class Words(forms.CharField):
    """A comment's text: cleaned, and neither too short nor too long."""

    def __init__(self, **kwargs) -> None:
        required = gettext_lazy("Your comment is empty. Write something, then send it.")
        messages = {"required": required}
        super().__init__(
            label=gettext_lazy("Your comment"), error_messages=messages, **kwargs
        )

    def to_python(self, value) -> str:
        text = markup.clean(value or "")
        return text if markup.visible_length(text) else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if markup.visible_length(value) < SHORTEST:
            raise ValidationError(_("Your comment is one character long; say more."))
        if len(value) > LONGEST:
            raise ValidationError(
                _(
                    "Your comment is %(length)s characters long; the limit is"
                    " %(limit)s."
                ),
                params={"length": _grouped(len(value)), "limit": _grouped(LONGEST)},
            )


class Token(forms.UUIDField):
    """What tells two clicks from two comments; one that is spoilt is left out."""

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return None


class CommentForm(forms.Form):
    """A new comment, under the story or under another comment."""

    body = Words()
    token = Token(required=False)

    def publish(self, article, *, author, parent: Comment | None = None) -> Comment:
        """Post it; raises ``posting.TooFast``."""
        return posting.post(
            article=article,
            author=author,
            body=self.cleaned_data["body"],
            parent=parent,
            token=self.cleaned_data["token"],
        )


class EditForm(forms.Form):
    """The new words of a comment."""

    body = Words()


class ReportForm(forms.ModelForm):
    """Why a comment should be looked at."""

    reason = forms.ChoiceField(choices=Reason.choices, widget=forms.RadioSelect)

    class Meta:
        model = Report
        fields = ("reason", "words")

    def clean_words(self) -> str:
        return markup.clean(self.cleaned_data["words"])

    def hand_in(self, comment: Comment, *, reader) -> None:
        """Keep the reader's one report of the comment; the first one stands."""
        Report.objects.get_or_create(
            comment=comment, reader=reader, defaults=self.cleaned_data
        )


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)
