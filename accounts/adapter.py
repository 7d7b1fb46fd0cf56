"""Where does our site differ from allauth's defaults? The seam it offers for that."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError

from accounts.names import validate_display_name
from newsroom import limits, mail
from newsroom.context import paper

# Until she chooses one: never a part of the address, which is nobody's business.
NAMELESS = "Reader"

# Tries with a password, of all readers together, a minute.
MOST_TRIES = 60


class AccountAdapter(DefaultAccountAdapter):
    """Names people, and lets the queue send their mail."""

    def save_user(self, request, user, form, commit=True):  # noqa: FBT002  allauth's own
        """Keep the display name that was asked for with the address."""
        asked = form.cleaned_data.get("display_name")
        user.display_name = asked or user.display_name or NAMELESS
        return super().save_user(request, user, form, commit)

    def pre_authenticate(self, request, **credentials):
        """Count every try, whoever makes it: checking a password is dear."""
        if not limits.allow("sign-in", times=MOST_TRIES, seconds=60):
            raise self.validation_error("too_many_login_attempts")
        return super().pre_authenticate(request, **credentials)

    def send_mail(self, template_prefix, email, context) -> None:
        """Enqueue the mail: a slow mail server never keeps a reader waiting."""
        known = paper(self.request) | {
            "request": self.request,
            "email": email,
            "current_site": get_current_site(self.request),
        }
        message = self.render_mail(template_prefix, email, known | context)
        mail.enqueue(subject=message.subject, text=message.body, html="", to=email)

    def format_email_subject(self, subject) -> str:
        """The subject as it is: the sender's name already says who writes."""
        return subject


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Names people who come from Google by the name they use there."""

    def populate_user(self, request, sociallogin, data):
        """Take the name along with the address."""
        user = super().populate_user(request, sociallogin, data)
        user.display_name = _usable(data.get("name") or data.get("first_name"))
        return user


def _usable(name: str | None) -> str:
    name = (name or "")[:60].strip()
    try:
        validate_display_name(name)
    except ValidationError:
        return NAMELESS
    return name
