"""What a page of a thread of 20,000 comments costs, in pages of memory."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from bench.threads import LARGE, cost, deep_cursor
from comments import crowd, marks, queues, ranking, threads
from comments.management.commands.load_bench import copy_comments, copy_likes
from comments.models import Comment, Discussion
from comments.queues import Queue
from comments.threads import Sort
from comments.wall import open_wall
from tests.factories import make_article, make_subscriber

# Without it this file alone would fill the real database: none is made for the tests.
pytestmark = pytest.mark.django_db

BIG = 20_000  # comments in one thread, two in five of them roots
DEEP = 4000  # roots above a page that is deep in it
FIRST = 10_000_000  # far from the numbers that tests give out


@pytest.fixture(scope="module")
def big_thread(django_db_setup, django_db_blocker):
    """A thread of 20,000 comments, ranked, in a transaction that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        savepoint = transaction.savepoint()
        article = make_article()
        _fill(article)
        yield article
        transaction.savepoint_rollback(savepoint)


def _fill(article) -> None:
    made = crowd.gather(stories=1, comments=BIG, thread=BIG)
    likes = made.likes()
    people = [
        User(email=f"{n}@crowd.example", display_name=f"R{n}") for n in range(900)
    ]
    numbers = crowd.Numbers(
        articles=[article.pk],
        people=[person.pk for person in User.objects.bulk_create(people)],
        first=FIRST,
        start=timezone.now() - timedelta(days=30),
        span=timedelta(days=30),
    )
    copy_comments(crowd.comment_rows(made, numbers))
    _analyse("comments_comment", "comments_branch", "accounts_user")
    copy_likes(crowd.like_rows(made, likes, numbers))
    _analyse("comments_like")
    ranking.rank_noted()
    _analyse("comments_comment")
    # Or every test would check each reference of 20,000 rows at its end.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _analyse(*tables: str) -> None:
    with open_wall(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {table}")


@pytest.fixture
def viewer():
    return make_subscriber()


@pytest.fixture
def open_thread(big_thread):
    """The big thread, with the wall open."""
    with open_wall():
        yield big_thread


@pytest.mark.parametrize("sort", Sort)
def test_the_first_page_of_a_big_thread_reads_few_buffers(open_thread, viewer, sort):
    page = cost(lambda: threads.page(open_thread, viewer=viewer, sort=sort))

    assert 20 < page.buffers < 300


@pytest.mark.parametrize("sort", Sort)
def test_a_page_deep_in_a_big_thread_costs_what_the_first_does(
    open_thread, viewer, sort
):
    deep = deep_cursor(open_thread, sort, DEEP)

    page = cost(
        lambda: threads.page(open_thread, viewer=viewer, sort=sort, cursor=deep)
    )

    assert 20 < page.buffers < 300


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("above", [0, DEEP])
def test_fifty_roots_with_ten_replies_each_read_less_than_a_thousand_buffers(
    open_thread, viewer, sort, above
):
    cursor = deep_cursor(open_thread, sort, above) if above else ""

    page = cost(
        lambda: threads.page(
            open_thread, viewer=viewer, sort=sort, cursor=cursor, **LARGE
        )
    )

    assert 50 < page.buffers < 1000


@pytest.mark.parametrize("sort", Sort)
def test_a_big_thread_takes_as_many_queries_as_an_empty_one(open_thread, viewer, sort):
    nothing = make_article()

    empty = cost(lambda: threads.page(nothing, viewer=viewer, sort=sort))
    big = cost(lambda: threads.page(open_thread, viewer=viewer, sort=sort))

    assert empty.queries == big.queries <= 6


def test_a_place_in_the_thread_is_cheaper_than_a_number_of_rows(open_thread, viewer):
    deep = deep_cursor(open_thread, Sort.BEST, DEEP)
    roots = Comment.objects.under(open_thread).roots().shown().best_first()

    by_place = cost(
        lambda: threads.page(open_thread, viewer=viewer, sort=Sort.BEST, cursor=deep)
    )
    by_number = cost(lambda: list(roots[DEEP : DEEP + 20]))

    assert by_number.buffers > 5 * by_place.buffers


def test_a_poll_that_finds_nothing_reads_one_row(open_thread):
    poll = cost(lambda: Discussion.objects.get(article=open_thread))

    assert poll.buffers < 10


@pytest.mark.parametrize(("new", "budget"), [(0, 30), (50, 150), (15_000, 300)])
def test_new_comments_are_counted_only_as_far_as_we_say(
    open_thread, viewer, new, budget
):
    after = Comment.objects.under(open_thread).visible().newest_first()[new].pk

    poll = cost(lambda: marks.newer_than(open_thread, after, reader=viewer))

    assert 0 < poll.buffers < budget


def test_the_unread_of_a_month_are_counted_only_as_far_as_we_say(open_thread, viewer):
    long_ago = timezone.now() - timedelta(days=29)

    visit = cost(lambda: marks.visit(open_thread, reader=viewer, since=long_ago))

    assert 0 < visit.buffers < 300


@pytest.mark.parametrize("queue", Queue)
def test_the_first_page_of_a_queue_reads_few_buffers(open_thread, queue):
    first_page = cost(lambda: queues.entries(queue))

    assert first_page.buffers < 100


def test_the_lock_costs_nothing_and_a_comparison_in_it_would(open_thread):
    def newest():
        roots = Comment.objects.under(open_thread).roots().shown()
        return list(roots.newest_first()[:50])

    locked = cost(newest).buffers
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER POLICY wall ON comments_comment"
            " USING (current_setting('newsroom.wall', true) = 'open')"
        )
    naive = cost(newest).buffers
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER POLICY wall ON comments_comment USING"
            " (nullif(current_setting('newsroom.wall', true), '') IS NOT NULL)"
        )

    assert 0 < locked < 60
    assert naive > 20 * locked
