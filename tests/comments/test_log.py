"""The log of decisions: for moderators, on a page and as a file."""

import csv
import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import moderation
from comments.admin import log
from comments.models import Comment, ModerationAction
from comments.wall import open_wall
from tests.factories import make_comment, make_person

LIST = "/admin/comments/moderationaction/"
CANARY = "zq9e8d7c"


@pytest.fixture
def desk(sign_in, moderator):
    """A moderator's browser."""
    return sign_in(moderator)


def rows_of(browser, **asked) -> list[dict]:
    answer = browser.get(reverse("admin:comments_moderationaction_csv"), asked)
    assert answer.status_code == 200, answer.status_code
    text = b"".join(answer).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def decide(article, by, *, days_ago=0, **fields) -> ModerationAction:
    comment = make_comment(article, body=f"Words {CANARY}")
    fields = {"verb": "remove", "reason": "spam"} | fields
    at = timezone.now() - timedelta(days=days_ago)
    with open_wall():
        return ModerationAction.objects.create(
            comment=comment, moderator=by, created_at=at, **fields
        )


def test_the_list_says_who_did_what_to_whom_and_why(desk, moderator, article):
    writer = make_person("writer")
    comment = make_comment(article, author=writer, body=f"Words {CANARY}")
    moderation.remove(comment, by=moderator, reason="spam", note="No adverts, please.")

    page = desk.get(LIST)

    for said in ("Moderator", "Writer", "Reservoirs fill", "advertising", "No adverts"):
        assert said in page.text
    assert "visible → removed" in page.text
    assert reverse("admin:comments_comment_change", args=[comment.pk]) in page.text
    assert CANARY not in page.text
    assert "no-store" in page["Cache-Control"]


def test_a_decision_outlives_its_moderator_and_its_comment(desk, article):
    gone = make_person(group="Moderators")
    action = decide(article, gone, note="Kept on record.")
    gone.delete()
    with open_wall():
        Comment.objects.filter(pk=action.comment_id).delete()

    page = desk.get(LIST).text

    assert "Kept on record." in page
    assert len(rows_of(desk)) == 1


@pytest.mark.parametrize("name", ["editor", "publisher", "subscriber", None])
def test_nobody_else_sees_it(request, name, sign_in, client, moderator, article):
    action = decide(article, moderator, note=CANARY)
    browser = sign_in(request.getfixturevalue(name)) if name else client
    pages = ["", "csv/", f"{action.pk}/change/", f"{action.pk}/history/", "add/"]

    answers = [browser.get(LIST + page) for page in pages]

    assert {answer.status_code for answer in answers} <= {302, 403}
    assert not any(CANARY in answer.text for answer in answers)


def test_nobody_adds_to_it_or_takes_from_it(desk, moderator, article):
    action = decide(article, moderator)

    added = desk.post(f"{LIST}add/", {"verb": "keep"})
    changed = desk.post(f"{LIST}{action.pk}/change/", {"verb": "keep"})
    deleted = desk.post(f"{LIST}{action.pk}/delete/", {"post": "yes"})

    assert {one.status_code for one in (added, changed, deleted)} == {403}
    with open_wall():
        assert ModerationAction.objects.get().verb == "remove"


def test_list_and_file_are_filtered_alike(desk, moderator, article):
    other = make_person(group="Moderators")
    wanted = decide(article, moderator, note="wanted")
    decide(article, other, note="of another")
    decide(article, moderator, verb="keep", reason="", note="another verb")
    decide(article, moderator, reason="abuse", note="another reason")
    decide(article, moderator, days_ago=9, note="too old")
    asked = {"verb__exact": "remove", "reason__exact": "spam", "days": "7"}
    asked["by"] = moderator.pk

    page = desk.get(LIST, asked).text
    rows = rows_of(desk, **asked)

    assert "wanted" in page
    assert not any(
        said in page for said in ("of another", "another verb", "another reason")
    )
    assert [row["decided together"] for row in rows] == [str(wanted.batch)]


def test_what_was_decided_together_is_one_click_away(desk, moderator, article):
    one, two = make_comment(article), make_comment(article)
    outcome = moderation.remove_all([one, two], by=moderator, reason="spam")
    decide(article, moderator, note="apart")

    together = desk.get(LIST, {"batch": outcome.batch}).text

    assert "apart" not in together
    assert f"?batch={outcome.batch}" in desk.get(LIST).text


@pytest.mark.parametrize(
    "asked",
    [
        {"batch": "nonsense"},
        {"batch": uuid.UUID(int=0)},
        {"by": "x"},
        {"by": "9" * 30},
        {"days": "²"},
        {"days": "-1"},
        {"verb__exact": "x"},
        {"p": "99999"},
        {"o": "1.-2.99"},
        {"q": "anything"},
        {"comment__body__contains": "a"},
        {"all": ""},
    ],
)
def test_no_question_breaks_the_log(desk, moderator, article, asked):
    decide(article, moderator)

    for address in (LIST, reverse("admin:comments_moderationaction_csv")):
        answer = desk.get(address, asked)
        list(answer)  # a file is closed when it has been read
        assert answer.status_code in {200, 302, 400}


def test_the_file_holds_ninety_days_unless_asked_for_fewer(desk, moderator, article):
    decide(article, moderator, days_ago=89)
    decide(article, moderator, days_ago=91)

    assert len(rows_of(desk)) == 1
    assert len(rows_of(desk, days="7")) == 0


def test_the_file_has_an_end(desk, moderator, article, monkeypatch):
    for _ in range(3):
        decide(article, moderator)
    monkeypatch.setattr(log, "EXPORTED", 2)

    assert len(rows_of(desk)) == 2


def test_the_file_is_read_whole_before_the_wall_closes(desk, moderator, article):
    decide(article, moderator, note="Be kind.")

    answer = desk.get(reverse("admin:comments_moderationaction_csv"))
    text = b"".join(answer).decode()

    assert answer.streaming
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert "Be kind." in text
    assert CANARY not in text


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@sum", "\tx", "\r=1"])
def test_no_cell_is_a_formula(desk, moderator, article, note):
    decide(article, moderator, note=note)

    (row,) = rows_of(desk)

    assert row["words to the author"] == f"'{note}"


def test_the_log_counts_no_further_than_its_pages(
    desk, moderator, article, monkeypatch
):
    for _ in range(4):
        decide(article, moderator)
    monkeypatch.setattr(log, "LISTED", 3)

    page = desk.get(LIST)

    assert page.context["cl"].result_count == 3


def test_a_page_of_the_log_costs_the_same_for_fifty(
    desk, moderator, article, django_assert_max_num_queries
):
    for _ in range(50):
        decide(article, moderator)
    desk.get(LIST)

    with django_assert_max_num_queries(18):
        desk.get(LIST)
