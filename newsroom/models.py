"""How often was something done lately? The counters behind ``newsroom.limits``."""

from django.db import models


class Limit(models.Model):
    """How often one thing was done in the present window of time."""

    key = models.CharField(max_length=64, primary_key=True)
    ends_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["ends_at"], name="limit_ends_at"),)

    def __str__(self) -> str:
        return self.key
