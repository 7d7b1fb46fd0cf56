"""Who may do what: one table for each question."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from comments import answers, policy
from comments.identity import introduce
from comments.verdicts import Verdict
from comments.wall import open_wall
from tests.factories import (
    make_comment,
    make_person,
    make_sanction,
    make_subscriber,
    run_thread,
)

MINUTE = timedelta(minutes=1)
READING = {
    "anonymous": Verdict.SIGN_IN,
    "reader": Verdict.SUBSCRIBE,
    "lapsed": Verdict.SUBSCRIBE,
    "past_due": Verdict.PAST_DUE,
    "in_grace": Verdict.ALLOWED,
    "subscriber": Verdict.ALLOWED,
    "moderator": Verdict.ALLOWED,
    "editor": Verdict.SUBSCRIBE,
    "publisher": Verdict.SUBSCRIBE,
    "superuser": Verdict.ALLOWED,
}


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.fixture
def superuser(db):
    return make_person("superuser", is_staff=True, is_superuser=True)


@pytest.fixture
def person(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize(("person", "verdict"), READING.items(), indirect=["person"])
def test_may_read(person, verdict):
    assert policy.may_read(person) is verdict


@pytest.mark.parametrize(("person", "verdict"), READING.items(), indirect=["person"])
def test_who_reads_may_post_and_reply(person, verdict, article):
    comment = make_comment(article)

    assert policy.may_post(person, article) is verdict
    assert policy.may_reply(person, comment) is verdict


@pytest.mark.parametrize(("person", "verdict"), READING.items(), indirect=["person"])
def test_who_reads_may_report_what_another_wrote(person, verdict, article):
    assert policy.may_report(person, make_comment(article)) is verdict


@pytest.mark.parametrize(("person", "verdict"), READING.items(), indirect=["person"])
def test_who_reads_may_like_and_ignore_what_another_wrote(person, verdict, article):
    comment = make_comment(article)
    introduce([comment], article.pk)

    assert policy.may_like(person, comment) is verdict
    assert policy.may_ignore(person, comment) is verdict


@pytest.mark.parametrize(("person", "verdict"), READING.items(), indirect=["person"])
def test_who_reads_may_follow(person, verdict):
    assert policy.may_follow(person) is verdict


@pytest.mark.parametrize(("person", "verdict"), READING.items(), indirect=["person"])
def test_only_who_reads_may_edit_her_own(person, verdict, article):
    if not person.is_authenticated:
        assert policy.may_edit(person, make_comment(article)) is verdict
        return

    own = make_comment(article, author=person)

    assert policy.may_edit(person, own) is verdict


@pytest.mark.parametrize("person", [*READING][1:], indirect=True)
def test_everyone_may_delete_her_own(person, article):
    own = make_comment(article, author=person, created_at=timezone.now() - 900 * MINUTE)

    assert policy.may_delete(person, own) is Verdict.ALLOWED


@pytest.mark.parametrize(
    ("person", "verdict"),
    {
        **dict.fromkeys(READING, Verdict.MODERATORS_ONLY),
        "moderator": Verdict.ALLOWED,
        "superuser": Verdict.ALLOWED,
    }.items(),
    indirect=["person"],
)
def test_may_moderate(person, verdict):
    assert policy.may_moderate(person) is verdict


@pytest.mark.parametrize("person", ["subscriber", "moderator"], indirect=True)
def test_nobody_writes_in_a_closed_thread(person, article):
    run_thread(article, "closed")
    comment = make_comment(article, author=person)

    assert policy.may_read(person)
    assert policy.may_post(person, article) is Verdict.CLOSED
    assert policy.may_reply(person, comment) is Verdict.CLOSED
    assert policy.may_edit(person, comment) is Verdict.CLOSED
    assert policy.may_delete(person, comment) is Verdict.ALLOWED


@pytest.mark.parametrize("kind", ["suspension", "ban"])
def test_a_silenced_subscriber_reads_and_deletes_but_writes_nothing(
    subscriber, article, kind
):
    make_sanction(subscriber, kind, until=timezone.now() + timedelta(days=1))
    own, anothers = make_comment(article, author=subscriber), make_comment(article)

    assert policy.may_read(subscriber)
    assert policy.may_delete(subscriber, own)
    assert policy.may_post(subscriber, article) is Verdict.SANCTIONED
    assert policy.may_reply(subscriber, anothers) is Verdict.SANCTIONED
    assert policy.may_edit(subscriber, own) is Verdict.SANCTIONED
    assert policy.may_report(subscriber, anothers) is Verdict.SANCTIONED
    assert policy.may_like(subscriber, anothers) is Verdict.SANCTIONED


@pytest.mark.parametrize(
    "sanction",
    [
        {"kind": "hold"},
        {"kind": "suspension", "until": timezone.now() - MINUTE},
        {"kind": "ban", "lifted_at": timezone.now() - MINUTE},
    ],
    ids=["held", "run out", "lifted"],
)
def test_these_sanctions_do_not_silence(subscriber, article, sanction):
    make_sanction(subscriber, **sanction)

    assert policy.may_post(subscriber, article) is Verdict.ALLOWED


def test_another_persons_sanction_changes_nothing(subscriber, article):
    make_sanction(make_person())

    assert policy.may_post(subscriber, article) is Verdict.ALLOWED


@pytest.mark.parametrize("status", ["held", "removed", "deleted"])
def test_what_can_not_be_read_can_not_be_answered_or_reported(
    subscriber, article, status
):
    comment = make_comment(article, status=status, reason="spam")

    assert policy.may_reply(subscriber, comment) is Verdict.GONE
    assert policy.may_report(subscriber, comment) is Verdict.GONE
    assert policy.may_like(subscriber, comment) is Verdict.GONE
    assert policy.may_ignore(subscriber, comment) is Verdict.GONE


def test_nobody_changes_or_deletes_what_another_wrote(subscriber, moderator, article):
    comment = make_comment(article)

    for person in (subscriber, moderator):
        assert policy.may_edit(person, comment) is Verdict.NOT_YOURS
        assert policy.may_delete(person, comment) is Verdict.NOT_YOURS


def test_nobody_reports_herself(subscriber, article):
    own = make_comment(article, author=subscriber)

    assert policy.may_report(subscriber, own) is Verdict.YOURS


@pytest.mark.parametrize(
    ("age", "verdict"),
    [(14 * MINUTE, Verdict.ALLOWED), (16 * MINUTE, Verdict.TOO_LATE)],
)
def test_a_comment_can_be_edited_for_fifteen_minutes(subscriber, article, age, verdict):
    own = make_comment(article, author=subscriber, created_at=timezone.now() - age)

    assert policy.may_edit(subscriber, own) is verdict


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        ("held", Verdict.ALLOWED),
        ("removed", Verdict.GONE),
        ("deleted", Verdict.GONE),
    ],
)
def test_only_what_is_in_the_thread_or_waits_can_be_edited(
    subscriber, article, status, verdict
):
    own = make_comment(article, author=subscriber, status=status, reason="spam")

    assert policy.may_edit(subscriber, own) is verdict


def test_a_deleted_comment_is_not_deleted_twice(subscriber, article):
    own = make_comment(article, author=subscriber, status="deleted")

    assert policy.may_delete(subscriber, own) is Verdict.GONE


def test_a_deactivated_moderator_moderates_nothing(moderator):
    moderator.is_active = False

    assert policy.may_moderate(moderator) is Verdict.MODERATORS_ONLY


@pytest.mark.parametrize("mode", ["open", "closed"])
@pytest.mark.parametrize("sanction", ["", "hold", "ban"])
def test_what_is_offered_agrees_with_what_is_allowed(
    subscriber, article, moderator, mode, sanction
):
    run_thread(article, mode)
    if sanction:
        make_sanction(subscriber, sanction)
    with open_wall():
        comments = [
            make_comment(article, author=subscriber),
            make_comment(article),
            make_comment(article, author=moderator),
            make_comment(article, status="removed", reason="spam"),
            make_comment(article, author=subscriber, status="held"),
        ]
    introduce(comments, article.pk)
    rules = {
        "reply": policy.may_reply,
        "edit": policy.may_edit,
        "delete": policy.may_delete,
        "report": policy.may_report,
        "like": policy.may_like,
        "ignore": policy.may_ignore,
    }

    posting = policy.may_post(subscriber, article)

    for comment in comments:
        allowed = {verb for verb, may in rules.items() if may(subscriber, comment)}
        assert policy.offers(subscriber, comment, posting=posting) == allowed


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_says_what_to_answer(verdict):
    assert bool(verdict) is (verdict is Verdict.ALLOWED)
    assert verdict.status == (200 if verdict else 403)
    assert bool(verdict.sentence) is not bool(verdict)
    if verdict.button:
        assert reverse(verdict.button.address)


@pytest.mark.parametrize("verdict", [Verdict.SIGN_IN, Verdict.SUBSCRIBE])
def test_the_sentence_of_the_wall(verdict):
    assert verdict.sentence == (
        "Have something to say? Paid Subscribers get all access to make & read"
        " comments."
    )


def test_asking_takes_one_query_for_a_reader_and_two_more_to_post(
    django_assert_num_queries, article
):
    subscriber, story = make_subscriber(), answers.any_story(article.slug)

    with django_assert_num_queries(1):
        policy.may_read(subscriber)
    with django_assert_num_queries(3):
        policy.may_post(subscriber, story)
