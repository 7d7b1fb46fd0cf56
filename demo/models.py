"""Which mails did the demo send? They lie in its inbox instead of leaving the house."""

from django.db import models
from django.utils import timezone


class Mail(models.Model):
    """One mail as its receiver would see it.

    The inbox lies open to everybody, so a mail can say whose eyes it is for: its
    receiver's, or its receiver's while she subscribes. One that says nothing is shown.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    eyes = models.CharField(max_length=12, blank=True, default="")
    sent_at = models.DateTimeField(default=timezone.now)

    is_open: bool  # the inbox adds it for whoever looks

    class Meta:
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return self.subject
