"""What does someone fill in who cancels without signing in?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class CancelForm(forms.Form):
    """The address a subscription belongs to."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
