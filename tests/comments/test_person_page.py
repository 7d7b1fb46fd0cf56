"""One person's record: everything for a moderator, nothing for anyone else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import moderation, records
from comments.models import Comment, Like, ModerationAction, Report
from comments.wall import open_wall
from tests.factories import make_comment, make_person, make_sanction, make_subscriber

CANARY = "zq9e8d7c"


@pytest.fixture
def desk(sign_in, moderator):
    """A moderator's browser."""
    return sign_in(moderator)


@pytest.fixture
def writer(db):
    return make_subscriber("writer")


def page_of(person) -> str:
    return reverse("admin:comments_person", args=[person.pk])


def statuses(person) -> list[str]:
    with open_wall():
        return list(
            Comment.objects.by(person).order_by("pk").values_list("status", flat=True)
        )


def record(person) -> records.Record:
    with open_wall():
        return records.record_of(person)


def report(comment, reader, *, answered_with="") -> None:
    with open_wall():
        Report.objects.create(comment=comment, reader=reader, reason="spam")
    if answered_with == "remove":
        moderation.remove(comment, by=make_person(group="Moderators"), reason="spam")
    elif answered_with == "keep":
        moderation.keep_all([comment], by=make_person(group="Moderators"))


def test_the_record_counts_what_she_wrote_and_what_was_made_of_it(
    article, writer, moderator, reader
):
    comments = [make_comment(article, author=writer) for _ in range(4)]
    make_comment(article, author=writer, status="held")
    moderation.remove(comments[0], by=moderator, reason="abuse")
    comments[1].delete_by_author()
    with open_wall():
        Like.objects.create(comment=comments[2], person=reader)
    report(comments[2], reader)
    report(comments[3], reader, answered_with="keep")

    numbers = record(writer).numbers

    assert (numbers.visible, numbers.held) == (2, 1)
    assert (numbers.removed, numbers.deleted) == (1, 1)
    assert (numbers.written, numbers.likes) == (5, 1)
    assert (numbers.reports, numbers.open_reports) == (2, 1)


def test_the_record_says_how_often_her_reports_were_right(article, writer):
    report(make_comment(article), writer, answered_with="remove")
    report(make_comment(article), writer, answered_with="keep")
    report(make_comment(article), writer)

    assert record(writer).reporting == records.Reporting(made=3, answered=2, agreed=1)


def test_a_decision_is_shown_after_the_moderator_has_left(desk, article, writer):
    gone = make_person(group="Moderators")
    comment = make_comment(article, author=writer)
    moderation.remove(comment, by=gone, reason="abuse", note="Be kind.")
    gone.delete()

    assert "Be kind." in desk.get(page_of(writer)).text


def test_the_page_shows_all_of_it_and_no_address(desk, article, writer):
    make_comment(article, author=writer, body=f"Words {CANARY}")
    make_sanction(writer, "hold")
    make_sanction(writer, "ban", lifted_at=timezone.now() - timedelta(days=3))

    page = desk.get(page_of(writer))

    assert CANARY in page.text
    assert "Subscriber since" in page.text
    assert "Pays, and may read and write" in page.text
    assert "Comments wait for a moderator" in page.text
    assert "Past ones" in page.text
    assert writer.email not in page.text
    assert "no-store" in page["Cache-Control"]


def test_someone_who_has_never_written_has_a_page(desk, reader):
    page = desk.get(page_of(reader)).text

    assert "Has never subscribed" in page
    assert "Has not written anything yet" in page


@pytest.mark.parametrize("name", ["editor", "publisher", "subscriber", None])
def test_nobody_else_sees_a_word_or_a_name(
    request, name, sign_in, client, article, writer
):
    writer.display_name = f"Name {CANARY}"
    writer.save()
    make_comment(article, author=writer, body=f"Words {CANARY}")
    browser = sign_in(request.getfixturevalue(name)) if name else client
    addresses = [page_of(writer), reverse("admin:comments_people") + "?q=zq"]

    answers = [browser.get(address) for address in addresses]

    assert {answer.status_code for answer in answers} <= {302, 403}
    assert not any(CANARY in answer.text for answer in answers)


@pytest.mark.parametrize(("hours", "left"), [("24", 2), ("168", 1)])
def test_everything_of_a_time_is_removed_together_and_comes_back(
    desk, article, writer, hours, left
):
    now = timezone.now()
    for age in (0.5, 20, 100, 500):
        at = now - timedelta(hours=age)
        make_comment(article, author=writer, created_at=at)
    make_comment(article, author=writer, status="held")
    others = make_comment(article)
    form = {"verb": "remove", "hours": hours, "reason": "spam", "note": "Enough."}

    page = desk.post(page_of(writer), form, follow=True)
    after = statuses(writer)
    with open_wall():
        batches = set(ModerationAction.objects.values_list("batch", flat=True))
    (batch,) = batches
    desk.post(page_of(writer), {"verb": "undo", "batch": batch})

    assert after.count("visible") == left
    assert after.count("held") == 0
    assert 'value="undo"' in page.text
    assert statuses(writer) == ["visible"] * 4 + ["held"]
    assert statuses(others.author) == ["visible"]


def test_nothing_is_removed_without_a_reason(desk, article, writer):
    make_comment(article, author=writer)

    answer = desk.post(page_of(writer), {"verb": "remove", "hours": "24"})

    assert answer.status_code == 422
    assert statuses(writer) == ["visible"]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"verb": "explode"},
        {"verb": "undo", "batch": "nonsense"},
        {"verb": "undo", "batch": "00000000-0000-4000-8000-000000000000"},
        {"verb": "remove", "hours": "24", "reason": "spam"},
    ],
)
def test_what_means_nothing_changes_nothing(desk, writer, form):
    answer = desk.post(page_of(writer), form, follow=True)

    assert answer.status_code == 200
    assert "Nothing changed" in answer.text


def test_undo_is_not_offered_for_what_was_decided_anew(
    desk, article, writer, moderator
):
    comment = make_comment(article, author=writer)
    outcome = moderation.remove(comment, by=moderator, reason="spam")
    moderation.restore(comment, by=moderator)

    page = desk.get(page_of(writer), {"batch": outcome.batch}).text

    assert 'value="undo"' not in page


def test_nobody_has_no_page(desk):
    assert desk.get("/admin/comments/person/99999999/").status_code == 404
    assert desk.get(f"/admin/comments/person/{9**40}/").status_code == 404


def test_people_are_found_by_a_part_of_the_name(desk, article, writer, reader):
    make_comment(article, author=writer)
    address = reverse("admin:comments_people")

    found = desk.get(address, {"q": "rit"}).text
    silent = desk.get(address, {"q": "reader"}).text
    nobody = desk.get(address, {"q": "%"}).text

    assert page_of(writer) in found
    assert page_of(reader) not in silent
    assert page_of(writer) not in nobody


def test_the_page_costs_the_same_for_a_hundred_comments(
    desk, article, writer, moderator, django_assert_max_num_queries
):
    comments = [make_comment(article, author=writer) for _ in range(30)]
    for comment in comments[:25]:
        moderation.remove(comment, by=moderator, reason="spam")
    desk.get(page_of(writer))

    with django_assert_max_num_queries(26):
        desk.get(page_of(writer))
