"""Who may like, report and ignore whom, and what is said to who may not write."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from comments import policy
from comments.identity import introduce
from comments.verdicts import Verdict
from tests.factories import make_comment, make_sanction, run_thread

MEXICO = ZoneInfo("America/Mexico_City")


def test_a_silenced_subscriber_still_ignores_and_follows(subscriber, article):
    make_sanction(subscriber)
    anothers = make_comment(article)
    introduce([anothers], article.pk)

    assert policy.may_ignore(subscriber, anothers)
    assert policy.may_follow(subscriber)


def test_a_suspended_subscriber_is_told_until_when(subscriber):
    for days in (1, 3):
        until = datetime(2031, 5, days, 9, 30, tzinfo=MEXICO)
        make_sanction(subscriber, "suspension", until=until)

    said = policy.said_to(subscriber, Verdict.SANCTIONED)

    assert "until May 3, 2031, 9:30 a.m." in said
    assert "still read" in said


def test_a_ban_has_no_end_that_could_be_told(subscriber):
    until = timezone.now() + timedelta(days=1)
    make_sanction(subscriber, "suspension", until=until)
    make_sanction(subscriber, "ban")

    said = policy.said_to(subscriber, Verdict.SANCTIONED)

    assert said == Verdict.SANCTIONED.sentence


def test_other_verdicts_say_their_own_sentence(subscriber):
    until = timezone.now() + timedelta(days=1)
    make_sanction(subscriber, "suspension", until=until)

    assert policy.said_to(subscriber, Verdict.CLOSED) == Verdict.CLOSED.sentence


def test_a_comment_of_a_closed_thread_may_still_be_liked(subscriber, article):
    run_thread(article, "closed")

    assert policy.may_like(subscriber, make_comment(article))


def test_nobody_likes_reports_or_ignores_her_own_comment(subscriber, article):
    own = make_comment(article, author=subscriber)

    assert policy.may_like(subscriber, own) is Verdict.YOURS
    assert policy.may_report(subscriber, own) is Verdict.YOURS
    assert policy.may_ignore(subscriber, own) is Verdict.YOURS


def test_nobody_ignores_the_newsroom(subscriber, article, moderator):
    comment = make_comment(article, author=moderator)
    introduce([comment], article.pk)

    assert policy.may_ignore(subscriber, comment) is Verdict.STAFF
    assert policy.may_like(subscriber, comment)
