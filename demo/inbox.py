"""Where does the demo's mail go? Into a table that the inbox page shows."""

from django.core.mail.backends.base import BaseEmailBackend

from demo.models import Mail


class EmailBackend(BaseEmailBackend):
    """Keeps every mail instead of sending it."""

    def send_messages(self, email_messages) -> int:
        """Store each message once for each of its receivers."""
        mails = [
            Mail(to=to, subject=message.subject, text=message.body, html=_html(message))
            for message in email_messages
            for to in message.recipients()
        ]
        Mail.objects.bulk_create(mails)
        return len(email_messages)


def _html(message) -> str:
    return next((part.content for part in getattr(message, "alternatives", [])), "")
