"""What does a moderator see of a comment before she decides?

Everything for a page of comments is read at once: the number of queries is the same for
one card as for twenty. Ask the policy first, and call this inside ``open_wall()``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery, Sum
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from comments import highlights, policy, rules
from comments.models import (
    Appeal,
    Comment,
    CommentRevision,
    ModerationAction,
    Report,
    Sanction,
    Voice,
)
from comments.queues import Place, Queue
from comments.verdicts import Verdict

REPORTS_SHOWN = 5
EDITS_SHOWN = 3
A_WHILE = timedelta(days=90)

# Numbers about each of many people.
Rows = Iterator[tuple[int, dict[str, int]]]


@dataclass(frozen=True)
class Edit:
    """What an edit changed, and when."""

    at: Any
    changes: SafeString


@dataclass
class Standing:
    """How someone has written and reported so far."""

    visible: int = 0
    removed: int = 0  # of what was written in the last ninety days
    reports: int = 0  # answered ones
    agreed: int = 0
    sanctions: list[Sanction] = field(default_factory=list)


@dataclass
class Card:
    """One comment, and all that helps to judge it."""

    comment: Any  # a ``Comment``, with what ``_beside()`` fetches
    author: Standing
    reporters: Mapping[int | None, Standing]
    appeal: Appeal | None = None
    decision: ModerationAction | None = None  # among the decided, the one it is about
    is_changed: bool = False  # since the moderator opened it
    looked_at_by: str = ""  # another moderator
    may_decide: Verdict = Verdict.ALLOWED  # about its appeal

    @cached_property
    def words(self) -> SafeString:
        return highlights.marked(self.comment.body, self.comment.held_for)

    @property
    def why(self) -> list[str]:
        """Why it waits, a sentence each, the same one only once."""
        return rules.sentences(self.comment.held_for)

    @property
    def edits(self) -> list[Edit]:
        """What the latest edits changed, the last one first."""
        edits, later = [], self.comment.body
        for former in self.comment.former:
            changes = highlights.changes(former.body, later)
            edits.append(Edit(at=former.replaced_at, changes=changes))
            later = former.body
        return edits

    @property
    def reports(self) -> list[tuple[Report, Standing]]:
        """The open reports that are shown, each with how its reader reported so far."""
        nobody = Standing()
        return [
            (report, self.reporters.get(report.reader_id, nobody))
            for report in self.comment.told
        ]

    @property
    def further_reports(self) -> int:
        return self.comment.open_reports - len(self.comment.told)

    def place_in(self, queue: Queue) -> Place:
        """Where it stands in a queue."""
        if queue is Queue.REPORTED:
            return Place(self.comment.open_reports, self.comment.pk)
        if queue is Queue.APPEALS and self.appeal:
            return Place.at(self.appeal.created_at, self.appeal.pk)
        return Place.at(self.comment.created_at, self.comment.pk)

    @property
    def is_open(self) -> bool:
        """True while a moderator may let it stand or remove it."""
        return self.comment.is_visible or self.comment.is_held


def cards(numbers: Iterable[int], *, viewer, changed: Iterable[int] = ()) -> list[Card]:
    """The cards of these comments in this order, those that have changed before them.

    Of a comment that is gone there is none.
    """
    changed = list(changed)
    numbers = list(dict.fromkeys([*changed, *numbers]))
    found = Comment.objects.filter(pk__in=numbers).judged()
    rows = {row.pk: row for row in found.prefetch_related(*_beside())}
    comments = [rows[number] for number in numbers if number in rows]
    standings = _standings(comments)
    appeals = _appeals(comments)
    drawn = [_card(one, standings, appeals.get(one.pk), viewer) for one in comments]
    for card in drawn:
        card.is_changed = card.comment.pk in changed
    return drawn


def decided(numbers: Iterable[int], *, viewer) -> list[Card]:
    """A card for each of these decisions, the latest first."""
    asked = ModerationAction.objects.filter(pk__in=list(numbers)).latest_first()
    made = list(named(asked).with_standing().with_company())
    about = cards([one.comment_id for one in made], viewer=viewer)
    by_comment = {card.comment.pk: card for card in about}
    return [
        replace(by_comment[one.comment_id], decision=one)
        for one in made
        if one.comment_id in by_comment
    ]


def _card(comment, standings, appeal, viewer) -> Card:
    return Card(
        comment=comment,
        author=standings[comment.author_id],
        reporters=standings,
        appeal=appeal,
        looked_at_by=_who_looks_at(comment, viewer),
        may_decide=_may_decide(viewer, appeal),
    )


def _may_decide(viewer, appeal: Appeal | None) -> Verdict:
    return policy.may_decide(viewer, appeal) if appeal else Verdict.ALLOWED


def _beside() -> tuple[Prefetch, ...]:
    reports = Report.objects.open().select_related("reader")
    return (
        Prefetch("reports", reports[:REPORTS_SHOWN], to_attr="told"),
        Prefetch("revisions", CommentRevision.objects.all()[:EDITS_SHOWN], "former"),
        Prefetch("actions", named(ModerationAction.objects.latest_first()), "decided"),
    )


def named(actions):
    """The decisions with the name of who made each, who may have left since."""
    people = get_user_model()._default_manager.filter(pk=OuterRef("moderator_id"))
    return actions.annotate(moderator_name=Subquery(people.values("display_name")[:1]))


def _appeals(comments: list[Any]) -> dict[int, Appeal]:
    appeals = Appeal.objects.about(comments)
    return {appeal.comment_id: appeal for appeal in appeals}


def _who_looks_at(comment: Comment, viewer) -> str:
    until = comment.claimed_until
    if not until or until <= timezone.now() or comment.claimed_by_id == viewer.pk:
        return ""
    return comment.claimed_by.display_name if comment.claimed_by else ""


def _standings(comments: list[Any]) -> defaultdict[int | None, Standing]:
    authors = {comment.author_id for comment in comments}
    readers = {report.reader_id for comment in comments for report in comment.told}
    standings: defaultdict[int | None, Standing] = defaultdict(Standing)
    for rows in (_visible(authors), _removed(authors), _agreed(authors | readers)):
        for person, numbers in rows:
            vars(standings[person]).update(numbers)
    for sanction in Sanction.objects.in_force().filter(person__in=authors):
        standings[sanction.person_id].sanctions.append(sanction)
    return standings


def _visible(people) -> Rows:
    voices = Voice.objects.filter(author__in=people).order_by().values_list("author")
    for person, visible in voices.annotate(all=Sum("visible")):
        yield person, {"visible": visible}


def _removed(people) -> Rows:
    lately = Comment.objects.filter(
        author__in=people, created_at__gte=timezone.now() - A_WHILE
    )
    removed = lately.filter(status=Comment.Status.REMOVED).order_by()
    for person, number in removed.values_list("author").annotate(all=Count("pk")):
        yield person, {"removed": number}


def _agreed(people) -> Rows:
    answered = Report.objects.filter(reader__in=people, answer__isnull=False)
    agreed = Count("pk", filter=Q(answer__verb=ModerationAction.Verb.REMOVE))
    rows = (
        answered.order_by().values_list("reader").annotate(all=Count("pk"), yes=agreed)
    )
    for person, reports, times in rows:
        yield person, {"reports": reports, "agreed": times}
