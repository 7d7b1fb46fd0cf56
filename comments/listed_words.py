"""Which listed words are in a text, and where do they stand?

Looked up word by word, never searched for one by one: two thousand listed words cost
as much as two.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from comments.sameness import (
    Word,
    joined,
    meant,
    spelled_out,
    unmask,
    words_meant,
    words_typed,
)

# They are words of their own, so a word may be spelled out right beside one of them.
ONE_LETTER_WORDS = frozenset("aeiouy")


class Hit(NamedTuple):
    """A listed word in a text: as it is listed, and where it stands."""

    start: int
    end: int
    listed: str


class Index(NamedTuple):
    """The listed words by their letters, and how long the longest are."""

    entries: dict[str, list[tuple[str, list[Word]]]]
    most_words: int
    most_letters: int


def find(text: str, listed: tuple[str, ...]) -> list[Hit]:
    """Every place of a listed word in the text, from first to last.

    A listed word stands for itself alone: its plural is another word.
    """
    index, plain = _index(listed), unmask(text)
    typed = words_typed(plain)
    hits = {
        *_standing(typed, index),
        *_standing(words_meant(plain), index),
        *(hit for stretch in spelled_out(typed) for hit in _spelled(stretch, index)),
    }
    return sorted(hits)


def can_be_found(words: str) -> bool:
    """True when there is a letter or a digit in it; nothing else is looked up."""
    return bool(words_meant(unmask(words)))


def key(words: str) -> str:
    """What two spellings of one listed word share."""
    return " ".join(
        "".join(letter * times for letter, times in zip(*one[:2], strict=True))
        for one in words_meant(unmask(words))
    )


@lru_cache(maxsize=8)
def _index(listed: tuple[str, ...]) -> Index:
    entries, most_words, most_letters = defaultdict(list), 0, 0
    for said in listed:
        if words := words_meant(unmask(said)):
            entries[_key(words)].append((said, words))
            most_words = max(most_words, len(words))
            most_letters = max(most_letters, len(words[0].text))
    return Index(dict(entries), most_words, most_letters)


def _key(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _standing(words: list[Word], index: Index) -> Iterator[Hit]:
    for first in range(len(words)):
        for last in range(first + 1, first + index.most_words + 1):
            yield from _hits(words[first:last], index)


def _spelled(stretch: list[Word], index: Index) -> Iterator[Hit]:
    runs = [joined(list(run)) for _, run in groupby(stretch, lambda one: one.text)]
    letters = "".join(run.text for run in runs)
    last = len(letters)
    for start in range(last):
        if start and letters[start - 1] not in ONE_LETTER_WORDS:
            continue
        for end in range(start + 1, min(start + index.most_letters, last) + 1):
            stands_alone = end == last or letters[end] in ONE_LETTER_WORDS
            if stands_alone and meant(letters[start:end]) in index.entries:
                yield from _hits([joined(runs[start:end])], index)


def _hits(words: list[Word], index: Index) -> Iterator[Hit]:
    for said, listed in index.entries.get(_key(words), ()):
        pairs = zip(words, listed, strict=True)
        if all(word.is_like(one) for word, one in pairs):
            yield Hit(words[0].start, words[-1].end, said)
