"""Two moderators never look at the same comment, and decide each one once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import claims, moderation
from comments.models import Appeal, Comment, ModerationAction, Report
from comments.queues import Place, Queue
from comments.wall import open_wall
from tests.comments.test_posting import at_once
from tests.factories import make_article, make_comment, make_person


@pytest.fixture
def ana(db):
    """One moderator."""
    return make_person(group="Moderators")


@pytest.fixture
def mo(db):
    """Another."""
    return make_person(group="Moderators")


def test_two_moderators_get_two_comments(article, ana, mo):
    first, second = (make_comment(article, status="held") for _ in range(2))

    claimed = [claims.claim_next(Queue.HELD, by=person) for person in (ana, mo)]

    assert claimed == [first, second]
    assert [one.claimed_by for one in claimed] == [ana, mo]


def test_asking_again_gives_her_the_same(article, ana):
    for _ in range(2):
        make_comment(article, status="held")

    first = claims.claim_next(Queue.HELD, by=ana)

    assert claims.claim_next(Queue.HELD, by=ana) == first


def test_nothing_free_is_nothing(article, ana, mo):
    make_comment(article, status="held")
    claims.claim_next(Queue.HELD, by=ana)

    assert claims.claim_next(Queue.HELD, by=mo) is None


def test_a_lease_that_is_over_frees_the_comment(article, ana, mo):
    held = make_comment(article, status="held")
    claims.claim_next(Queue.HELD, by=ana, lease=timedelta(seconds=-1))

    assert claims.claim_next(Queue.HELD, by=mo) == held


def test_a_lease_ends_after_five_minutes(article, ana):
    make_comment(article, status="held")

    claimed = claims.claim_next(Queue.HELD, by=ana)

    left = claimed.claimed_until - timezone.now()
    assert timedelta(minutes=4) < left <= timedelta(minutes=5)


def test_only_her_own_claim_is_released(article, ana, mo):
    held = make_comment(article, status="held")
    claims.claim_next(Queue.HELD, by=ana)

    others, hers = claims.release([held], by=mo), claims.release([held], by=ana)

    assert (others, hers) == (0, 1)
    assert claims.claim_next(Queue.HELD, by=mo) == held


def test_a_decision_ends_the_claim(article, ana, mo):
    make_comment(article, status="held")
    claimed = claims.claim_next(Queue.HELD, by=ana)

    moderation.approve(claimed, by=ana)

    with open_wall():
        claimed.refresh_from_db()
    assert (claimed.claimed_by, claimed.claimed_until) == (None, None)


def test_the_next_one_is_looked_for_after_a_place(article, ana):
    first, second = (make_comment(article, status="held") for _ in range(2))

    claimed = claims.claim_next(
        Queue.HELD, by=ana, after=Place.at(first.created_at, first.pk)
    )

    assert claimed == second


def test_the_reported_are_claimed_in_their_order(article, ana, mo):
    once, twice = make_comment(article), make_comment(article)
    with open_wall():
        for comment in (once, twice, twice):
            Report.objects.create(comment=comment, reader=make_person(), reason="spam")

    claimed = [claims.claim_next(Queue.REPORTED, by=person) for person in (ana, mo)]

    assert claimed == [twice, once]


def test_nobody_is_given_the_appeal_against_her_own_removal(article, ana, mo):
    comment = make_comment(article)
    moderation.remove(comment, by=ana, reason="spam")
    with open_wall():
        removal = ModerationAction.objects.get()
        Appeal.objects.create(comment=comment, removal=removal, words="Why?")

    assert claims.claim_next(Queue.APPEALS, by=ana) is None
    assert claims.claim_next(Queue.APPEALS, by=mo) == comment


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("queue", [Queue.HELD, Queue.REPORTED])
def test_two_moderators_at_once_clear_a_queue_and_decide_each_comment_once(queue):
    article, people = make_article(), [make_person(group="Moderators") for _ in "ab"]
    status = "held" if queue is Queue.HELD else "visible"
    waiting = [make_comment(article, status=status) for _ in range(20)]
    if queue is Queue.REPORTED:
        with open_wall():
            for comment in waiting:
                Report.objects.create(comment=comment, reason="spam")

    def clear(person):
        decided = []
        while comment := claims.claim_next(queue, by=person):
            seen = {comment.pk: comment.version}
            outcome = moderation.accept_all([comment], by=person, seen=seen)
            assert outcome.decided == 1
            decided.append(comment.pk)
        return decided

    answers = at_once(*(lambda p=person: clear(p) for person in people))

    assert sorted(sum(answers, [])) == sorted(comment.pk for comment in waiting)
    assert all(answers)
    with open_wall():
        actions = ModerationAction.objects.values_list("comment", flat=True)
        assert sorted(actions) == sorted(comment.pk for comment in waiting)
        assert not Comment.objects.held().exists()
