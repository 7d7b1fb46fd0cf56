"""Which comments, and in which order? Every question that is asked of many."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import (
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, Byline
from comments.models.discussions import Voice
from comments.models.moderation import ModerationAction
from comments.models.readers import Ignore, ThreadMark
from comments.models.reports import Report

if TYPE_CHECKING:
    from comments.models.comments import Comment

# How long a held comment may have waited and still be news in a digest.
LONGEST_HOLD = timedelta(days=3)

STEP = 7  # characters of a path for each level: 36**7 comments

# What a thread draws: a comment, or the tombstone of one that was answered.
SHOWN = Q(status="visible") | Q(has_replies=True)


def signers(article) -> models.QuerySet:
    """Who is an author of the story: the people behind the names that sign it."""
    signed = Byline.objects.filter(article=article, author__user__isnull=False)
    return signed.order_by().values("author__user")


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
        signs = Q(author__in=signers(OuterRef("article")))
        return self.annotate(
            author_name=F("author__display_name"),
            author_is_staff=F("author__is_staff"),
            is_story_author=ExpressionWrapper(signs, models.BooleanField()),
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

    def new(self) -> "CommentQuerySet":
        """Visible comments that no moderator has looked at."""
        return self.visible().filter(reviewed_at=None)

    def earlier_than(self, at, pk: int) -> "CommentQuerySet":
        """What stands before a place in time."""
        # The first condition follows from the second, and is what the index can use.
        tie = Q(created_at__lt=at) | Q(pk__lt=pk)
        return self.filter(tie, created_at__lte=at)

    def later_than(self, at, pk: int) -> "CommentQuerySet":
        """What stands after a place in time."""
        tie = Q(created_at__gt=at) | Q(pk__gt=pk)
        return self.filter(tie, created_at__gte=at)

    def free_for(self, moderator) -> "CommentQuerySet":
        """Comments that no other moderator is looking at just now."""
        nobody = Q(claimed_until=None) | Q(claimed_until__lte=timezone.now())
        return self.filter(nobody | Q(claimed_by=moderator))

    def judged(self) -> "CommentQuerySet":
        """With what a moderator reads beside the words, in the same query."""
        reports = Report.objects.open().filter(comment=OuterRef("pk"))
        counted = reports.order_by().values("comment").annotate(all=Count("pk"))
        return (
            self.drawn()
            .with_story()
            .with_author()
            .select_related("parent__author", "claimed_by")
            .annotate(**{"open_reports": Coalesce(Subquery(counted.values("all")), 0)})
        )

    def to_tell(self, person) -> "CommentQuerySet":
        """What others said, as a mail may tell her: not what she ignores or mutes."""
        ignored = Ignore.objects.filter(person=person).values("ignored")
        muted = ThreadMark.objects.filter(person=person, wish=ThreadMark.Wish.MUTE)
        return (
            self.visible()
            .exclude(author=person)
            .exclude(author__in=ignored)
            .exclude(article__in=muted.values("article"))
            .filter(article__in=Article.objects.published())
            .drawn()
            .with_story()
        )

    def come_since(self, moment) -> "CommentQuerySet":
        """What was written, or let in by a moderator, after the moment."""
        let_in = ModerationAction.objects.filter(
            comment=OuterRef("pk"), verb="approve", created_at__gt=moment
        )
        come = Q(created_at__gt=moment) | Exists(let_in)
        # The first condition is what the index by time can use.
        return self.filter(created_at__gt=moment - LONGEST_HOLD).filter(come)

    def answering(self, person) -> "CommentQuerySet":
        """Replies to what one person wrote, in the threads where she has a voice."""
        spoken = Voice.objects.filter(author=person).values("article")
        deepest = Q(in_reply_to__author=person)
        direct = Q(in_reply_to=None, parent__author=person)
        return self.filter(deepest | direct, article__in=spoken)

    def with_removal(self) -> "CommentQuerySet":
        """With when, how and by whom each was removed last, and its appeal."""
        removals = ModerationAction.objects.filter(
            comment=OuterRef("pk"), verb="remove"
        ).order_by("-pk")
        return self.select_related("appeal").annotate(
            removal=Subquery(removals.values("pk")[:1]),
            removed_at=Subquery(removals.values("created_at")[:1]),
            removal_note=Subquery(removals.values("note")[:1]),
        )

    def with_answered(self) -> "CommentQuerySet":
        """With what each answers, in the same query."""
        return self.select_related("parent", "in_reply_to")

    def written_since(self, at) -> "CommentQuerySet":
        """What was written at or after an instant."""
        return self.filter(created_at__gte=at)

    def best_first(self) -> "CommentQuerySet":
        """Highest rank first; the id settles equal ranks."""
        return self.order_by("-rank", "-pk")

    def ranked_below(self, rank: float, pk: int) -> "CommentQuerySet":
        """What stands after a place among the best."""
        # Compared as one pair: thousands of roots share a rank, and with two conditions
        # all of them down to the place would be read.
        return self.filter(TupleLessThan(Tuple(F("rank"), F("pk")), (rank, pk)))

    def picks(self) -> "CommentQuerySet":
        """What the editors have picked, the latest pick first."""
        picked = self.visible().filter(picked_at__isnull=False)
        return picked.order_by("-picked_at", "-pk")

    def written_after(self, at) -> "CommentQuerySet":
        """What was written after an instant."""
        return self.filter(created_at__gt=at)

    def read_by(self, reader) -> "CommentQuerySet":
        """What others wrote whom the reader does not ignore."""
        ignored = Ignore.objects.filter(person=reader).values("ignored")
        return self.exclude(author=reader).exclude(author__in=ignored)

    def waiting_in(self, article, *, author) -> "CommentQuerySet":
        """What the author wrote under the story and a moderator has not let in yet."""
        # Answered from one row for all who have nothing hidden here: only the others'
        # comments, wherever they stand, are looked through.
        hidden = Voice.objects.filter(
            article=article, author=author, written__gt=F("visible")
        )
        return self.filter(Exists(hidden)).under(article).by(author).held()

    def besides(self, comment: "Comment | None") -> "CommentQuerySet":
        """All others; all there are when it is none yet."""
        return self.exclude(pk=comment.pk) if comment else self

    def saying(self, fingerprint: str, *, since) -> "CommentQuerySet":
        """The same text since then, unless its author has taken it back."""
        same = self.filter(fingerprint=fingerprint, created_at__gte=since)
        return same.exclude(status="deleted")

    def counted_for(self, author, *, others_since) -> tuple[int, int]:
        """How many are the author's own, and how many later ones another's."""
        own = Q(author_id=author.pk)
        counted = self.aggregate(
            own=Count("pk", filter=own),
            others=Count("pk", filter=~own & Q(created_at__gte=others_since)),
        )
        return counted["own"], counted["others"]
