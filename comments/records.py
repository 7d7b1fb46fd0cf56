"""What has one person said, and what was decided about it? Her record, for moderators.

Ask the policy and open the wall first: behind a closed one every part of it is empty.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from comments.models import (
    Appeal,
    Comment,
    ModerationAction,
    Report,
    Sanction,
    Voice,
)
from subscriptions.access import Standing, standing_of, subscriber_since

LATEST = 20
PUT_BACK = timedelta(hours=1)  # for so long a lifted sanction can be put back


@dataclass(frozen=True)
class Numbers:
    """How her comments stand, and what others think of them."""

    visible: int
    held: int
    removed: int
    deleted: int
    likes: int
    reports: int
    open_reports: int

    @property
    def written(self) -> int:
        return self.visible + self.held + self.removed + self.deleted


@dataclass(frozen=True)
class Reporting:
    """The reports she made, how many have an answer, and in how many she was right."""

    made: int
    answered: int
    agreed: int


@dataclass(frozen=True)
class Record:
    """Everything that a moderator's page about one person shows."""

    person: object
    since: date | None
    standing: Standing
    numbers: Numbers
    reporting: Reporting
    appeals: int
    in_force: list[Sanction]
    past: list[Sanction]
    comments: list[Comment]
    decisions: list[ModerationAction]

    @property
    def returnable(self) -> set[int]:
        """The numbers of the sanctions that were lifted a moment ago."""
        return {one.pk for one in self.past if may_be_put_back(one)}


def record_of(person) -> Record:
    """The person's record as it is now; the number of queries is always the same."""
    sanctions = list(Sanction.objects.against(person).select_related("created_by"))
    return Record(
        person=person,
        since=subscriber_since(person),
        standing=standing_of(person),
        numbers=_numbers(person),
        reporting=_reporting(person),
        appeals=Appeal.objects.filter(comment__author=person).count(),
        in_force=[one for one in sanctions if is_in_force(one)],
        past=[one for one in sanctions if not is_in_force(one)],
        comments=list(Comment.objects.by(person).with_story().newest_first()[:LATEST]),
        decisions=list(
            with_names(
                ModerationAction.objects.filter(comment__author=person)
            ).order_by("-created_at", "-pk")[:LATEST]
        ),
    )


def people_named(part: str) -> QuerySet:
    """Who has written, or was stopped from it, with this part in the name."""
    wrote = Voice.objects.filter(author=OuterRef("pk"))
    stopped = Sanction.objects.filter(person=OuterRef("pk"))
    named = get_user_model()._default_manager.filter(display_name__icontains=part)
    return named.filter(Exists(wrote) | Exists(stopped)).order_by("display_name", "pk")


def with_names(actions: QuerySet) -> QuerySet:
    """The decisions with who made them, about whose comment, and under which story.

    Not by joins: a decision outlives the person and the comment that it names.
    """
    people = get_user_model()._default_manager.filter(pk=OuterRef("moderator_id"))
    comment = Comment.objects.filter(pk=OuterRef("comment_id")).order_by()
    return actions.annotate(
        moderator_name=Subquery(people.values("display_name")[:1]),
        author_id=Subquery(comment.values("author_id")[:1]),
        author_name=Subquery(comment.values("author__display_name")[:1]),
        headline=Subquery(comment.values("article__headline")[:1]),
    )


def is_in_force(sanction: Sanction, *, at: datetime | None = None) -> bool:
    """The same answer as ``Sanction.objects.in_force()``, about one that is here."""
    at = at or timezone.now()
    return sanction.lifted_at is None and (
        sanction.until is None or sanction.until > at
    )


def may_be_put_back(sanction: Sanction) -> bool:
    """True for a sanction that was lifted a moment ago and would be in force still."""
    now = timezone.now()
    lifted, until = sanction.lifted_at, sanction.until
    return bool(lifted and lifted > now - PUT_BACK and (until is None or until > now))


def _numbers(person) -> Numbers:
    statuses = Comment.Status.values
    counts = {status: Count("pk", filter=Q(status=status)) for status in statuses}
    likes = Sum("likes", default=0)
    told = Comment.objects.by(person).aggregate(**counts, likes=likes)
    against = Report.objects.filter(comment__author=person).aggregate(
        reports=Count("pk"), open_reports=Count("pk", filter=Q(answer=None))
    )
    return Numbers(**told, **against)


def _reporting(person) -> Reporting:
    removal = ModerationAction.Verb.REMOVE
    return Reporting(
        **Report.objects.filter(reader=person).aggregate(
            made=Count("pk"),
            answered=Count("answer"),
            agreed=Count("pk", filter=Q(answer__verb=removal)),
        )
    )
