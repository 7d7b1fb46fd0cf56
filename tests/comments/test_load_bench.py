"""A crowd that never was: as many as asked, exact in every count, and only for show."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from comments import crowd, markup, reconciling
from comments.management.commands import load_bench
from comments.models import Comment, Discussion, Like
from comments.wall import open_wall
from tests.factories import make_article, make_comment

SMALL = {"articles": 5, "comments": 300, "thread": 200}


@pytest.fixture(autouse=True)
def _few_people(monkeypatch):
    monkeypatch.setattr(load_bench, "PEOPLE", crowd.MOST_LIKES)


@pytest.fixture
def no_vacuum():
    """It can't run in the transaction of a test, and there is nothing to clear away."""

    def skip(run, sql, params, many, context):
        return None if sql.startswith("VACUUM") else run(sql, params, many, context)

    with connection.execute_wrapper(skip):
        yield


@pytest.fixture
def loaded(db, no_vacuum):
    call_command("load_bench", **SMALL)


def test_it_loads_what_is_asked_and_every_count_is_exact(loaded):
    with open_wall():
        assert Comment.objects.count() == 300
        assert Like.objects.count() == sum(
            Comment.objects.values_list("likes", flat=True)
        )
    assert Discussion.objects.count() == 5
    assert reconciling.differences() == {}


def test_one_thread_is_as_long_as_asked(loaded):
    with open_wall():
        numbers = Counter(Comment.objects.values_list("article", flat=True))

    assert max(numbers.values()) == 200


def test_what_is_liked_is_ranked(loaded):
    with open_wall():
        roots = Comment.objects.roots()
        assert roots.filter(likes__gt=0).exists()
        assert not roots.filter(likes__gt=0, rank=0).exists()
        assert not roots.filter(likes=0, rank__gt=0).exists()


def test_a_comment_written_afterwards_has_a_number_of_its_own(loaded):
    with open_wall():
        latest = Comment.objects.latest("pk")

    new = make_comment(latest.article)

    assert new.pk > latest.pk


def test_its_words_are_stored_as_the_markup_would(loaded):
    with open_wall():
        some = Comment.objects.first()

    assert some.body_html == markup.render(some.body)


def test_it_can_be_run_again(loaded, capsys):
    call_command("load_bench", **SMALL)

    with open_wall():
        assert Comment.objects.count() == 600
    assert "Loaded 5 stories, 300 comments" in capsys.readouterr().out


def test_it_says_how_fast_and_how_long_still(db, no_vacuum, capsys):
    call_command("load_bench", **SMALL)

    err = capsys.readouterr().err
    assert "300 of 300" in err
    assert "/s" in err
    assert "s left" in err


def test_it_refuses_where_real_stories_are(article):
    with pytest.raises(CommandError, match="--beside-other-stories"):
        call_command("load_bench", **SMALL)

    with open_wall():
        assert not Comment.objects.exists()


def test_it_can_be_told_to_load_beside_them(db, no_vacuum):
    real = make_article()

    call_command("load_bench", **SMALL, beside_other_stories=True)

    assert Discussion.objects.get(article=real).visible == 0
    with open_wall():
        assert Comment.objects.count() == 300


def test_it_refuses_outside_the_demo(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="demo"):
        call_command("load_bench", **SMALL)


def test_a_crowd_answers_as_deep_as_people_do():
    made = crowd.gather(stories=1, comments=20_000, thread=20_000)

    levels = Counter(made.depths)
    shares = [round(100 * levels[level] / 20_000) for level in range(1, 9)]
    assert shares[0] in range(38, 43)
    assert shares[1] in range(22, 27)
    assert shares[2] in range(12, 17)
    assert sum(shares[4:]) in range(8, 16)
    assert max(levels) == 8


def test_the_same_seed_gives_the_same_crowd():
    first, second = (
        crowd.gather(stories=9, comments=500, thread=50, seed=3) for _ in range(2)
    )

    assert (first.stories, first.parents) == (second.stories, second.parents)
