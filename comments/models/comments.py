"""What is a comment, where does it stand in its thread, and what was it before?"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments import markup
from comments.models.moderation import Reason
from comments.models.questions import SHOWN, STEP, CommentQuerySet
from comments.models.revisions import CommentRevision
from comments.sameness import fingerprint
from comments.wall import open_wall

DEEPEST = 8
EDITED = (
    *("body", "body_html", "edited_at", "fingerprint", "reviewed_at"),
    *("status", "held_for"),
)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Comment(models.Model):
    """Something a subscriber said under a story."""

    class Status(models.TextChoices):
        VISIBLE = "visible", _("Visible")
        HELD = "held", _("Held")
        REMOVED = "removed", _("Removed")
        DELETED = "deleted", _("Deleted")

    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.PROTECT,
        related_name="comments",
        db_index=False,
    )
    author = models.ForeignKey(
        "accounts.User",
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="comments",
        db_index=False,
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("answers"),
        on_delete=models.PROTECT,
        null=True,
        related_name="replies",
    )
    root = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    in_reply_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text=_("What it really answers, when that already stands deepest."),
    )
    path = models.CharField(max_length=STEP * DEEPEST, db_collation="C")
    depth = models.PositiveSmallIntegerField()
    has_replies = models.BooleanField(default=False, db_default=False)
    status = models.CharField(
        _("status"), max_length=7, choices=Status, default=Status.VISIBLE
    )
    reason = models.CharField(
        _("reason"), max_length=10, choices=Reason, blank=True, default=""
    )
    body = models.TextField(_("text"))
    body_html = markup.MarkupField()
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    subscriber_since = models.DateField(null=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True)
    fingerprint = models.CharField(max_length=40, editable=False, default="")
    # Kept by PostgreSQL: the likes, and how often the words or the status changed.
    likes = models.PositiveIntegerField(default=0, db_default=0)
    version = models.PositiveIntegerField(default=0, db_default=0)
    # Written in batches by ``comments/ranking.py``; only a root's is ever read.
    rank = models.FloatField(default=0, db_default=0)
    picked_at = models.DateTimeField(_("editor’s pick"), null=True)
    # Why it waits: a list of ``comments.rules.Finding`` as dictionaries.
    held_for = models.JSONField(default=list, blank=True)
    reviewed_at = models.DateTimeField(_("looked at"), null=True)
    claimed_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    claimed_until = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()
    author_name: str  # ``drawn()`` adds these
    author_is_staff: bool
    is_story_author: bool
    removal: int  # and ``with_removal()`` these
    removed_at: datetime | None
    removal_note: str | None

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = (("moderate", "Can moderate comments"),)
        indexes = (
            models.Index(
                F("article"),
                F("created_at"),
                F("id"),
                condition=Q(depth=1) & SHOWN,
                name="roots_of_a_thread",
            ),
            models.Index(F("path"), condition=SHOWN, name="order_of_a_thread"),
            models.Index(
                F("article"),
                F("created_at"),
                F("id"),
                condition=Q(status="visible"),
                name="visible_comments_by_time",
            ),
            models.Index(
                F("author"), F("created_at").desc(), name="comments_of_a_person"
            ),
            models.Index(
                F("created_at"),
                F("id"),
                condition=Q(status="held"),
                name="held_comments_by_time",
            ),
            models.Index(
                F("article"),
                F("rank").desc(),
                F("id").desc(),
                condition=Q(depth=1) & SHOWN,
                name="best_roots_of_a_thread",
            ),
            models.Index(
                F("created_at"),
                F("id"),
                condition=Q(status="visible", reviewed_at__isnull=True),
                name="new_comments_by_time",
            ),
            models.Index(
                F("article"),
                F("picked_at"),
                condition=Q(status="visible", picked_at__isnull=False),
                name="picks_of_a_thread",
            ),
            models.Index(
                F("fingerprint"), F("created_at").desc(), name="same_text_by_time"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("path",), name="two_comments_never_share_a_place"
            ),
            models.UniqueConstraint(
                fields=("author", "token"), name="a_form_makes_one_comment"
            ),
            models.CheckConstraint(
                condition=Q(depth__range=(1, DEEPEST)),
                name="a_comment_stands_on_level_one_to_eight",
            ),
            models.CheckConstraint(
                condition=Exact(Length("path"), F("depth") * STEP),
                name="a_path_has_a_step_for_each_level",
            ),
            models.CheckConstraint(
                condition=Q(depth=1, parent=None, root=None)
                | Q(depth__gt=1, parent__isnull=False, root__isnull=False),
                name="a_reply_has_a_parent_and_a_root",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("visible", "held", "removed", "deleted")),
                name="a_comment_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=~Q(status="removed") | ~Q(reason=""),
                name="a_removed_comment_has_a_reason",
            ),
            models.CheckConstraint(condition=~Q(body=""), name="a_comment_has_words"),
        )

    def __str__(self) -> str:
        # Never the words: this is what the admin's log and lists would keep.
        return f"Comment {self.pk}"

    def get_absolute_url(self) -> str:
        article = self.article
        return reverse(
            "comments:comment", args=[article.section.slug, article.slug, self.pk]
        )

    @classmethod
    def write(cls, *, article, author, body: str, parent=None, **fields) -> "Comment":
        """Store a new comment under the story, or under another comment, in one INSERT.

        A reply to the deepest level stands beside what it answers.
        """
        with open_wall():
            comment = cls(
                pk=cls._next_id(),
                article=article,
                author=author,
                body=markup.clean(body),
                fingerprint=fingerprint(body),
                **fields,
            )
            comment._stand_under(parent)
            comment.save(force_insert=True)
        return comment

    @classmethod
    def _next_id(cls) -> int:
        # Known before the INSERT, because the path ends with it.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [cls._meta.db_table]
            )
            return cursor.fetchone()[0]

    def _stand_under(self, parent: "Comment | None") -> None:
        if parent and parent.depth == DEEPEST:
            self.in_reply_to, parent = parent, parent.parent
        self.parent = parent
        self.root_id = (parent.root_id or parent.pk) if parent else None
        self.depth = parent.depth + 1 if parent else 1
        self.path = (parent.path if parent else "") + step(self.pk)

    @property
    def is_visible(self) -> bool:
        return self.status == self.Status.VISIBLE

    @property
    def is_held(self) -> bool:
        return self.status == self.Status.HELD

    def edit(self, body: str, *, held_for: Sequence[dict] = ()) -> None:
        """Change the words, keeping the former ones for moderators.

        With reasons to be held the new words wait for a moderator. What waited already
        goes on waiting; what was removed or deleted meanwhile stays as it was.
        """
        body = markup.clean(body)
        with open_wall():
            # Held while we write: another edit, or a moderator, may have been quicker.
            now = Comment.objects.numbered([self]).lock().get()
            self.status, self.body = now.status, now.body
            if body == self.body or not (self.is_visible or self.is_held):
                return
            CommentRevision.objects.create(comment=self, body=self.body)
            self.body, self.edited_at = body, timezone.now()
            self.fingerprint, self.reviewed_at = fingerprint(body), None
            self._wait(list(held_for))
            self.save(update_fields=EDITED)

    def _wait(self, reasons: list[dict]) -> None:
        if self.is_held:
            reasons = reasons or [{"rule": "edited"}]
        elif reasons:
            self.status = self.Status.HELD
        self.held_for = reasons

    def delete_by_author(self) -> None:
        """Take it out of the thread; a tombstone stays where it was answered."""
        with open_wall():
            self.status = self.Status.DELETED
            self.save(update_fields=["status"])


def step(number: int) -> str:
    """A comment's own part of its path: its id in seven base-36 digits."""
    digits = []
    for _position in range(STEP):
        number, digit = divmod(number, 36)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits))
