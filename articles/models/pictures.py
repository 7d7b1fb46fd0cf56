"""What does a page need to know to show a picture honestly?"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.pictures import PictureField


class Picture(models.Model):
    """A picture with everything a page needs to show it honestly."""

    file = PictureField(_("file"), width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_("What is seen, for someone who can't see it."),
    )
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    credit = models.CharField(_("credit"), max_length=120)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, from the left"),
        default=50,
        help_text=_("In percent: the part that must stay in every crop."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, from the top"), default=50, help_text=_("In percent.")
    )
    # {shape: [{"width", "height", "jpeg", "avif"}, …]}, narrow first; made by a task.
    renditions = models.JSONField(editable=False, default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = (
            models.CheckConstraint(
                condition=~Q(alt="") & ~Q(credit=""),
                name="a_picture_has_alternative_text_and_credit",
            ),
            models.CheckConstraint(
                condition=Q(focal_x__lte=100) & Q(focal_y__lte=100),
                name="a_focal_point_lies_in_the_picture",
            ),
        )

    def __str__(self) -> str:
        return self.caption or self.alt
