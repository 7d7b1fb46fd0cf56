"""Each rule by itself, what the database is asked, and what a moderator is told."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone
from hypothesis import given, strategies as st

from comments import highlights, rules
from comments.models import Rules
from comments.rules import Draft, Finding
from comments.wall import open_wall
from tests.factories import (
    make_article,
    make_comment,
    make_listed,
    make_rules,
    make_sanction,
    make_subscriber,
    run_thread,
)

LONG = "A text that is long enough to have been copied from somewhere else."


def draft(body: str = "Hello", *, numbers: dict | None = None, **facts) -> Draft:
    """A draft under the usual rules, but for these numbers."""
    return Draft(body=body, rules=Rules(**numbers or {}), **facts)


def held_by(one: Draft) -> set[str]:
    return {finding.rule for finding in rules.check(one)}


def gathered(author, article, body="Hello", **about) -> Draft:
    article.discussion.refresh_from_db()
    with open_wall():
        return rules.gather(
            body=body, author=author, article=article, rules=Rules.current(), **about
        )


def test_an_ordinary_comment_is_held_by_nothing():
    assert rules.check(draft("I was there, and it rained.")) == []


def test_a_listed_word_is_found_where_it_stands():
    assert rules.check(draft("Eres un P3NDEJO.", listed=("pendejo",))) == [
        Finding("listed_words", "pendejo", 8, 15)
    ]


def test_no_more_is_found_than_a_moderator_needs():
    findings = rules.check(draft("puta " * 1_000, listed=("puta",)))

    assert len(findings) == rules.MOST_FINDINGS


@pytest.mark.parametrize(
    ("body", "is_held"),
    [
        ("https://a.mx and http://b.mx/x", False),
        ("https://a.mx HTTP://B.MX www.c.mx", True),
        ("https://a.mx https://b.mx https://www.ours.mx/x", False),
        ("https://a.mx https://b.mx https://news.ours.mx", False),
        ("https://a.mx https://b.mx https://notours.mx", True),
        ("https://a.mx https://b.mx https://ours.mx@evil.mx", True),
        ("https://a.mx https://b.mx https://evil.mx\\@ours.mx", True),
        ("https://a.mx https://b.mx https://ours.mx.evil.mx", True),
        ("https://a.mx https://b.mx https://[ours.mx", True),
        ("It ended.Then it began.Then it rained.Then it ended.", False),
    ],
)
def test_links_are_counted_and_trusted_hosts_are_not(body, is_held):
    one = draft(body, numbers={"links_held": 3, "trusted_hosts": "ours.mx"})

    assert held_by(one) == ({"links"} if is_held else set())


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("see https://evil.mx/x", "evil.mx"),
        ("see EVIL.MX now", "EVIL.MX"),
        ("see www.shop.evil.mx.", "www.shop.evil.mx"),
        ("see eviл.mx and еvil.mx", "еvil.mx"),
        ("write to me@evil.mx", "evil.mx"),
        ("see ..evil.mx", "evil.mx"),
        ("see evil\u200b.mx", "evil\u200b.mx"),
        ("see devil.mx or evil.mx.org or evil", ""),
    ],
)
def test_a_blocked_host_is_found_as_a_link_or_not(body, found):
    lines = "https://www.Evil.mx/\n\n bad.example:8080/x "

    findings = rules.check(draft(body, numbers={"blocked_hosts": lines}))

    expected = [("blocked_hosts", "evil.mx", found)] if found else []
    assert [(f.rule, f.words, body[f.start : f.end]) for f in findings] == expected


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"body": LONG, "own_repeats": 1}, "same_text"),
        ({"body": "Gracias.", "own_repeats": 1}, None),
        ({"body": "Gracias.", "own_repeats": 2}, "same_text"),
        ({"body": LONG, "others_repeats": 1}, "same_text_of_others"),
        ({"body": "Thank you!", "others_repeats": 9}, None),
        ({"own_repeats": 2, "numbers": {"same_text_hours": 0}}, None),
    ],
)
def test_the_same_text_is_held(facts, rule):
    assert held_by(draft(**facts)) == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("body", "percent", "is_held"),
    [
        ("THIS IS AN OUTRAGE AND A SHAME", 70, True),
        ("¡ESTO ES UNA VERGÜENZA, SEÑORES!", 70, True),
        ("This is an outrage and a shame", 70, False),
        ("SHAME ON YOU", 70, False),
        ("ABCDEFGHIJklmnopqrst", 50, True),
        ("ABCDEFGHIJklmnopqrst", 51, False),
        ("ABCDEFGHIJKLMNOPQRST", 0, False),
        ("هذا تعليق طويل بالعربية لا يعرف الحروف الكبيرة", 1, False),
        ("so quiet https://x.mx/ABCDEFGHIJKLMNOPQRSTUVWXYZ", 70, False),
    ],
)
def test_capitals_are_held_from_twenty_letters_on(body, percent, is_held):
    one = draft(body, numbers={"capitals_percent": percent})

    assert held_by(one) == ({"capitals"} if is_held else set())


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"standing": 1, "numbers": {"first_held": 2}}, "first_held"),
        ({"standing": 2, "numbers": {"first_held": 2}}, None),
        ({"standing": 0}, None),
        ({"mode": "held_first"}, "held_thread"),
        ({"mode": "slow"}, None),
        ({"is_sanctioned": True}, "sanction_hold"),
        ({"outside": (Finding("outside"),)}, "outside"),
    ],
)
def test_who_writes_and_where_can_hold_it(facts, rule):
    assert held_by(draft(**facts)) == ({rule} if rule else set())


def test_a_moderator_is_held_by_a_sanction_alone():
    one = draft("puta", listed=("puta",), mode="held_first", is_exempt=True)

    assert held_by(one) == set()
    assert held_by(draft(is_exempt=True, is_sanctioned=True)) == {"sanction_hold"}


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (Finding("listed_words", "puta"), "The listed word “puta” is in it."),
        (Finding("links", "1"), "It has 1 link."),
        (Finding("links", "4"), "It has 4 links."),
        (
            Finding("first_held", "2/5"),
            "Comment number 2 of a new subscriber; the first 5 wait.",
        ),
        (
            Finding("outside_reason", "100% spam"),
            "The outside check holds it: 100% spam",
        ),
    ],
)
def test_a_moderator_is_told_why(finding, said):
    assert rules.sentence(rules.stored([finding])[0]) == said


def test_every_finding_has_its_sentence():
    everything = draft(
        f"puta https://a.mx evil.mx {'A' * 99}",
        numbers={"links_held": 1, "first_held": 1, "blocked_hosts": "evil.mx"},
        listed=("puta",),
        own_repeats=1,
        mode="held_first",
        is_sanctioned=True,
        outside=(Finding("outside"), Finding("outside_silent")),
    )

    findings = rules.stored(rules.check(everything))

    assert len(rules.sentences(findings)) == len(rules.RULES) + 1
    assert len(rules.sentences(findings * 2)) == len(rules.RULES) + 1


@given(st.text(max_size=200), st.lists(st.sampled_from(["puta", "a", "."])))
def test_marking_leaves_every_letter_where_it_was(text, between):
    body = text + " ".join(between)
    findings = rules.stored(rules.check(draft(body, listed=("puta", "a"))))

    html = highlights.marked(body, findings)

    assert unescape(re.sub(r"</?(?:mark|a)\b[^>]*>", "", html)) == body


def test_the_database_is_asked_four_times_however_much_there_is(
    article, django_assert_num_queries
):
    author = make_subscriber()
    make_rules(first_held=5)
    make_listed("puta", "pendejo")
    for _ in range(3):
        make_comment(article, author=author)
    measure, _loaded = Rules.current(), article.discussion

    with open_wall(), django_assert_num_queries(4):
        rules.gather(body="Hello", author=author, article=article, rules=measure)


def test_what_she_said_lately_counts_wherever_it_was(article):
    author = make_subscriber()
    make_comment(make_article(), author=author, body="Buy it, here!")
    make_comment(article, author=author, body="Something else")
    yesterday = timezone.now() - timedelta(hours=25)
    make_comment(author=author, body="buy it here", created_at=yesterday)

    assert gathered(author, article, "BUY  IT here").own_repeats == 1


def test_what_she_has_taken_back_does_not_count(article):
    author = make_subscriber()
    make_comment(article, author=author, body=LONG).delete_by_author()

    assert gathered(author, article, LONG).own_repeats == 0


def test_what_others_said_counts_for_an_hour(article):
    for minutes in (10, 50, 70):
        at = timezone.now() - timedelta(minutes=minutes)
        make_comment(article, body=LONG, created_at=at)

    assert gathered(make_subscriber(), article, LONG).others_repeats == 2


def test_an_edited_comment_is_not_its_own_repetition(article):
    author = make_subscriber()
    own = make_comment(article, author=author, body=LONG)

    again = gathered(author, article, LONG, instead_of=own)

    assert (again.own_repeats, again.standing) == (0, 0)


def test_only_comments_that_stand_make_her_known(article):
    author = make_subscriber()
    make_rules(first_held=3)
    make_comment(article, author=author)
    make_comment(article, author=author, status="held")
    make_comment(article, author=author, status="removed", reason="spam")

    assert gathered(author, article).standing == 1


def test_the_thread_and_the_sanction_are_known(article):
    author = make_subscriber()
    make_sanction(author, "hold")
    run_thread(article, "held_first")

    one = gathered(author, article)

    assert (one.mode, one.is_sanctioned) == ("held_first", True)


def test_words_of_both_lists_hold(article):
    make_listed("puta", language="es")
    make_listed("fuck", language="en")

    one = gathered(make_subscriber(), article, "fuck, puta")

    assert [finding.words for finding in rules.check(one)] == ["fuck", "puta"]
