"""The second lock: without ``open_wall()`` no comment is seen, written or deleted."""

from contextlib import contextmanager

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.utils import IntegrityError

from comments import checks, moderation
from comments.models import (
    Appeal,
    Comment,
    CommentRevision,
    ModerationAction,
    Report,
)
from comments.operations import OpenTheWall
from comments.wall import LOCKED_TABLES, open_wall
from tests.factories import make_article, make_comment, make_person, make_sanction

LOCKED_MODELS = [Comment, CommentRevision, Report, ModerationAction, Appeal]


@pytest.fixture
def comment(article, moderator):
    """A comment with a row in every locked table."""
    comment = make_comment(article)
    comment.edit("Other words.")
    with open_wall():
        Report.objects.create(comment=comment, reader=make_person(), reason="spam")
    moderation.remove(comment, by=moderator, reason="spam")
    with open_wall():
        removal = comment.actions.get()
        Appeal.objects.create(comment=comment, removal=removal, words="It was true.")
    moderation.restore(comment, by=moderator)
    return comment


@contextmanager
def refused(why: str):
    """Expect PostgreSQL to refuse, and undo what it refused."""
    with pytest.raises(ProgrammingError, match=why), transaction.atomic():
        yield


def is_open() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('newsroom.wall', true), '')")
        return cursor.fetchone()[0] is not None


def test_every_model_that_holds_words_is_on_the_list_of_locked_tables():
    tables = {model._meta.db_table for model in LOCKED_MODELS}

    assert tables == set(LOCKED_TABLES)


@pytest.mark.parametrize("model", LOCKED_MODELS)
def test_a_closed_wall_shows_no_row(comment, model):
    assert list(model.objects.all()) == []
    assert model.objects.count() == 0


@pytest.mark.parametrize("model", LOCKED_MODELS)
def test_an_open_wall_shows_the_rows(comment, model):
    with open_wall():
        assert model.objects.count() >= 1


@pytest.mark.parametrize("table", LOCKED_TABLES)
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_a_closed_wall_refuses_writes_instead_of_ignoring_them(comment, table, sql):
    with refused("the wall is closed|kept as it was written"):
        connection.cursor().execute(sql.format(table))


def test_an_update_behind_a_closed_wall_names_the_wall(comment):
    with refused("the wall is closed"):
        Comment.objects.update(status="removed")


def test_an_insert_behind_a_closed_wall_is_refused(comment):
    with refused("row-level security"):
        CommentRevision.objects.create(comment_id=comment.pk, body="Slipped in")


def test_an_upsert_or_bulk_insert_behind_a_closed_wall_is_refused(article, subscriber):
    unsaved = Comment(
        article=article, author=subscriber, body="Hi", depth=1, path="0000001"
    )

    with refused("row-level security"):
        Comment.objects.bulk_create([unsaved], ignore_conflicts=True)


def test_the_owner_of_the_tables_is_locked_out_as_well(comment):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE tableowner = current_user"
            " AND tablename = ANY (%s)",
            [list(LOCKED_TABLES)],
        )
        owned = cursor.fetchone()[0]

    assert owned == len(LOCKED_TABLES)
    assert Comment.objects.count() == 0


def test_the_wall_closes_after_the_block(comment):
    with open_wall():
        assert is_open()

    assert not is_open()


def test_an_inner_block_leaves_the_outer_one_open(comment):
    with open_wall():
        with open_wall():
            pass

        assert Comment.objects.count() == 1

    assert Comment.objects.count() == 0


def test_an_exception_closes_the_wall_and_undoes_the_block(comment):
    def fail():
        with open_wall():
            Comment.objects.update(body="Changed")
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert not is_open()
    with open_wall():
        assert Comment.objects.get().body == "Other words."


def test_an_exception_in_an_inner_block_leaves_the_outer_one_open(comment):
    with open_wall():
        with pytest.raises(KeyError), open_wall():
            raise KeyError

        assert is_open()


def test_a_failed_statement_closes_the_wall(comment):
    with pytest.raises(IntegrityError), open_wall():
        Comment.objects.update(depth=9)

    assert not is_open()


def test_a_queryset_that_is_read_after_the_block_is_empty(comment):
    with open_wall():
        comments = Comment.objects.all()

    assert list(comments) == []


def test_a_stream_that_is_read_after_the_block_is_empty(comment):
    def words():
        with open_wall():
            yield from []
        yield from Comment.objects.values_list("body", flat=True).iterator()

    assert list(words()) == []


def test_one_request_does_not_leave_the_wall_open_for_the_next(
    comment, sign_in, subscriber, reader, article
):
    address = f"{article.get_absolute_url()}comments/"

    opened = sign_in(subscriber).get(address)
    closed = sign_in(reader).get(address)

    assert b"Other words." in opened.content
    assert b"Other words." not in closed.content
    assert not is_open()


def test_a_refused_request_does_not_open_the_wall(comment, client, article):
    client.post(f"{article.get_absolute_url()}comments/", {"body": "Hello there"})

    assert not is_open()


@pytest.mark.django_db(transaction=True)
def test_the_setting_ends_with_the_transaction():
    comment = make_comment()

    with open_wall():
        inside = Comment.objects.count()

    assert (inside, Comment.objects.count()) == (1, 0)
    assert connection.get_autocommit()
    assert comment.pk


def test_a_story_with_comments_can_not_be_deleted_behind_a_closed_wall(comment):
    with pytest.raises(ProtectedError):
        comment.article.delete()


def test_a_story_with_one_removed_comment_can_not_be_deleted(article, moderator):
    comment = make_comment(article)
    moderation.remove(comment, by=moderator, reason="spam")

    with pytest.raises(ProtectedError):
        article.delete()


def test_a_person_with_comments_can_not_be_deleted(comment):
    with pytest.raises(ProtectedError):
        comment.author.delete()
    with pytest.raises((ProtectedError, RestrictedError)), open_wall():
        comment.author.delete()


def test_a_story_without_comments_can_be_deleted(db):
    make_article().delete()


def test_a_person_under_a_sanction_can_not_be_deleted(reader):
    make_sanction(reader)

    with pytest.raises(ProtectedError):
        reader.delete()


def test_a_report_outlives_the_reader_who_made_it(comment):
    with open_wall():
        reader = Report.objects.get().reader

    reader.delete()

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with open_wall():
        assert Report.objects.get().reader is None


def test_foreign_keys_see_the_rows_behind_a_closed_wall(db):
    comment = make_comment()

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM comments_voice")
        cursor.execute("DELETE FROM comments_discussion")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with (
            pytest.raises(IntegrityError, match="comments_comment"),
            transaction.atomic(),
        ):
            cursor.execute(
                "DELETE FROM articles_article WHERE id = %s", [comment.article_id]
            )


def test_a_reply_to_a_comment_that_is_not_there_is_refused(comment, article):
    reply = make_comment(parent=comment)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError), open_wall():
        Comment.objects.filter(pk=reply.pk).update(parent_id=99_999_999)


def test_the_record_of_decisions_can_not_be_changed_even_with_the_wall_open(comment):
    with refused("kept as it was"), open_wall():
        ModerationAction.objects.update(note="Never happened")
    with refused("kept as it was"), open_wall():
        ModerationAction.objects.all().delete()


def test_the_checks_find_nothing_wrong(db):
    assert checks.the_wall_stands(None, databases=["default"]) == []


@pytest.mark.parametrize("table", LOCKED_TABLES)
@pytest.mark.parametrize("weakening", ["NO FORCE", "DISABLE"])
def test_the_checks_refuse_a_table_whose_lock_is_weakened(db, table, weakening):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} {weakening} ROW LEVEL SECURITY")

    errors = checks.the_wall_stands(None, databases=["default"])

    assert [error.id for error in errors] == ["comments.E001"]
    assert table in errors[0].msg


@pytest.mark.parametrize("direction", ["database_forwards", "database_backwards"])
def test_a_migration_that_opens_the_wall_sees_the_rows(comment, direction):
    with transaction.atomic(), connection.schema_editor() as editor:
        getattr(OpenTheWall(), direction)("comments", editor, None, None)

        assert Comment.objects.count() == 1
