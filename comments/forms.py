"""What did the reader type, and is it something we can store?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _, gettext_lazy

from comments import markup, outside, posting
from comments.models import Comment, MailChoices, Reason, Report
from comments.rules import Finding

SHORTEST, LONGEST = 2, 5_000
LONGEST_APPEAL = 1_000


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


class WordsForm(forms.Form):
    """What someone wants to say, and how it will look."""

    body = Words()
    outside: tuple[Finding, ...] = ()

    def ask_outside(self, *, by) -> None:
        """Hear the outside check; before the wall opens, for it may take its time."""
        if "preview" not in self.data and self.is_valid():
            self.outside = outside.ask(self.cleaned_data["body"], by=by)

    @property
    def preview(self) -> str:
        """The HTML of the words, as it will be stored."""
        return markup.render(self.cleaned_data["body"])


class CommentForm(WordsForm):
    """A new comment, under the story or under another comment."""

    token = Token(required=False)

    def publish(self, article, *, author, parent: Comment | None = None) -> Comment:
        """Post it; raises ``posting.TooFast``."""
        return posting.post(
            article=article,
            author=author,
            body=self.cleaned_data["body"],
            parent=parent,
            token=self.cleaned_data["token"],
            outside=self.outside,
        )


class EditForm(WordsForm):
    """The new words of a comment."""

    def rewrite(self, comment: Comment, *, by) -> None:
        """Store them; raises ``posting.TooFast``."""
        body = self.cleaned_data["body"]
        posting.rewrite(comment, by=by, body=body, outside=self.outside)


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


class AppealWords(forms.CharField):
    """Why a comment should be back."""

    def to_python(self, value) -> str:
        text = markup.clean(value or "")
        return text if markup.visible_length(text) else ""


class AppealForm(forms.Form):
    """What the author of a removed comment answers."""

    words = AppealWords(
        min_length=SHORTEST,
        max_length=LONGEST_APPEAL,
        error_messages={
            "required": gettext_lazy("Say why it should be back, then send it."),
            "min_length": gettext_lazy("That is one character; say more."),
            "max_length": gettext_lazy(
                "Your words are %(show_value)d characters long; the limit is"
                " %(limit_value)d."
            ),
        },
    )

    def says(self, words: str) -> bool:
        """True when these very words were sent."""
        return self.is_valid() and self.cleaned_data["words"] == words


class MailChoicesForm(forms.ModelForm):
    """Which mails someone wants, and when."""

    class Meta:
        model = MailChoices
        fields = ("replies", "followed", "decisions")
        widgets = dict.fromkeys(fields, forms.RadioSelect)

    def keep(self) -> None:
        """Store the choices, and leave alone when she had her last digest."""
        MailChoices.objects.update_or_create(
            person=self.instance.person, defaults=self.cleaned_data
        )


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)
