"""Which root is the best: what likes and answers do to a rank, and when."""

import pytest
from django.conf import settings as site
from django.db import connection
from django.utils.module_loading import import_string
from hypothesis import given, strategies as st

from comments import ranking
from comments.models import Comment, Like
from comments.ranking import score
from comments.wall import open_wall
from tests.comments.test_posting import at_once
from tests.factories import make_article, make_comment, make_person

likes, repliers = st.integers(0, 10_000), st.integers(0, 1000)


def like(comment, *people) -> None:
    Like.objects.bulk_create(Like(comment=comment, person=one) for one in people)


def rank(comment) -> float:
    with open_wall():
        return Comment.objects.get(pk=comment.pk).rank


def noted() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM comments_rerank")
        return cursor.fetchone()[0]


@given(likes, repliers)
def test_a_score_is_between_nothing_and_all(likes, repliers):
    assert 0 <= score(likes, repliers) < 1


@given(likes, repliers)
def test_a_like_more_is_always_better(likes, repliers):
    assert score(likes + 1, repliers) > score(likes, repliers)


@given(st.integers(1, 10_000), repliers)
def test_an_answer_without_a_like_is_always_worse(likes, repliers):
    assert score(likes, repliers + 1) < score(likes, repliers)


@given(st.integers(1, 1000), st.integers(0, 100), st.integers(2, 10))
def test_at_the_same_ratio_the_more_liked_is_better(likes, repliers, times):
    assert score(times * likes, times * repliers) > score(likes, repliers)


def test_what_is_only_answered_is_worth_nothing():
    assert score(0, 1000) == 0


def test_ten_likes_are_better_without_ten_answers():
    assert score(10, 0) > score(10, 10)


def test_a_lively_argument_does_not_sink_what_fifty_people_like():
    assert score(50, 50) > score(3, 0)


def test_the_task_ranks_what_was_liked_and_nothing_is_left_to_do(article):
    comment = make_comment(article)
    like(comment, *(make_person() for _ in range(3)))

    changed = ranking.rank_changed.call()

    assert changed == 1
    assert rank(comment) == score(3, 0)
    assert noted() == 0
    assert ranking.rank_noted() == 0


def test_a_like_taken_back_lowers_the_rank(article):
    comment, person = make_comment(article), make_person()
    like(comment, person, make_person())
    ranking.rank_noted()

    Like.objects.filter(person=person).delete()
    ranking.rank_noted()

    assert rank(comment) == score(1, 0)


def test_each_other_person_who_answers_counts_once(article):
    comment, chatty = make_comment(article), make_person()
    like(comment, *(make_person() for _ in range(4)))
    answer = make_comment(parent=comment, author=chatty)
    make_comment(parent=answer, author=chatty)
    make_comment(parent=answer, author=comment.author)
    make_comment(parent=answer)

    ranking.rank_noted()

    assert rank(comment) == score(4, 2)


def test_who_answers_what_she_likes_is_not_against_it(article):
    comment, person = make_comment(article), make_person()
    like(comment, person)
    make_comment(parent=comment, author=person)

    ranking.rank_noted()

    assert rank(comment) == score(1, 0)


def test_an_answer_that_is_removed_weighs_nothing(article):
    comment = make_comment(article)
    like(comment, make_person())
    answer = make_comment(parent=comment)
    ranking.rank_noted()
    before = rank(comment)

    with open_wall():
        Comment.objects.filter(pk=answer.pk).update(status="removed", reason="spam")
    ranking.rank_noted()

    assert before == score(1, 1)
    assert rank(comment) == score(1, 0)


def test_a_like_of_a_reply_moves_no_rank(article):
    answer = make_comment(parent=make_comment(article))
    ranking.rank_noted()

    like(answer, make_person())

    assert noted() == 0


def test_what_is_noted_in_several_batches_is_ranked_in_one_run(article, monkeypatch):
    monkeypatch.setattr(ranking, "BATCH", 2)
    comments = [make_comment(article) for _ in range(5)]
    for comment in comments:
        like(comment, make_person())

    changed = ranking.rank_noted()

    assert changed == 5
    assert noted() == 0


def test_what_was_noted_and_is_gone_stops_nothing(article):
    comment = make_comment(article)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO comments_rerank (root_id) VALUES (999999999)")
    like(comment, make_person())

    ranking.rank_noted()

    assert rank(comment) > 0
    assert noted() == 0


def test_ranking_is_done_every_minute():
    plans = site.TASKS["default"]["OPTIONS"]["SCHEDULES"].values()

    every = [plan["every"] for plan in plans if plan["task"].endswith("rank_changed")]

    assert every == [60]
    assert import_string("comments.ranking.rank_changed") is ranking.rank_changed


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_what_someone_else_holds():
    article = make_article()
    busy, free = make_comment(article), make_comment(article)
    for comment in (busy, free):
        like(comment, make_person())

    with open_wall():
        list(Comment.objects.numbered([busy]).lock())
        (changed,) = at_once(rank_without_waiting)

    assert changed == 1
    assert (rank(busy), rank(free)) == (0, score(1, 0))
    assert ranking.rank_noted() == 1
    assert rank(busy) == score(1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_rank_everything_once(monkeypatch):
    monkeypatch.setattr(ranking, "BATCH", 3)
    article = make_article()
    comments = [make_comment(article) for _ in range(12)]
    for comment in comments:
        like(comment, make_person())

    answers = at_once(ranking.rank_noted, ranking.rank_noted)

    assert sum(answers) == 12
    assert {rank(comment) for comment in comments} == {score(1, 0)}
    assert noted() == 0


@pytest.mark.django_db(transaction=True)
def test_a_like_touches_no_index():
    comment = make_comment(make_article())
    people = [make_person() for _ in range(5)]
    before = updates()

    for person in people:
        like(comment, person)

    rows, in_place = (now - then for now, then in zip(updates(), before, strict=True))
    assert (rows, in_place) == (5, 5)


@pytest.mark.django_db(transaction=True)
def test_ranking_is_what_touches_the_index():
    comment = make_comment(make_article())
    like(comment, make_person())
    before = updates()

    ranking.rank_noted()

    rows, in_place = (now - then for now, then in zip(updates(), before, strict=True))
    assert (rows, in_place) == (1, 0)


def rank_without_waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
    return ranking.rank_noted()


def updates() -> tuple[int, int]:
    """How many comments were updated, and how many without a new entry in an index."""
    with connection.cursor() as cursor:
        # What this session has not yet told the others.
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(
            "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables"
            " WHERE relname = 'comments_comment'"
        )
        return cursor.fetchone()
