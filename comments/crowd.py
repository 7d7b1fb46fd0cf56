"""What would a crowd write? A million comments that never were, to measure with.

The same seed gives the same crowd. Nobody in it has anything to say: only how many
comments stand under which story, who answers whom and how deep is like in life.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from comments.markup import render
from comments.models.comments import DEEPEST, step
from comments.sameness import fingerprint

# Drawn at random among what was said before, this share of answers gives the depths
# of long threads: 40, 24, 14, 9, 5, 3, 2 per cent, and the rest on the eighth level.
ANSWERS = 0.6
UNEVEN = 1.5  # sigma of the log-normal sizes: most threads are small, a few huge
MOST_LIKES = 300
STATUSES = (("visible", ""),) * 96 + (("held", ""),) * 2 + (("removed", "spam"),) * 2
WORDS = (
    *("the", "river", "water", "price", "line", "town", "council", "market", "harvest"),
    *("school", "street", "night", "neighbours", "mayor", "figures", "report", "well"),
    *("never", "paid", "again", "because", "people", "who", "live", "there", "know"),
    *("what", "happened", "last", "year", "and", "nobody", "asked", "them", "about"),
)

COMMENT_COLUMNS = (
    *("id", "article_id", "author_id", "parent_id", "root_id", "path", "depth"),
    *("has_replies", "status", "reason", "body", "body_html", "token", "created_at"),
    *("fingerprint", "version", "held_for"),
)
LIKE_COLUMNS = ("comment_id", "person_id", "created_at")

# What the markup puts around words in which there is nothing to mark.
OPENING, CLOSING = render("words").split("words")


@dataclass
class Crowd:
    """Who answers whom under which story, before anything has a number or words."""

    stories: list[int]  # of each comment, in the order they are written
    chance: Random
    parents: list[int] = field(default_factory=list)  # -1 where it answers the story
    depths: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        said: dict[int, list[int]] = {}
        for number, story in enumerate(self.stories):
            before = said.setdefault(story, [])
            answers = before and self.chance.random() < ANSWERS
            parent = self.chance.choice(before) if answers else -1
            if parent >= 0 and self.depths[parent] == DEEPEST:
                parent = self.parents[parent]
            self.parents.append(parent)
            self.depths.append(self.depths[parent] + 1 if parent >= 0 else 1)
            before.append(number)

    def likes(self) -> list[int]:
        """How many like each: three in four nobody, a few hundreds."""
        return [
            min(int(self.chance.paretovariate(2)) - 1, MOST_LIKES) for _ in self.stories
        ]


def gather(*, stories: int, comments: int, thread: int, seed: int = 1) -> Crowd:
    """A crowd under so many stories, the first of which has a thread of its own.

    All threads go on at once, so that each lies scattered over the whole table: the
    worst case for who reads one.
    """
    chance = Random(seed)  # noqa: S311 - nothing here is a secret
    weights = [chance.lognormvariate(0, UNEVEN) for _ in range(max(1, stories - 1))]
    others = range(1, stories) if stories > 1 else range(1)
    rest = chance.choices(others, weights, k=max(0, comments - thread))
    order = [0] * min(thread, comments) + rest
    chance.shuffle(order)
    return Crowd(order, chance)


@dataclass
class Numbers:
    """What the database gave out: ids of stories and people, the first free id."""

    articles: list[int]
    people: list[int]
    first: int
    start: datetime
    span: timedelta


def comment_rows(crowd: Crowd, numbers: Numbers) -> Iterator[tuple]:
    """The rows of ``COMMENT_COLUMNS``, each parent before its replies."""
    chance, answered = crowd.chance, set(crowd.parents)
    paths: list[str] = []
    roots: list[int | None] = []
    apart = numbers.span / max(1, len(crowd.stories))
    for number, parent in enumerate(crowd.parents):
        pk, body = numbers.first + number, _words(number, chance)
        roots.append((roots[parent] or numbers.first + parent) if parent >= 0 else None)
        paths.append((paths[parent] if parent >= 0 else "") + step(pk))
        status, reason = chance.choice(STATUSES)
        yield (
            pk,
            numbers.articles[crowd.stories[number]],
            chance.choice(numbers.people),
            numbers.first + parent if parent >= 0 else None,
            roots[-1],
            paths[-1],
            crowd.depths[number],
            number in answered,
            status,
            reason,
            body,
            OPENING + body + CLOSING,
            f"{pk:032x}",
            numbers.start + number * apart,
            fingerprint(body.partition(":")[0]),  # as different, and quicker
            0,
            "[]",
        )


def like_rows(crowd: Crowd, likes: list[int], numbers: Numbers) -> Iterator[tuple]:
    """The rows of ``LIKE_COLUMNS`` that make those likes."""
    liked_at = numbers.start + numbers.span
    for number, liked in enumerate(likes):
        for person in crowd.chance.sample(numbers.people, liked):
            yield numbers.first + number, person, liked_at


def _words(number: int, chance: Random) -> str:
    length = chance.randint(10, 90)
    return f"Comment {number:,}: {' '.join(chance.choices(WORDS, k=length))}."
