"""How does a mail leave the house? Rendered now, sent by a task that may try again."""

from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import translation

from newsroom.context import paper


def send(name: str, *, to: str, context: dict) -> None:
    """Render ``templates/emails/<name>.*`` and enqueue the mail in this transaction."""
    context = paper(None) | context
    with translation.override("en"):
        subject = render_to_string(f"emails/{name}.subject.txt", context)
        text = render_to_string(f"emails/{name}.txt", context)
        html = render_to_string(f"emails/{name}.html", context)
    enqueue(subject=" ".join(subject.split()), text=text, html=html, to=to)


def enqueue(*, subject: str, text: str, html: str, to: str) -> None:
    """Put a finished mail into the queue."""
    deliver.enqueue(subject=subject, text=text, html=html, to=to)


@task
def deliver(*, subject: str, text: str, html: str, to: str) -> None:
    """Hand one mail to the mail server; a failure is tried again by the queue."""
    message = EmailMultiAlternatives(subject=subject, body=text, to=[to])
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
