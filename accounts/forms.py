"""What is someone asked when she signs up, and what may she change later?"""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import validate_display_name

NAME_HELP = _("Shown beside your comments. You can change it later.")


def refuse_a_staff_name(name: str, *, by: User | None = None) -> str:
    """The name, unless it is one of the staff's: nobody speaks as a moderator."""
    staff = User.objects.filter(is_staff=True, display_name__iexact=name.strip())
    others = staff.exclude(pk=by.pk) if by and by.pk else staff
    if others.exists():
        raise forms.ValidationError(_("Someone at the paper has this name already."))
    return name


class SignupForm(AllauthSignupForm):
    """A name to be seen by and an address to send the code to; no password."""

    display_name = forms.CharField(
        label=_("Display name"),
        max_length=60,
        validators=[validate_display_name],
        help_text=NAME_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ("display_name", "email")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password1"]

    def clean_display_name(self) -> str:
        return refuse_a_staff_name(self.cleaned_data["display_name"])


class NameForm(forms.ModelForm):
    """The display name, on the account page."""

    class Meta:
        model = User
        fields = ("display_name",)
        help_texts = {"display_name": NAME_HELP}

    def clean_display_name(self) -> str:
        return refuse_a_staff_name(self.cleaned_data["display_name"], by=self.instance)


class LeaveForm(forms.Form):
    """Asked of who deletes her account: what becomes of her words, and her address."""

    takes_her_words = forms.BooleanField(
        label=_("Delete my comments too"),
        label_suffix="",
        required=False,
        initial=True,
        help_text=_("Else they stay, under the name “Former reader”."),
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("Type it, so that nobody deletes an account by a slip."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, person: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        typed = self.cleaned_data["email"].strip()
        if typed.casefold() != self.person.email.casefold():
            wanted = {"email": self.person.email}
            said = _("That is not the address of this account, %(email)s. Try again.")
            raise forms.ValidationError(said, params=wanted)
        return typed
