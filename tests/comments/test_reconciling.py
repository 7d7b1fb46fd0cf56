"""A count that is wrong is found, named and put right; one that is right is left."""

from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from comments import reconciling
from comments.models import Comment, Discussion, Like, Voice
from comments.wall import open_wall
from tests.factories import make_comment, make_person


@pytest.fixture
def answered(article):
    """A comment with a reply and a like, by three people."""
    comment = make_comment(article)
    make_comment(parent=comment)
    Like.objects.create(comment=comment, person=make_person())
    return comment


@contextmanager
def nobody_counts():
    """Every trigger of ours is off, as the owner of a table can have it."""
    tables = ("comments_comment", "comments_like", "articles_article")
    with open_wall(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


# Each breaks one count of the answered comment's story, in its own way.
BREAKS = {
    "the number of comments": "UPDATE comments_discussion SET visible = visible + 1",
    "the number of voices": "UPDATE comments_discussion SET voices = voices - 1",
    "the last activity": "UPDATE comments_discussion SET last_comment_at = now()",
    "no last activity": "UPDATE comments_discussion SET last_comment_at = NULL",
    "a lost discussion": "DELETE FROM comments_discussion",
    "a voice too loud": "UPDATE comments_voice SET written = written + 1",
    "a voice that can't be heard": "UPDATE comments_voice SET visible = 0",
    "a lost voice": "DELETE FROM comments_voice",
    "a voice of nobody": (
        "INSERT INTO comments_voice (article_id, author_id, visible, written)"
        " SELECT comment.article_id, person_id, 0, 1 FROM comments_like"
        " JOIN comments_comment AS comment ON comment.id = comment_id"
    ),
    "likes that nobody gave": "UPDATE comments_comment SET likes = likes + 2",
    "a like that is not counted": "UPDATE comments_comment SET likes = 0",
    "a lost mark": "UPDATE comments_comment SET has_replies = false",
    "a reply too many": "UPDATE comments_branch SET replies = replies + 1",
    "lost numbers of replies": "DELETE FROM comments_branch",
    "a comment that nobody counted": (
        "UPDATE comments_comment SET status = 'held' WHERE depth = 2"
    ),
    "a like that nobody counted": "DELETE FROM comments_like",
}


@pytest.mark.parametrize("sql", BREAKS.values(), ids=BREAKS)
def test_a_wrong_count_is_found_and_put_right(answered, sql):
    with nobody_counts() as cursor:
        cursor.execute(sql)

    found = reconciling.differences()
    mended = reconciling.mend()

    assert found
    assert set(mended) <= set(found)
    assert reconciling.differences() == {}


def test_mending_says_again_what_the_comments_say(answered):
    story = answered.article
    with nobody_counts() as cursor:
        cursor.execute("UPDATE comments_discussion SET visible = 9, voices = 9")
        cursor.execute("DELETE FROM comments_voice")

    reconciling.mend()

    row = Discussion.objects.get(article=story)
    assert (row.visible, row.voices) == (2, 2)
    assert Voice.objects.filter(article=story, visible=1, written=1).count() == 2


def test_a_mended_discussion_is_a_new_version(answered):
    before = Discussion.objects.get(article=answered.article).version
    with nobody_counts() as cursor:
        cursor.execute("UPDATE comments_discussion SET visible = 9")

    reconciling.mend()

    assert Discussion.objects.get(article=answered.article).version == before + 1


def test_a_root_whose_likes_were_mended_is_ranked_anew(answered):
    with nobody_counts() as cursor:
        cursor.execute("DELETE FROM comments_rerank")
        cursor.execute("UPDATE comments_comment SET likes = 7 WHERE depth = 1")

    reconciling.mend()

    with connection.cursor() as cursor:
        cursor.execute("SELECT root_id FROM comments_rerank")
        assert cursor.fetchall() == [(answered.pk,)]


def test_mending_what_is_right_writes_nothing(answered):
    before = Discussion.objects.get(article=answered.article).version

    mended = reconciling.mend()

    assert mended == {}
    assert Discussion.objects.get(article=answered.article).version == before


def test_numbers_beyond_one_slice_are_looked_at(answered, monkeypatch):
    likes = reconciling.LIKES
    small = [vars(count) | {"step": 1} for count in reconciling.COUNTS]
    monkeypatch.setattr(
        reconciling, "COUNTS", [reconciling.Count(**fields) for fields in small]
    )
    with nobody_counts() as cursor:
        cursor.execute("UPDATE comments_comment SET likes = likes + 1")

    found = reconciling.differences()

    with open_wall():
        every = list(Comment.objects.order_by("pk").values_list("pk", flat=True))
    assert found == {likes.name: every}


def test_the_command_counts_again_and_says_what_it_did(answered, capsys):
    with nobody_counts() as cursor:
        cursor.execute("UPDATE comments_comment SET likes = 5 WHERE depth = 1")

    call_command("reconcile_comments")
    call_command("reconcile_comments")

    said = capsys.readouterr().out.splitlines()
    assert said == [
        "Counted again: 1 likes of comments.",
        "Counted again: nothing differed.",
    ]


def test_the_check_names_what_differs_and_changes_nothing(answered, capsys):
    with nobody_counts() as cursor:
        cursor.execute("UPDATE comments_comment SET likes = 5 WHERE depth = 1")

    with pytest.raises(CommandError, match="reconcile_comments"):
        call_command("reconcile_comments", check=True)

    said = capsys.readouterr().out.splitlines()
    assert said == [f"1 likes of comments are wrong, such as {answered.pk}"]
    assert reconciling.differences()


def test_the_check_is_content_when_nothing_differs(answered, capsys):
    call_command("reconcile_comments", "--check")

    assert "agrees" in capsys.readouterr().out


def test_the_hourly_check_logs_what_differs(answered, caplog):
    with nobody_counts() as cursor:
        cursor.execute("UPDATE comments_discussion SET visible = 9")

    reconciling.check_counts.call()

    assert "numbers of discussions: 1 are wrong" in caplog.text


def test_the_hourly_check_is_silent_when_all_is_well(answered, caplog):
    reconciling.check_counts.call()

    assert not caplog.records
