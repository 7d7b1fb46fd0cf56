"""What does one reader like, follow, ignore, and want to be told by mail?"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Like(models.Model):
    """One person's like of one comment. PostgreSQL counts them on the comment."""

    comment = models.ForeignKey(
        "comments.Comment",
        on_delete=models.CASCADE,
        related_name="likers",
        db_index=False,
    )
    person = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="likes"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("comment", "person"), name="a_person_likes_a_comment_once"
            ),
        )

    def __str__(self) -> str:
        return f"Like {self.pk}"


class Ignore(models.Model):
    """Someone whose comments one reader does not want to see."""

    person = models.ForeignKey(
        "accounts.User",
        on_delete=models.CASCADE,
        related_name="ignores",
        db_index=False,
    )
    ignored = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "ignored"), name="a_person_ignores_another_once"
            ),
            models.CheckConstraint(
                condition=~Q(person=F("ignored")), name="nobody_ignores_herself"
            ),
        )

    def __str__(self) -> str:
        return f"Ignore {self.pk}"


class ThreadMark(models.Model):
    """When a reader last looked into a thread, and whether she follows or mutes it."""

    class Wish(models.TextChoices):
        NONE = "", _("Neither")
        FOLLOW = "follow", _("Follow: tell me of new comments")
        MUTE = "mute", _("Mute: no mail about this thread")

    person = models.ForeignKey(
        "accounts.User",
        on_delete=models.CASCADE,
        related_name="thread_marks",
        db_index=False,
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="thread_marks"
    )
    seen_at = models.DateTimeField(null=True)
    wish = models.CharField(max_length=6, choices=Wish, default=Wish.NONE, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "article"), name="a_person_marks_a_thread_once"
            ),
        )

    def __str__(self) -> str:
        return f"Mark {self.pk}"


class MailChoices(models.Model):
    """Which mails about the conversation one person wants, and when."""

    class Pace(models.TextChoices):
        INSTANT = "instant", _("At once")
        DAILY = "daily", _("Once a day")
        OFF = "off", _("Not at all")

    person = models.OneToOneField(
        "accounts.User",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="mail_choices",
    )
    replies = models.CharField(
        _("Replies to my comments"),
        max_length=7,
        choices=Pace,
        default=Pace.INSTANT,
    )
    followed = models.CharField(
        _("New comments in threads I follow"),
        max_length=7,
        choices=Pace,
        default=Pace.DAILY,
    )
    decisions = models.CharField(
        _("Decisions about my comments"),
        max_length=7,
        choices=((Pace.INSTANT, _("At once")), (Pace.OFF, _("Not at all"))),
        default=Pace.INSTANT,
    )
    digested_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"Mail choices {self.pk}"

    @classmethod
    def of(cls, person) -> "MailChoices":
        """What the person has chosen; the usual for one who has never chosen."""
        return cls.objects.filter(person=person).first() or cls(person=person)
