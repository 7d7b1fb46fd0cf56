"""Where does our site differ from allauth's defaults? The seam it offers for that."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.sites.shortcuts import get_current_site

from newsroom import mail
from newsroom.context import paper


class AccountAdapter(DefaultAccountAdapter):
    """Names people, and lets the queue send their mail."""

    def save_user(self, request, user, form, commit=True):  # noqa: FBT002  allauth's own
        """Keep the display name that was asked for with the address."""
        user.display_name = form.cleaned_data["display_name"]
        return super().save_user(request, user, form, commit)

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
