"""Best first, and pages that stay whole while others post, in every order."""

import itertools
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from comments import threads
from comments.models import Comment
from comments.threads import Sort
from comments.wall import open_wall
from tests.factories import make_comment, make_person, make_subscriber


def make_ranked(article, ranks, author) -> list[Comment]:
    start = timezone.now() - timedelta(days=1)
    return [
        make_comment(
            article,
            author=author,
            rank=rank,
            created_at=start + timedelta(minutes=number // 2),
        )
        for number, rank in enumerate(ranks)
    ]


def all_pages(article, sort, *, roots=4, between=lambda: None):
    """Every page from the first to the last, with something done between them."""
    viewer, cursor = make_subscriber(), ""
    while True:
        with open_wall():
            page = threads.page(
                article, viewer=viewer, sort=sort, cursor=cursor, roots=roots, replies=1
            )
        yield [row.comment.pk for row in page.rows if row.comment.depth == 1]
        if not (cursor := page.next_cursor):
            return
        between()


def test_the_highest_rank_stands_first_and_the_latest_of_equals(article):
    author = make_person()
    low, high, equal = make_ranked(article, [0.1, 0.9, 0.1], author)

    pages = list(all_pages(article, Sort.BEST))

    assert pages == [[high.pk, equal.pk, low.pk]]


def test_a_rank_survives_its_way_through_a_cursor(article):
    # None of these is a decimal number: a rounded one would repeat or skip a root.
    ranks = [0.1 + 0.2, 1 / 3, 2 / 3, 5e-324, 0.1, 1 - 2**-53, 1e-17, 0.0, -0.25]
    roots = make_ranked(article, ranks, make_person())

    pages = itertools.islice(all_pages(article, Sort.BEST, roots=1), 2 * len(ranks))

    best = sorted(roots, key=lambda root: (-root.rank, -root.pk))
    assert list(itertools.chain(*pages)) == [root.pk for root in best]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("seed", range(4))
def test_nothing_repeats_and_nothing_goes_missing_while_others_post(
    article, sort, seed
):
    dice, author = Random(seed), make_person()
    roots = make_ranked(
        article, [dice.choice([0, 0, 0.5, 0.7]) for _ in range(18)], author
    )

    def something_happens():
        answered = dice.choice(roots)
        make_comment(parent=answered, author=author)
        make_comment(article, author=author, rank=dice.choice([0, 0.5, 1]))
        with open_wall():
            Comment.objects.filter(pk=dice.choice(roots).pk).update(
                likes=dice.random() * 9
            )

    pages = all_pages(article, sort, between=something_happens)
    read = list(itertools.chain(*pages))

    assert len(read) == len(set(read))
    assert {root.pk for root in roots} <= set(read)


def test_a_removed_root_leaves_its_page_and_moves_no_other(article):
    roots = make_ranked(article, [0.5] * 12, make_person())
    gone = iter(roots[::-1])

    def a_moderator_removes_one():
        with open_wall():
            one = Comment.objects.filter(pk=next(gone).pk)
            one.update(status="removed", reason="spam")

    read = list(
        itertools.chain(*all_pages(article, Sort.BEST, between=a_moderator_removes_one))
    )

    assert len(read) == len(set(read)) == 12


@pytest.mark.parametrize("sort", Sort)
def test_a_cursor_of_another_order_starts_from_the_beginning(article, sort):
    make_ranked(article, [0.1, 0.2, 0.3, 0.4, 0.5], make_person())
    viewer = make_subscriber()
    others = [other for other in Sort if other is not sort]

    with open_wall():
        first = threads.page(article, viewer=viewer, sort=sort, roots=2)
        again = [
            threads.page(
                article,
                viewer=viewer,
                sort=sort,
                cursor=threads.page(
                    article, viewer=viewer, sort=other, roots=2
                ).next_cursor,
                roots=2,
            )
            for other in others
        ]

    for page in again:
        assert [row.comment for row in page.rows] == [row.comment for row in first.rows]
