"""How much is said under a story, by how many, and when last?"""

from django.db import models
from django.db.models import Q


class Discussion(models.Model):
    """The numbers of one story's thread: PostgreSQL keeps them, Python only reads."""

    article = models.OneToOneField(
        "articles.Article",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="discussion",
    )
    visible = models.PositiveIntegerField(default=0, db_default=0)
    voices = models.PositiveIntegerField(default=0, db_default=0)
    version = models.PositiveBigIntegerField(default=0, db_default=0)
    last_comment_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(voices__lte=models.F("visible"))
                & (Q(visible=0) | Q(voices__gt=0)),
                name="nobody_speaks_without_a_comment",
            ),
        )

    def __str__(self) -> str:
        return f"Discussion {self.pk}"


class Voice(models.Model):
    """How many comments one person has under one story, in whatever state.

    It holds no words, so it is not behind the wall: through it Django refuses to delete
    a story or a person with comments even while the comments can't be seen.
    """

    pk = models.CompositePrimaryKey("article_id", "author_id")
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,
        related_name="voices",
        db_index=False,
    )
    author = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="voices"
    )
    visible = models.IntegerField(default=0)
    written = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.written} comments"
