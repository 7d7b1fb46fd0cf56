"""How does a mail leave the house? Through the queue, or by a task's own hand."""

from collections.abc import Mapping
from email import policy as policies
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from typing import NamedTuple

from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import translation

from newsroom import limits
from newsroom.context import paper

MONTH = 30 * 24 * 3600


class Unfolded(UnstructuredHeader):
    """A header that stays one plain line, however long."""

    def fold(self, *, policy):
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


# Python encodes an address that is longer than a line, and then no mailbox provider
# finds the link in it.
HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", Unfolded)  # type: ignore[arg-type]


class Message(EmailMultiAlternatives):
    """A mail whose links in headers can be read."""

    def message(self, *, policy=policies.default):
        return super().message(policy=policy.clone(header_factory=HEADERS))


class Letter(NamedTuple):
    """A finished mail to one person."""

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] | None = None


def write(
    name: str, *, to: str, context: dict, headers: Mapping[str, str] | None = None
) -> Letter:
    """The mail that ``templates/emails/<name>.*`` make of the context."""
    context = paper(None) | context
    with translation.override("en"):
        subject = render_to_string(f"emails/{name}.subject.txt", context)
        text = render_to_string(f"emails/{name}.txt", context)
        html = render_to_string(f"emails/{name}.html", context)
    return Letter(to, " ".join(subject.split()), text.lstrip(), html, headers)


def send(name: str, *, to: str, context: dict) -> None:
    """Write a mail and put it into the queue, in this transaction.

    The queue keeps its words for a while: for mails that hold nobody else's.
    """
    letter = write(name, to=to, context=context)
    enqueue(subject=letter.subject, text=letter.text, html=letter.html, to=letter.to)


def enqueue(*, subject: str, text: str, html: str, to: str) -> None:
    """Put a finished mail into the queue."""
    deliver.enqueue(subject=subject, text=text, html=html, to=to)


@task
def deliver(*, subject: str, text: str, html: str, to: str) -> None:
    """Hand one mail to the mail server; a failure is tried again by the queue."""
    hand_over(Letter(to, subject, text, html))


def hand_over(letter: Letter) -> None:
    """Give the mail server a letter now; its words are stored nowhere."""
    message = Message(
        subject=letter.subject,
        body=letter.text,
        to=[letter.to],
        headers=dict(letter.headers or {}),
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    message.send()


def hand_over_once(letter: Letter, *, key: str) -> bool:
    """Give the mail server a letter unless it had one of this key within a month.

    A failure leaves no count behind, so that the queue can try again. Only a worker
    that dies between the mail server's yes and our own commit sends a second one.
    """
    with transaction.atomic():
        _wait_for_the_mail_server()
        is_first = limits.allow(f"mail:{key}", times=1, seconds=MONTH)
        if is_first:
            hand_over(letter)
    return is_first


def _wait_for_the_mail_server() -> None:
    """Keep PostgreSQL from ending this transaction while the mail server thinks."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '100s'")
