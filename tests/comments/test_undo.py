"""A decision is taken back, alone or with its batch, unless it was decided anew."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import moderation
from comments.models import Comment, Discussion, ModerationAction, Report
from comments.wall import open_wall
from tests.factories import make_comment, make_person

UNDO = "/admin/comments/undo/"


@pytest.fixture
def desk(sign_in, moderator):
    """A moderator's browser."""
    return sign_in(moderator)


@pytest.fixture
def held(article):
    return [make_comment(article, status="held") for _ in range(3)]


def statuses(comments) -> list[str]:
    with open_wall():
        rows = Comment.objects.in_bulk([comment.pk for comment in comments])
    return [rows[comment.pk].status for comment in comments]


def undo(desk, **form) -> str:
    return desk.post(UNDO, {"queue": "held"} | form, follow=True).text


def test_her_last_decision_is_undone_then_the_one_before(desk, held, moderator):
    moderation.remove(held[0], by=moderator, reason="spam")
    moderation.approve(held[1], by=moderator)

    undo(desk)
    once = statuses(held)
    undo(desk)

    assert once == ["removed", "held", "held"]
    assert statuses(held) == ["held", "held", "held"]


def test_a_batch_is_undone_as_a_whole(desk, held, moderator, article):
    outcome = moderation.approve_all(held, by=moderator)

    said = undo(desk, batch=outcome.batch)

    assert "3 decisions undone." in said
    assert statuses(held) == ["held"] * 3
    assert Discussion.objects.get(article=article).visible == 0


def test_the_part_of_a_batch_that_was_decided_anew_stays(desk, held, moderator):
    outcome = moderation.remove_all(held, by=moderator, reason="spam")
    moderation.restore(held[0], by=make_person(group="Moderators"))

    undo(desk, batch=outcome.batch)

    assert statuses(held) == ["visible", "held", "held"]


def test_the_reports_that_a_decision_answered_wait_again(desk, article, moderator):
    comment = make_comment(article)
    with open_wall():
        Report.objects.create(comment=comment, reader=make_person(), reason="spam")
    moderation.keep_all([comment], by=moderator)

    undo(desk)

    with open_wall():
        assert list(Comment.objects.reported()) == [comment]
        assert list(Comment.objects.new()) == [comment]


def test_there_is_nothing_to_undo_without_a_decision_of_her_own(desk, held):
    moderation.approve(held[0], by=make_person(group="Moderators"))

    said = undo(desk)

    assert "There is nothing of yours to undo" in said
    assert statuses(held)[0] == "visible"


@pytest.mark.parametrize("batch", ["nonsense", "1" * 200])
def test_a_batch_that_is_none_is_her_last(desk, held, moderator, batch):
    moderation.approve(held[0], by=moderator)

    undo(desk, batch=batch)

    assert statuses(held)[0] == "held"


def test_undoing_twice_changes_nothing(desk, held, moderator):
    outcome = moderation.approve(held[0], by=moderator)
    undo(desk, batch=outcome.batch)

    said = undo(desk, batch=outcome.batch)

    assert "decided anew since" in said
    assert statuses(held)[0] == "held"


def test_a_decision_of_yesterday_is_not_offered(desk, held, moderator):
    long_ago = timezone.now() - timedelta(hours=25)
    with open_wall():
        ModerationAction.objects.create(
            comment=held[0],
            moderator=moderator,
            verb="keep",
            was="held",
            became="held",
            created_at=long_ago,
        )

    assert "Nothing to undo" in desk.get("/admin/comments/queue/held/").text


def test_what_its_author_has_deleted_since_is_not_offered(desk, held, moderator):
    moderation.approve(held[0], by=moderator)
    held[0].delete_by_author()

    said = undo(desk)

    assert "nothing of yours to undo" in said
    assert statuses(held)[0] == "deleted"


def test_the_page_after_a_decision_offers_to_undo_it(desk, held):
    with open_wall():
        held[0].refresh_from_db()
    form = {"comment": f"{held[0].pk}:{held[0].version}", "verb": "accept"}

    page = desk.post("/admin/comments/decide/", form | {"queue": "held"}, follow=True)

    assert 'form="undo"' in page.text
    assert "Undo my last: Approved" in page.text
