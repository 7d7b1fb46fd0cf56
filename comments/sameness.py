"""Is this the same text again, or the same word in disguise?

Every text is first unmasked: capitals, accents, invisible characters and letters that
only look Latin become plain ones, and each remembers where it stood. The ñ stays: in
Spanish it is a letter, and "año" is another word without it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from comments.markup import INVISIBLE

# What letters of other alphabets look like; then small capitals, circles and squares.
LOOKS_LIKE = str.maketrans(
    "авекмнорстухіјѕԁԛԝһь"  # Cyrillic
    "αβγεηικνορτυχω"  # Greek
    "ıłøđħəɑɡƒ"
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ。",
    "abekmhopctyxijsdqwhbabyenikvoptuxwilodheagfabcdefghijklmnoprstuvwyz.",
) | {
    first + number: chr(ord("a") + number)
    for first in (0x1F150, 0x1F170, 0x1F1E6)
    for number in range(26)
}
# Kinds of characters that show nothing by themselves: marks, joiners, soft hyphens.
UNSEEN = frozenset({"Mn", "Me", "Cf"})
TILDE = "\u0303"

# Digits and signs that stand for letters, in a word that has a letter as well.
LEET = str.maketrans("013457@$!|€", "oieastasiie")
AS_TYPED = re.compile(r"[^\W\d_]+|\d+")
AS_MEANT = re.compile(r"[@$]{0,2}[^\W_]+(?:[@$!|€]++[^\W_]++)*\$*")

# Doubling one of these makes no other word of English or Spanish; pero and perro,
# god and good are two each. Three in a row are a letter drawn out, whichever it is.
NEVER_DOUBLED = frozenset("ahijkquvwxy")
DRAWN_OUT = 3

SHORTEST_SPELLED, WIDEST_GAP = 3, 3


class Plain(NamedTuple):
    """A text without its disguise, and where each of its characters stood."""

    text: str
    starts: list[int]
    ends: list[int]


class Word(NamedTuple):
    """A word of a text: its letters, none twice in a row, and where it stood."""

    text: str
    runs: tuple[int, ...]  # how often each letter stood there
    start: int
    end: int

    def is_like(self, listed: "Word") -> bool:
        """True when it is the listed word, perhaps with letters drawn out."""
        letters = zip(self.text, self.runs, listed.runs, strict=False)
        return self.text == listed.text and all(_agree(*one) for one in letters)


def unmask(text: str) -> Plain:
    """The text in plain small letters, digits and signs."""
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, typed in enumerate(text):
        if ends and _is_unseen(typed):
            ends[-1] = place + 1  # an accent belongs to the letter before it
        for one in _plain(typed):
            if one != TILDE:
                kept.append(one)
                starts.append(place)
                ends.append(place + 1)
            elif kept and kept[-1] == "n":
                kept[-1] = "ñ"
    return Plain("".join(kept), starts, ends)


def words_typed(plain: Plain) -> list[Word]:
    """The words as they stand: letters, or digits, and nothing else."""
    return [_word(match[0], plain, match) for match in AS_TYPED.finditer(plain.text)]


def words_meant(plain: Plain) -> list[Word]:
    """The words with their digits and signs read as letters: "h0la" is "hola"."""
    found = AS_MEANT.finditer(plain.text)
    return [_word(meant(match[0]), plain, match) for match in found]


def spelled_out(words: list[Word]) -> Iterator[list[Word]]:
    """The stretches of single letters, as in "p e n d e j o" or "f.u.c.k"."""
    stretch: list[Word] = []
    for word in words:
        is_single = len(word.text) == 1
        if stretch and is_single and word.start - stretch[-1].end <= WIDEST_GAP:
            stretch.append(word)
            continue
        if len(stretch) >= SHORTEST_SPELLED:
            yield stretch
        stretch = [word] if is_single else []
    if len(stretch) >= SHORTEST_SPELLED:
        yield stretch


def joined(words: list[Word]) -> Word:
    """One word of several: "p", "uu", "t" and "a" are "puuta"."""
    letters = "".join(
        letter * times
        for word in words
        for letter, times in zip(word.text, word.runs, strict=True)
    )
    return Word(*_squeezed(meant(letters)), words[0].start, words[-1].end)


def meant(letters: str) -> str:
    """The letters that digits and signs stand for; a number stays a number."""
    if any(one.isalpha() for one in letters):
        return letters.translate(LEET)
    return "".join(one for one in letters if one.isalnum())


def normalise(text: str) -> str:
    """The words alone, in plain small letters, one space between them."""
    return " ".join(AS_TYPED.findall(unmask(text).text))


def fingerprint(text: str) -> str:
    """Forty characters that two texts share when they say the same."""
    # A text without a word, a row of hearts perhaps, is the same as itself alone.
    said = normalise(text) or text.strip()
    return hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    folded = unicodedata.normalize("NFKD", character).casefold().translate(LOOKS_LIKE)
    return "".join(one for one in folded if one == TILDE or not _is_unseen(one))


@lru_cache(maxsize=4096)
def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in UNSEEN or character in INVISIBLE


def _word(letters: str, plain: Plain, match: re.Match[str]) -> Word:
    start, end = plain.starts[match.start()], plain.ends[match.end() - 1]
    return Word(*_squeezed(letters), start, end)


def _squeezed(letters: str) -> tuple[str, tuple[int, ...]]:
    runs = [(letter, len(list(run))) for letter, run in groupby(letters)]
    return "".join(letter for letter, _ in runs), tuple(times for _, times in runs)


def _agree(letter: str, times: int, listed: int) -> bool:
    if times <= listed or letter.isdigit():
        return times == listed
    return times >= DRAWN_OUT or letter in NEVER_DOUBLED
