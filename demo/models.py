"""Which mails did the demo send? They lie in its inbox instead of leaving the house."""

from django.db import models
from django.utils import timezone


class Mail(models.Model):
    """One mail as its receiver would see it."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return self.subject
