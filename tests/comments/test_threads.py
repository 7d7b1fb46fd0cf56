"""One page of a thread: the right comments in the right order, at a flat cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import threads
from comments.models import Comment
from comments.models.comments import step
from comments.threads import Sort
from comments.wall import open_wall
from tests.factories import make_article, make_comment, make_subscriber


def read(article, **options) -> threads.Page:
    """A page as a subscriber without comments of her own gets it."""
    viewer = options.pop("viewer", None) or make_subscriber()
    with open_wall():
        return threads.page(article, viewer=viewer, **options)


def bodies(page: threads.Page) -> list[str]:
    return [row.comment.body for row in page.rows]


def set_status(comment: Comment, status: str) -> None:
    with open_wall():
        Comment.objects.filter(pk=comment.pk).update(status=status, reason="spam")


def make_roots(article, number: int) -> list[Comment]:
    start = timezone.now() - timedelta(days=1)
    return [
        make_comment(article, body=f"Root {n}", created_at=start + timedelta(minutes=n))
        for n in range(number)
    ]


def test_replies_stand_under_what_they_answer(article):
    first, second = make_roots(article, 2)
    reply = make_comment(parent=first, body="Reply")
    make_comment(parent=second, body="Other reply")
    make_comment(parent=reply, body="Reply to the reply")

    page = read(article, sort=Sort.OLDEST)

    assert bodies(page) == [
        "Root 0",
        "Reply",
        "Reply to the reply",
        "Root 1",
        "Other reply",
    ]
    assert [row.comment.depth for row in page.rows] == [1, 2, 3, 1, 2]
    assert page.rows[2].answers == reply


def test_a_page_of_another_story_is_not_touched(article):
    make_comment(make_article())

    assert bodies(read(article)) == []


@pytest.mark.parametrize("sort", Sort)
def test_every_root_stands_on_exactly_one_page(article, sort):
    roots = [root.body for root in make_roots(article, 45)]
    same = timezone.now()
    roots += [make_comment(article, created_at=same).body for _ in range(5)]
    viewer = make_subscriber()

    seen, cursor = [], ""
    while True:
        page = read(article, viewer=viewer, sort=sort, cursor=cursor)
        seen += bodies(page)
        if not (cursor := page.next_cursor):
            break

    assert seen == (roots if sort is Sort.OLDEST else roots[::-1])


def test_a_comment_that_arrives_meanwhile_moves_nothing(article):
    make_roots(article, 25)
    first = read(article)

    make_comment(article, body="Just arrived")
    second = read(article, cursor=first.next_cursor)

    assert bodies(second) == ["Root 4", "Root 3", "Root 2", "Root 1", "Root 0"]


@pytest.mark.parametrize("cursor", ["nonsense", "a:b:c", "\x00"])
def test_a_cursor_that_is_not_ours_starts_from_the_beginning(article, cursor):
    make_roots(article, 2)

    assert bodies(read(article, cursor=cursor)) == ["Root 1", "Root 0"]


def test_a_cursor_of_another_thread_starts_from_the_beginning(article):
    make_roots(article, 2)
    other = make_article()
    make_roots(other, 21)

    cursor = read(other).next_cursor

    assert bodies(read(article, cursor=cursor)) == ["Root 1", "Root 0"]


def test_three_replies_are_drawn_and_the_others_counted(article):
    root = make_comment(article)
    for _ in range(5):
        make_comment(parent=root)

    page = read(article)

    assert len(page.rows) == 4
    assert page.rows[-1].more.under == root
    assert page.rows[-1].more.number == "2"


def test_the_number_of_further_replies_is_exact_whatever_their_level(article):
    root = make_comment(article)
    reply = make_comment(parent=root)
    for _ in range(4):
        reply = make_comment(parent=reply)
    make_comment(parent=reply, status="held")

    page = read(article)

    assert page.rows[-1].more.number == "2"


def test_the_further_replies_follow_the_cursor(article):
    root = make_comment(article)
    replies = [make_comment(parent=root, body=f"Reply {n}") for n in range(5)]
    more = read(article).rows[-1].more

    with open_wall():
        found = Comment.objects.drawn().get(pk=root.pk)
        page = threads.conversation(found, cursor=more.cursor)

    assert bodies(page)[1:] == [reply.body for reply in replies[3:]]


def test_a_conversation_shows_ancestors_the_comment_and_its_replies(article):
    root = make_comment(article, body="Root")
    child = make_comment(parent=root, body="Child")
    make_comment(parent=root, body="Sibling")
    make_comment(parent=child, body="Grandchild")

    with open_wall():
        page = threads.conversation(Comment.objects.drawn().get(pk=child.pk))

    assert bodies(page) == ["Root", "Child", "Grandchild"]


@pytest.mark.parametrize("status", ["held", "removed", "deleted"])
def test_what_is_not_visible_is_not_drawn(article, status):
    make_comment(article, status=status, reason="spam")

    assert bodies(read(article)) == []


@pytest.mark.parametrize("status", ["held", "removed", "deleted"])
def test_a_tombstone_stays_where_there_are_replies(article, status):
    root = make_comment(article, body="Root")
    make_comment(parent=root, body="Reply")

    set_status(root, status)

    assert bodies(read(article)) == ["Root", "Reply"]


def test_an_author_sees_her_own_comment_that_waits_and_nobody_else_does(article):
    author = make_subscriber()
    own = make_comment(article, author=author, status="held")
    make_comment(article, status="held")

    assert [row.comment for row in read(article, viewer=author).waiting] == [own]
    assert read(article).waiting == []


def test_a_reply_below_the_eighth_level_stands_on_it(article):
    comment = make_comment(article)
    for _ in range(7):
        comment = make_comment(parent=comment)

    reply = make_comment(parent=comment, body="Too deep")

    assert (comment.depth, reply.depth) == (8, 8)
    assert reply.parent == comment.parent
    assert reply.in_reply_to == comment
    assert reply.path.startswith(comment.parent.path)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "0000001"), (36, "0000010"), (36**7 - 1, "zzzzzzz")]
)
def test_a_step_of_a_path_is_the_id_in_seven_digits(number, text):
    assert step(number) == text


def test_paths_sort_like_numbers_in_the_database(db):
    with connection.cursor() as cursor:
        cursor.execute('SELECT %s COLLATE "C" < %s COLLATE "C"', [step(35), step(36)])
        assert cursor.fetchone()[0]


def test_badges(article, subscriber, moderator):
    signer = article.bylines.first().author
    signer.user = subscriber
    signer.save()
    make_comment(article, author=subscriber)
    make_comment(article, author=moderator)

    page = read(article, sort=Sort.OLDEST)

    shown = [
        (row.comment.is_story_author, row.comment.author_is_staff) for row in page.rows
    ]
    assert shown == [(True, False), (False, True)]


@pytest.mark.parametrize("number", [0, 1, 200])
def test_a_page_takes_five_queries_whatever_its_size(article, number):
    for root in make_roots(article, number // 2):
        make_comment(parent=root)
    viewer = make_subscriber()

    with open_wall(), CaptureQueriesContext(connection) as queries:
        page = threads.page(article, viewer=viewer)
        for row in page.rows:
            assert row.comment.author_name

    assert len(queries) == 5
