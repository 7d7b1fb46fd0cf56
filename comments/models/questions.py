"""Which comments, and in which order? Every question that is asked of many."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from articles.models import Byline
from comments.models.reports import Report

if TYPE_CHECKING:
    from comments.models.comments import Comment

STEP = 7  # characters of a path for each level: 36**7 comments

# What a thread draws: a comment, or the tombstone of one that was answered.
SHOWN = Q(status="visible") | Q(has_replies=True)


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about many comments. Behind a closed wall every answer is empty."""

    def visible(self) -> "CommentQuerySet":
        """Comments whose words subscribers may read."""
        return self.filter(status="visible")

    def shown(self) -> "CommentQuerySet":
        """Visible comments, and those of which a tombstone must stay."""
        return self.filter(SHOWN)

    def held(self) -> "CommentQuerySet":
        """Comments that wait for a moderator."""
        return self.filter(status="held")

    def reported(self) -> "CommentQuerySet":
        """Visible comments with a report that no decision has answered yet."""
        open_reports = Report.objects.open().filter(comment=OuterRef("pk"))
        return self.visible().filter(Exists(open_reports))

    def under(self, article) -> "CommentQuerySet":
        """Comments of one story's thread."""
        return self.filter(article=article)

    def roots(self) -> "CommentQuerySet":
        """Comments that answer the story itself."""
        return self.filter(depth=1)

    def below(self, comment: "Comment") -> "CommentQuerySet":
        """Every reply to the comment, and to those."""
        return self.filter(path__gt=comment.path, path__lt=comment.path + "~")

    def above(self, comment: "Comment") -> "CommentQuerySet":
        """What the comment answers, from the root down."""
        ends = range(STEP, STEP * comment.depth, STEP)
        return self.filter(path__in=[comment.path[:end] for end in ends]).by_path()

    def by(self, author) -> "CommentQuerySet":
        """Comments that one person wrote."""
        return self.filter(author_id=author.pk)

    def open_to(self, reader) -> "CommentQuerySet":
        """What a thread shows, and what the reader herself wrote."""
        return self.filter(SHOWN | Q(author_id=reader.pk))

    def newest_first(self) -> "CommentQuerySet":
        """Latest first; the id settles equal times."""
        return self.order_by("-created_at", "-pk")

    def oldest_first(self) -> "CommentQuerySet":
        """Earliest first; the id settles equal times."""
        return self.order_by("created_at", "pk")

    def by_path(self) -> "CommentQuerySet":
        """In the order of the thread: each reply under what it answers."""
        return self.order_by("path")

    def drawn(self) -> "CommentQuerySet":
        """With what a page draws beside the words, in the same query."""
        signed = Byline.objects.filter(
            article=OuterRef("article"), author__user=OuterRef("author")
        )
        return self.annotate(
            author_name=F("author__display_name"),
            author_is_staff=F("author__is_staff"),
            is_story_author=Exists(signed),
        )

    def with_story(self) -> "CommentQuerySet":
        """With the story each stands under, in the same query."""
        return self.select_related("article__section")

    def with_author(self) -> "CommentQuerySet":
        """With the person who wrote each, in the same query."""
        return self.select_related("author")

    def numbered(self, comments) -> "CommentQuerySet":
        """These very comments, as they are now."""
        return self.filter(pk__in=[comment.pk for comment in comments])

    def lock(self) -> "CommentQuerySet":
        """Hold the rows for a decision, in one order so that two never deadlock."""
        # Without "no key" a reply's foreign key would wait for us while we wait for it.
        return self.order_by("pk").select_for_update(no_key=True, of=("self",))
