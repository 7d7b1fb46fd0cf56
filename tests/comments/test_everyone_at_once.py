"""Eight people at once do whatever they like: no count drifts, and nobody deadlocks."""

import threading
import uuid
from random import Random, SystemRandom

import pytest
from django.db import connection

from comments import likes, moderation, posting, ranking, reconciling
from comments.models import Comment, Rules
from comments.wall import open_wall
from tests.comments.test_posting import at_once
from tests.factories import make_article, make_comment, make_subscriber

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, OPERATIONS = 8, 260  # of each
RECENT = 40  # they crowd upon the latest comments, so that they meet


class Everyone:
    """What the writers share: the stories, what was said, and what was decided."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.stories = [make_article() for _ in range(3)]
        self.said: dict[int, str] = {}  # by number, once the writer has her answer
        self.batches: list[uuid.UUID] = []
        self.errors: list[BaseException] = []

    def recent(self, chance: Random) -> Comment | None:
        numbers = list(self.said)[-RECENT:]
        with open_wall():
            return Comment.objects.get(pk=chance.choice(numbers)) if numbers else None

    def some(self, chance: Random) -> list[Comment]:
        numbers = chance.sample(list(self.said)[-RECENT:], min(5, len(self.said)))
        with open_wall():
            found = list(Comment.objects.filter(pk__in=numbers))
        chance.shuffle(found)
        return found


class Writer(threading.Thread):
    """One person, who also moderates, with a connection of her own."""

    # What she does, and how often compared with the rest.
    VERBS = {
        "post": 5,
        "reply": 9,
        "like": 10,
        "unlike": 4,
        "leave_no_like": 1,
        "edit": 2,
        "take_back": 1,
        "remove": 3,
        "remove_some": 2,
        "restore_some": 3,
        "accept_some": 1,
        "pick": 1,
        "unpick": 1,
        "undo": 2,
        "rank": 1,
    }

    def __init__(self, everyone: Everyone, number: int) -> None:
        super().__init__()
        self.everyone, self.number = everyone, number
        self.chance = Random(f"{everyone.seed} {number}")
        self.person = make_subscriber(is_staff=True)
        self.done = 0

    def run(self) -> None:
        verbs, weights = list(self.VERBS), list(self.VERBS.values())
        try:
            for verb in self.chance.choices(verbs, weights, k=OPERATIONS):
                getattr(self, verb)()
                self.done += 1
        except Exception as error:
            self.everyone.errors.append(error)
        finally:
            connection.close()

    def post(self, parent=None) -> None:
        words = f"Writer {self.number} says {uuid.uuid4()}"
        story = parent.article if parent else self.chance.choice(self.everyone.stories)
        new = posting.post(article=story, author=self.person, body=words, parent=parent)
        self.everyone.said[new.pk] = words

    def reply(self) -> None:
        self.post(parent=self.everyone.recent(self.chance))

    def like(self, *, on=True) -> None:
        if comment := self.everyone.recent(self.chance):
            with open_wall():
                likes.like(comment, by=self.person, on=on)

    def unlike(self) -> None:
        self.like(on=False)

    def leave_no_like(self) -> None:
        self.person.likes.all().delete()

    def edit(self) -> None:
        if comment := self.everyone.recent(self.chance):
            comment.edit(f"{self.everyone.said[comment.pk]} again")

    def take_back(self) -> None:
        if comment := self.everyone.recent(self.chance):
            comment.delete_by_author()

    def remove(self) -> None:
        if comment := self.everyone.recent(self.chance):
            self._note(moderation.remove(comment, by=self.person, reason="spam"))

    def remove_some(self) -> None:
        some = self.everyone.some(self.chance)
        self._note(moderation.remove_all(some, by=self.person, reason="abuse"))

    def restore_some(self) -> None:
        some = self.everyone.some(self.chance)
        self._note(moderation.restore_all(some, by=self.person))

    def accept_some(self) -> None:
        some = self.everyone.some(self.chance)
        self._note(moderation.accept_all(some, by=self.person))

    def pick(self) -> None:
        if comment := self.everyone.recent(self.chance):
            moderation.pick(comment, by=self.person)

    def unpick(self) -> None:
        if comment := self.everyone.recent(self.chance):
            moderation.unpick(comment, by=self.person)

    def undo(self) -> None:
        if batches := self.everyone.batches[-5:]:
            moderation.undo(self.chance.choice(batches), by=self.person)

    def rank(self) -> None:
        ranking.rank_noted()

    def _note(self, outcome) -> None:
        if outcome:
            self.everyone.batches.append(outcome.batch)


def deadlocks() -> int:
    """How many PostgreSQL has had to break in this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
        return cursor.fetchone()[0]


def no_pace() -> None:
    Rules(pk=1, seconds_between=0, per_hour=0, per_day=0, same_text_hours=0).save()


def test_eight_writers_at_random_leave_every_count_right():
    seed = SystemRandom().randrange(10**6)
    print(f"Everyone's seed: {seed}")  # noqa: T201 - shown when the test fails
    no_pace()
    everyone, before = Everyone(seed), deadlocks()
    writers = [Writer(everyone, number) for number in range(WRITERS)]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert not everyone.errors, "\n".join(map(str, everyone.errors))
    assert sum(writer.done for writer in writers) == WRITERS * OPERATIONS >= 2000
    assert deadlocks() == before
    assert reconciling.differences() == {}
    assert stored() == sorted(everyone.said)
    ranking.rank_noted()
    assert wrongly_ranked() == []


def test_two_moderators_undo_one_batch_at_once_and_it_is_undone_once():
    article = make_article()
    moderators = [make_subscriber(is_staff=True) for _ in range(2)]
    comments = [make_comment(article) for _ in range(12)]
    kept = moderation.keep_all(comments, by=moderators[0])

    answers = at_once(
        *(lambda m=m: moderation.undo(kept.batch, by=m) for m in moderators)
    )

    assert sorted(answer.decided for answer in answers) == [0, 12]


def stored() -> list[int]:
    """The numbers of every comment that there is."""
    with open_wall():
        return list(Comment.objects.order_by("pk").values_list("pk", flat=True))


def wrongly_ranked() -> list[int]:
    """The roots whose rank is not what ranking them now would make it."""
    with open_wall(), connection.cursor() as cursor:
        roots = list(Comment.objects.roots().values_list("pk", flat=True))
        cursor.execute(ranking.WEIGH, [roots])
        return [
            pk
            for pk, rank, liked, repliers in cursor
            if rank != ranking.score(liked, repliers)
        ]
