"""What is someone asked when she signs up, and what may she change later?"""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import validate_display_name

NAME_HELP = _("Shown beside your comments. You can change it later.")


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


class NameForm(forms.ModelForm):
    """The display name, on the account page."""

    class Meta:
        model = User
        fields = ("display_name",)
        help_texts = {"display_name": NAME_HELP}
