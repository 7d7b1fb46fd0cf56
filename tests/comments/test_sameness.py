"""The same word in disguise is found, and only that word."""

import cProfile
import pstats

import pytest
from hypothesis import given, strategies as st

from comments import listed_words
from comments.sameness import fingerprint, normalise, unmask

LISTED = (
    "pendejo",
    "puta",
    "hijo de puta",
    "coño",
    "ano",
    "moro",
    "perra",
    "fuck",
    "ass",
    "god",
    "@sshole",
    "1488",
)
# What a person types to get past a list, and the fancy letters of a telephone.
anything = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("putañ\u0303\u0301 \u200b.1@$!аоПŁ🅿🇵\n")
    ),
    max_size=200,
)


def found(text: str) -> list[str]:
    """What the list finds, each with the words of the text where it stands."""
    return [f"{text[a:b]}={word}" for a, b, word in listed_words.find(text, LISTED)]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("PENDEJO", "PENDEJO"),
        ("Eres un péndejo.", "péndejo"),
        ("un pe\u0301ndejo.", "pe\u0301ndejo"),
        ("eres p e n d e j o y ya", "p e n d e j o"),
        ("p.e.n.d.e.j.o", "p.e.n.d.e.j.o"),
        ("p\ne\nn\nd\ne\nj\no", "p\ne\nn\nd\ne\nj\no"),
        ("p e n d eee j o", "p e n d eee j o"),
        ("p3nd3j0!", "p3nd3j0"),
        ("p 3 n d 3 j 0", "p 3 n d 3 j 0"),
        ("¡pendejooooo!", "pendejooooo"),
        ("pen\u200bde\u00adjo", "pen\u200bde\u00adjo"),
        ("реndеjо", "реndеjо"),
        ("ｐｅｎｄｅｊｏ", "ｐｅｎｄｅｊｏ"),
        ("𝐩𝐞𝐧𝐝𝐞𝐣𝐨", "𝐩𝐞𝐧𝐝𝐞𝐣𝐨"),
        ("🅿🅴🅽🅳🅴🅹🅾", "🅿🅴🅽🅳🅴🅹🅾"),
        ("_pendejo_", "pendejo"),
        ("pendejo69", "pendejo"),
        ("👍pendejo👍", "pendejo"),
        ("pendejo\u0301.", "pendejo\u0301"),
    ],
)
def test_a_listed_word_is_found_in_disguise(text, typed):
    assert found(text) == [f"{typed}=pendejo"]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("fuuuck", ["fuuuck=fuck"]),
        ("fuuck", ["fuuck=fuck"]),
        ("f u c k off", ["f u c k=fuck"]),
        ("f*u*c*k", ["f*u*c*k=fuck"]),
        ("what an ASSSS", ["ASSSS=ass"]),
        ("a$$hole", ["a$$hole=@sshole"]),
        ("Hijo-de  PUTA", ["Hijo-de  PUTA=hijo de puta", "PUTA=puta"]),
        ("perrrra", ["perrrra=perra"]),
        ("88 and 1488", ["1488=1488"]),
    ],
)
def test_letters_drawn_out_signs_and_several_words(text, hits):
    assert found(text) == hits


@pytest.mark.parametrize(
    "text",
    [
        "pendejos",
        "computadora",
        "Scunthorpe, Essex, Cockburn",
        "class c l a s s",
        "as good as it gets",
        "cada año",
        "an\u0303o nuevo",
        "un cono",
        "ese morro",
        "esa pera",
        "455 km",
        "14888",
        "dis putas",
        "p, e, u",
    ],
)
def test_another_word_is_not_found(text):
    assert found(text) == []


def test_a_word_with_its_own_letter_is_found():
    assert found("¡Coño! Can\u0303a y CON\u0303O.") == ["Coño=coño", "CON\u0303O=coño"]


@pytest.mark.parametrize("words", ["🖕", "...", "", "\u200b"])
def test_what_has_no_letter_can_not_be_found(words):
    assert not listed_words.can_be_found(words)


@given(anything)
def test_no_text_is_too_strange_and_every_place_is_inside_it(text):
    plain = unmask(text)

    places = list(zip(plain.starts, plain.ends, strict=True))
    assert len(places) == len(plain.text)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(
        0 <= start < end <= len(text)
        for start, end, _ in listed_words.find(text, LISTED)
    )


@given(anything)
def test_the_fingerprint_of_any_text_can_be_taken(text):
    assert len(fingerprint(text)) == 40


@pytest.mark.parametrize(
    "other", ["BUY it here!!!", "Buy  it\nhere", "búy it… hеre", "Buy it, here :)"]
)
def test_one_text_in_two_dresses_has_one_fingerprint(other):
    assert fingerprint(other) == fingerprint("Buy it here")


def test_two_texts_without_a_word_are_not_the_same():
    assert fingerprint("❤❤❤") != fingerprint("👍")
    assert normalise("❤❤❤") == ""


def calls(text: str, words: tuple[str, ...]) -> int:
    """How many calls it takes to look the words up, the index made before."""
    listed_words.find("", words)
    profile = cProfile.Profile()
    profile.runcall(listed_words.find, text, words)
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize(
    "text",
    ["eres un ", "a e ", "a b ", "aaaa", "!@$", "a!", "puta ", "p.u.", "ñ\u0303"],
)
def test_the_work_grows_with_the_text_and_not_with_the_list(text):
    words = tuple(f"palabra{number} de {number}" for number in range(2_000))
    once, ten_times = text * 60, text * 600

    calls(ten_times, words)  # letters are looked at once
    assert calls(ten_times, words) < 15 * calls(once, words) + 1_000
    assert calls(ten_times, words) < 1.5 * calls(ten_times, words[:20]) + 1_000
