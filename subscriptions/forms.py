"""What does someone fill in who has a code, or cancels without signing in?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class CancelForm(forms.Form):
    """The address a subscription belongs to."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class RedeemForm(forms.Form):
    """A code for complimentary access, as it was typed."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "required": _("Please type the code."),
            "max_length": _("A code has twelve letters and digits. Please look again."),
        },
    )
