"""Editing, deleting and reporting, as a browser does it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import moderation
from comments.models import Comment, CommentRevision, Report
from comments.wall import open_wall
from tests.factories import (
    make_comment,
    make_sanction,
    make_section,
    run_thread,
)

HX = {"HX-Request": "true"}
TYPED = "I was there, and it rained."


def thread_of(article) -> str:
    return f"{article.get_absolute_url()}comments/"


def stored(article) -> list[Comment]:
    """The story's comments, earliest first."""
    with open_wall():
        comments = Comment.objects.under(article).oldest_first()
        return list(comments.select_related("author", "parent"))


@pytest.fixture
def browser(sign_in, subscriber):
    """A subscriber's browser."""
    return sign_in(subscriber)


def test_an_edit_keeps_the_former_words_for_moderators(browser, subscriber, article):
    own = make_comment(article, author=subscriber, body="First words")

    form = browser.get(f"{own.get_absolute_url()}edit/")
    response = browser.post(f"{own.get_absolute_url()}edit/", {"body": TYPED})

    assert "First words" in form.text
    assert response.status_code == 303
    with open_wall():
        assert CommentRevision.objects.get().body == "First words"
    page = browser.get(thread_of(article)).text
    assert TYPED in page
    assert "First words" not in page
    assert "Edited" in page


def test_an_edit_that_changes_nothing_leaves_no_trace(browser, subscriber, article):
    own = make_comment(article, author=subscriber, body=TYPED)

    browser.post(f"{own.get_absolute_url()}edit/", {"body": f" {TYPED}\r\n"})

    assert stored(article)[0].edited_at is None


def test_an_edit_to_nothing_is_refused(browser, subscriber, article):
    own = make_comment(article, author=subscriber, body=TYPED)

    response = browser.post(f"{own.get_absolute_url()}edit/", {"body": " "})

    assert response.status_code == 422
    assert stored(article)[0].body == TYPED


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_late_edit_is_refused_and_the_words_are_kept(
    browser, subscriber, article, method
):
    earlier = timezone.now() - timedelta(minutes=20)
    own = make_comment(article, author=subscriber, created_at=earlier)

    response = getattr(browser, method)(
        f"{own.get_absolute_url()}edit/", {"body": TYPED}
    )

    assert response.status_code == 403
    assert "15 minutes" in response.text
    assert (TYPED in response.text) is (method == "post")


def test_nobody_edits_what_another_wrote(browser, article):
    other = make_comment(article, body="Hers")

    response = browser.post(f"{other.get_absolute_url()}edit/", {"body": TYPED})

    assert response.status_code == 403
    assert stored(article)[0].body == "Hers"


def test_a_lapsed_author_can_not_edit(sign_in, lapsed, article):
    own = make_comment(article, author=lapsed, body="Before")

    response = sign_in(lapsed).post(f"{own.get_absolute_url()}edit/", {"body": TYPED})

    assert response.status_code == 403
    assert TYPED in response.text
    assert "Before" not in response.text


@pytest.mark.parametrize("name", ["subscriber", "lapsed", "past_due", "moderator"])
def test_an_author_deletes_her_comment(request, name, sign_in, article):
    person = request.getfixturevalue(name)
    own = make_comment(article, author=person)
    browser = sign_in(person)

    asked = browser.get(f"{own.get_absolute_url()}delete/")
    response = browser.post(f"{own.get_absolute_url()}delete/")

    assert asked.status_code == 200
    assert (response.status_code, response["Location"]) == (302, "/account/comments/")
    assert stored(article)[0].status == "deleted"


def test_an_author_deletes_her_comment_under_a_withdrawn_story(
    sign_in, lapsed, article
):
    own = make_comment(article, author=lapsed)
    article.withdraw()

    sign_in(lapsed).post(f"{own.get_absolute_url()}delete/")

    assert stored(article)[0].status == "deleted"


def test_asking_to_delete_deletes_nothing(browser, subscriber, article):
    own = make_comment(article, author=subscriber)

    browser.get(f"{own.get_absolute_url()}delete/")

    assert stored(article)[0].status == "visible"


@pytest.mark.parametrize("name", ["subscriber", "lapsed", "editor", "moderator", None])
def test_nobody_deletes_what_another_wrote(request, name, sign_in, client, article):
    browser = sign_in(request.getfixturevalue(name)) if name else client
    other = make_comment(article, body="zq1a2b3c")

    response = browser.post(f"{other.get_absolute_url()}delete/")

    assert response.status_code == 403
    assert "zq1a2b3c" not in response.text
    assert stored(article)[0].status == "visible"


def test_a_deleted_comment_can_not_be_put_back_by_a_moderator(
    browser, subscriber, moderator, article
):
    own = make_comment(article, author=subscriber)

    browser.post(f"{own.get_absolute_url()}delete/")

    assert not moderation.restore(stored(article)[0], by=moderator)


def test_a_report_reaches_the_moderators_once(browser, subscriber, article):
    comment = make_comment(article)
    address = f"{comment.get_absolute_url()}report/"

    first = browser.post(address, {"reason": "spam", "words": "Look at it"})
    browser.post(address, {"reason": "other", "words": "Again"})

    assert first.status_code == 201
    with open_wall():
        report = Report.objects.get()
        assert (report.reason, report.words) == ("spam", "Look at it")
        assert report.reader == subscriber


@pytest.mark.parametrize(
    "form", [{}, {"reason": "x"}, {"reason": "spam", "words": "x" * 501}]
)
def test_a_report_without_a_proper_reason_is_asked_for_again(browser, article, form):
    comment = make_comment(article)

    response = browser.post(f"{comment.get_absolute_url()}report/", form)

    assert response.status_code == 422


def test_nobody_reports_herself_or_without_reading(
    browser, sign_in, subscriber, reader, article
):
    own = make_comment(article, author=subscriber)
    address = f"{own.get_absolute_url()}report/"

    assert browser.post(address, {"reason": "spam"}).status_code == 403
    assert sign_in(reader).post(address, {"reason": "spam"}).status_code == 403
    with open_wall():
        assert not Report.objects.exists()


def test_an_edit_under_a_hold_waits_for_a_moderator(browser, subscriber, article):
    own = make_comment(article, author=subscriber, body="First words")
    make_sanction(subscriber, "hold")

    browser.post(f"{own.get_absolute_url()}edit/", {"body": TYPED})

    (comment,) = stored(article)
    assert (comment.body, comment.status) == (TYPED, Comment.Status.HELD)


@pytest.mark.parametrize("reasons", [[{"rule": "links", "words": "3"}], []])
def test_an_edit_never_brings_back_what_a_moderator_removed_meanwhile(
    article, moderator, reasons
):
    comment = make_comment(article, body="First words")
    with open_wall():
        stale = Comment.objects.get(pk=comment.pk)
    moderation.remove(comment, by=moderator, reason="abuse")

    stale.edit(TYPED, held_for=reasons)

    (removed,) = stored(article)
    assert removed.status == Comment.Status.REMOVED
    assert removed.body == "First words"


def test_an_own_comment_is_deleted_at_the_old_address_of_a_story_that_moved(
    browser, subscriber, article
):
    old = make_comment(article, author=subscriber, body=TYPED).get_absolute_url()
    article.section = make_section("Culture")
    article.save()

    browser.post(f"{old}delete/")

    assert stored(article)[0].status == Comment.Status.DELETED


def test_who_is_silenced_is_offered_no_report_in_a_closed_thread(
    browser, subscriber, article
):
    make_comment(article)
    make_sanction(subscriber, "ban")
    run_thread(article, "closed")

    page = browser.get(thread_of(article)).content.decode()

    assert "/report/" not in page


def test_two_edits_at_once_leave_both_former_texts_for_moderators(article):
    comment = make_comment(article, body="First words")
    with open_wall():
        stale = Comment.objects.get(pk=comment.pk)

    comment.edit("Second words")
    stale.edit("Third words")

    with open_wall():
        former = list(CommentRevision.objects.values_list("body", flat=True))
    assert former == ["Second words", "First words"]
    assert stored(article)[0].body == "Third words"
