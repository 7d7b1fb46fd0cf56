"""Which stories' walls send readers to pay? Counted by story and day, not by reader."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryCheckouts(models.Model):
    """How many visits to the checkout began at a story on a day; how many paid."""

    story = models.CharField(
        _("story"),
        max_length=400,
        blank=True,
        help_text=_("The story's path; empty for those who came by another way."),
    )
    day = models.DateField(_("day"))
    started = models.PositiveIntegerField(_("went to the checkout"), default=0)
    paid = models.PositiveIntegerField(_("paid"), default=0)

    class Meta:
        verbose_name = _("checkouts of a story")
        verbose_name_plural = _("checkouts of stories")
        constraints = (
            models.UniqueConstraint(
                fields=("day", "story"), name="a_story_is_counted_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(paid__lte=models.F("started")),
                name="who_paid_has_been_at_the_checkout",
            ),
        )

    def __str__(self) -> str:
        return f"{self.story or '—'} {self.day}"
