"""What a moderator decides is done, recorded and told, or not at all."""

import pytest

from comments import moderation
from comments.models import Comment, Discussion, ModerationAction, Report
from comments.wall import open_wall
from tests.factories import make_comment


@pytest.fixture
def comment(article):
    return make_comment(article, body="zq4d5e6f words")


def status_of(comment) -> str:
    with open_wall():
        return Comment.objects.get(pk=comment.pk).status


def actions(comment) -> list[tuple]:
    with open_wall():
        found = ModerationAction.objects.filter(comment=comment).order_by("pk")
        return list(found.values_list("verb", "reason", "note", "moderator"))


def test_removing_takes_it_out_and_records_who_and_why(comment, moderator):
    done = moderation.remove(
        comment, by=moderator, reason="off_topic", note="Please stay with the water."
    )

    assert done
    assert status_of(comment) == comment.status == "removed"
    assert Discussion.objects.get(article=comment.article).visible == 0
    assert actions(comment) == [
        ("remove", "off_topic", "Please stay with the water.", moderator.pk)
    ]


def test_restoring_puts_it_back(comment, moderator):
    moderation.remove(comment, by=moderator, reason="spam")

    moderation.restore(comment, by=moderator)

    assert status_of(comment) == "visible"
    assert Discussion.objects.get(article=comment.article).visible == 1
    assert [verb for verb, *_rest in actions(comment)] == ["remove", "restore"]


def test_a_held_comment_is_approved_or_removed(article, moderator):
    first, second = (make_comment(article, status="held") for _ in range(2))

    moderation.approve(first, by=moderator)
    moderation.remove(second, by=moderator, reason="spam")

    assert (status_of(first), status_of(second)) == ("visible", "removed")


def test_deciding_twice_changes_nothing(comment, moderator):
    moderation.remove(comment, by=moderator, reason="spam")

    again = moderation.remove(comment, by=moderator, reason="abuse")

    assert not again
    assert len(actions(comment)) == 1


def test_what_is_not_held_or_removed_is_not_approved_or_restored(comment, moderator):
    assert not moderation.approve(comment, by=moderator)
    assert not moderation.restore(comment, by=moderator)
    assert actions(comment) == []


def test_a_removal_needs_a_known_reason(comment, moderator):
    for reason in ("", "because"):
        with pytest.raises(ValueError, match="is not a valid"):
            moderation.remove(comment, by=moderator, reason=reason)

    assert status_of(comment) == "visible"


def test_many_are_decided_together(article, moderator):
    comments = [make_comment(article) for _ in range(5)]
    moderation.remove(comments[0], by=moderator, reason="spam")

    done = moderation.remove_all(comments, by=moderator, reason="abuse")

    assert done.decided == 4
    assert Discussion.objects.get(article=article).visible == 0
    assert {comment.status for comment in comments} == {"removed"}


def test_the_log_holds_no_words(comment, moderator, caplog):
    with caplog.at_level("INFO"):
        moderation.remove(comment, by=moderator, reason="spam")

    (record,) = [one for one in caplog.records if one.name == "comments.moderation"]
    assert record.comment == comment.pk
    assert "zq4d5e6f" not in caplog.text


def test_what_readers_report_is_found_until_a_moderator_has_answered(
    sign_in, moderator, subscriber
):
    comment = make_comment(body="Is this so?")
    with open_wall():
        Report.objects.create(comment=comment, reader=subscriber, reason="false")
    desk = sign_in(moderator)
    reported = "/admin/comments/comment/?reported=open"

    before = desk.get(reported).content.decode()
    ticked = {"_selected_action": comment.pk, "seen": f"{comment.pk}:0"}
    keep = {"action": "keep_selected", "reason": ""} | ticked
    desk.post(reported, keep)
    after = desk.get(reported).content.decode()

    assert "Is this so?" in before
    assert "Is this so?" not in after
    with open_wall():
        comment.refresh_from_db()
    assert comment.is_visible
