"""Where does the demo's mail go? Into a table that the inbox page shows."""

from django.core.mail.backends.base import BaseEmailBackend

from comments import emails, policy
from demo.cast import CAST
from demo.models import Mail


class EmailBackend(BaseEmailBackend):
    """Keeps every mail instead of sending it."""

    def send_messages(self, email_messages) -> int:
        """Store each message once for each of its receivers."""
        mails = [
            Mail(
                to=to,
                subject=message.subject,
                text=message.body,
                html=_html(message),
                eyes=message.extra_headers.get(emails.EYES, ""),
            )
            for message in email_messages
            for to in message.recipients()
        ]
        Mail.objects.bulk_create(mails)
        return len(email_messages)


def _html(message) -> str:
    return next((part.content for part in getattr(message, "alternatives", [])), "")


def may_open(user, mail: Mail) -> bool:
    """True when this visitor may see the mail: as in life, it is in one person's box.

    What quotes others is for her while she may read them, in our house at least.
    """
    if not mail.eyes:
        return True
    if not user.is_authenticated or user.email.lower() != mail.to.lower():
        return False
    return mail.eyes == emails.RECEIVER or bool(policy.may_read(user))


def receiver(mail: Mail):
    """Who of the cast the mail is for; None when it is for somebody else."""
    return next((one for one in CAST if one.email == mail.to.lower()), None)
