"""What a page of a thread of 20,000 comments costs, in pages of memory."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import threads
from comments.models import Comment
from comments.models.comments import step
from comments.threads import Sort
from comments.wall import open_wall
from tests.factories import make_article, make_subscriber

BIG = 20_000  # comments in one thread, a quarter of them roots


@pytest.fixture(scope="module")
def big_thread(django_db_setup, django_db_blocker):
    """A thread of 20,000 comments, analysed, in a transaction that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        savepoint = transaction.savepoint()
        article, author = make_article(), make_subscriber()
        with open_wall():
            Comment.objects.bulk_create(_comments(article, author), batch_size=5000)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE comments_comment")
        yield article
        transaction.savepoint_rollback(savepoint)


def _comments(article, author):
    start = timezone.now() - timedelta(days=30)
    base = 10_000_000
    for number in range(BIG):
        pk, root = base + number, base + number - number % 4
        is_root = pk == root
        yield Comment(
            pk=pk,
            article=article,
            author=author,
            parent_id=None if is_root else root,
            root_id=None if is_root else root,
            path=step(pk) if is_root else step(root) + step(pk),
            depth=1 if is_root else 2,
            has_replies=is_root,
            body=f"Comment {number} with as many words as people use.",
            created_at=start + timedelta(seconds=number),
        )


def buffers(run) -> int:
    """How many pages of memory the queries of a call touch."""
    with CaptureQueriesContext(connection) as captured:
        run()
    total = 0
    with connection.cursor() as cursor:
        for query in captured:
            if query["sql"].lstrip().upper().startswith("SELECT"):
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + query["sql"])
                total += _shared(cursor.fetchall())
    return total


def _shared(plan) -> int:
    lines = [line for (line,) in plan]
    first = next((line for line in lines if "Buffers:" in line), "")
    return sum(int(n) for n in re.findall(r"(?:hit|read)=(\d+)", first))


@pytest.mark.parametrize("sort", Sort)
def test_the_first_page_of_a_big_thread_reads_few_buffers(big_thread, sort):
    viewer = make_subscriber()

    with open_wall():
        read_buffers = buffers(
            lambda: threads.page(big_thread, viewer=viewer, sort=sort)
        )

    assert 0 < read_buffers < 300


@pytest.mark.parametrize("sort", Sort)
def test_a_page_deep_in_a_big_thread_costs_what_the_first_does(big_thread, sort):
    viewer = make_subscriber()
    with open_wall():
        roots = Comment.objects.under(big_thread).roots().newest_first()
        deep = threads._cursor_after(roots[BIG // 8], sort)

        read_buffers = buffers(
            lambda: threads.page(big_thread, viewer=viewer, sort=sort, cursor=deep)
        )

    assert 0 < read_buffers < 300


def test_the_lock_costs_nothing_and_a_comparison_in_it_would(big_thread):
    def newest():
        roots = Comment.objects.under(big_thread).roots().shown()
        return list(roots.newest_first()[:20])

    with open_wall():
        locked = buffers(newest)
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER POLICY wall ON comments_comment"
                " USING (current_setting('newsroom.wall', true) = 'open')"
            )
        naive = buffers(newest)
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER POLICY wall ON comments_comment USING"
                " (nullif(current_setting('newsroom.wall', true), '') IS NOT NULL)"
            )

    assert 0 < locked < 20
    assert naive > 20 * locked
