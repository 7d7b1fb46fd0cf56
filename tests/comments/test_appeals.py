"""An author asks for a removed comment back, once; another moderator answers."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from articles.models import Article
from comments import appeals, moderation, policy
from comments.models import Appeal, Comment, ModerationAction
from comments.verdicts import Verdict
from comments.wall import open_wall
from tests.factories import make_comment, make_person, make_sanction

CANARY = "zq2b7c8d"
WORDS = "It was a joke about my own name."


@pytest.fixture
def removed(article, lapsed, moderator):
    """A removed comment of someone who has lapsed since."""
    own = make_comment(article, author=lapsed, body="My own words.")
    moderation.remove(own, by=moderator, reason="abuse", note="Not like this.")
    return own


@pytest.fixture
def second(db):
    """Another moderator than the one who removed it."""
    return make_person("second", group="Moderators")


@pytest.fixture
def asked(removed):
    """The author has asked for it back."""
    return ask(removed)


def again(comment) -> Comment:
    """The comment as it is now, with its removal."""
    return Comment.objects.with_removal().get(pk=comment.pk)


def ask(comment) -> Appeal:
    with open_wall():
        own = again(comment)
        return appeals.appeal(own, author=own.author, words=WORDS)


def now(asked) -> Appeal:
    with open_wall():
        return Appeal.objects.select_related("comment", "removal").get(pk=asked.pk)


def address(comment) -> str:
    return f"{comment.get_absolute_url()}appeal/"


def waiting() -> int:
    with open_wall():
        return Appeal.objects.waiting().count()


# ── Asking ─────────────────────────────────────────────────────────────────────────


def test_a_lapsed_author_asks_for_her_comment_back(removed, lapsed, sign_in):
    browser = sign_in(lapsed)

    form = browser.get(address(removed)).text
    answer = browser.post(address(removed), {"words": WORDS})
    listed = browser.get(answer["Location"]).text

    assert "My own words." in form
    assert "It attacks or insults someone" in form
    assert "Not like this." in form
    assert answer.status_code == 303
    assert waiting() == 1
    assert "You asked for it back" in listed
    assert "appeal/" not in listed


def test_two_clicks_make_one_appeal(removed, lapsed, sign_in):
    browser = sign_in(lapsed)

    first = browser.post(address(removed), {"words": WORDS})
    second = browser.post(address(removed), {"words": WORDS})
    other = browser.post(address(removed), {"words": "Something else."})

    assert [first.status_code, second.status_code, other.status_code] == [303, 303, 403]
    assert "Something else." in other.text
    assert waiting() == 1


def test_it_can_be_asked_whatever_became_of_the_story(removed, lapsed, sign_in):
    Article.objects.update(status="withdrawn")

    answer = sign_in(lapsed).post(address(removed), {"words": WORDS})

    assert answer.status_code == 303


def test_who_may_not_write_may_ask(removed, lapsed, sign_in):
    make_sanction(lapsed)

    answer = sign_in(lapsed).post(address(removed), {"words": WORDS})

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Say why it should be back"),
        ("\u200b \n", "Say why it should be back"),
        ("x", "say more"),
        ("x" * 1001, "the limit is 1000"),
    ],
)
def test_what_can_t_be_read_is_refused_and_kept(removed, lapsed, sign_in, words, said):
    answer = sign_in(lapsed).post(address(removed), {"words": words})

    assert answer.status_code == 422
    assert said in answer.text
    assert words in answer.text
    assert waiting() == 0


def test_asking_all_the_time_is_slowed_down_and_nothing_is_lost(
    article, moderator, lapsed, sign_in
):
    browser = sign_in(lapsed)
    owned = [make_comment(article, author=lapsed) for _ in range(21)]
    moderation.remove_all(owned, by=moderator, reason="spam")

    answers = [browser.post(address(own), {"words": WORDS}) for own in owned]

    assert {answer.status_code for answer in answers[:20]} == {303}
    assert answers[20].status_code == 429
    assert WORDS in answers[20].text


def test_nobody_else_can_ask(removed, sign_in, subscriber, reader, client, moderator):
    answers = [
        browser.post(address(removed), {"words": WORDS})
        for browser in (client, sign_in(reader), sign_in(subscriber))
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 404]
    assert not any("My own words." in answer.text for answer in answers)
    assert waiting() == 0


def test_a_removal_can_be_appealed_for_thirty_days(article, lapsed, moderator):
    own = make_comment(article, author=lapsed)
    with open_wall():
        Comment.objects.filter(pk=own.pk).update(status="removed", reason="spam")
        for days in (31, 29):
            ModerationAction.objects.create(
                comment=own,
                moderator=moderator,
                verb="remove",
                reason="spam",
                created_at=timezone.now() - timedelta(days=days),
            )
            verdict = policy.may_appeal(lapsed, again(own))

            assert verdict is (
                Verdict.APPEAL_TOO_LATE if days == 31 else Verdict.ALLOWED
            )


def test_what_was_not_removed_can_t_be_asked_back(article, lapsed, sign_in):
    own = make_comment(article, author=lapsed)

    answer = sign_in(lapsed).post(address(own), {"words": WORDS})

    assert answer.status_code == 403
    assert waiting() == 0


# ── Answering ──────────────────────────────────────────────────────────────────────


def test_another_moderator_answers(asked, lapsed, moderator, second, editor):
    appeal = now(asked)

    assert policy.may_decide(second, appeal)
    assert policy.may_decide(moderator, appeal) is Verdict.DECIDED_BY_YOU
    assert policy.may_decide(editor, appeal) is Verdict.MODERATORS_ONLY
    assert policy.may_decide(lapsed, appeal) is Verdict.MODERATORS_ONLY


def test_an_appeal_that_is_granted_brings_the_comment_back(
    asked, removed, second, a_minute_later
):
    done = appeals.decide(asked, by=second, reverse=True, answer="You are right.")
    again_ = appeals.decide(asked, by=second, reverse=False, answer="Or not.")
    a_minute_later()

    appeal = now(asked)
    assert (done, again_) == (True, False)
    assert (appeal.outcome, appeal.answer) == ("reversed", "You are right.")
    assert appeal.decided_by == second
    assert appeal.comment.is_visible
    removed.article.discussion.refresh_from_db()
    assert removed.article.discussion.visible == 1
    (message,) = [one for one in mail.outbox if "is back" in one.subject]
    assert "You are right." in message.body
    assert message.to == [removed.author.email]


def test_an_appeal_that_is_turned_down_leaves_it_removed(
    asked, removed, second, a_minute_later
):
    appeals.decide(asked, by=second, reverse=False, answer="It hurts people.")
    a_minute_later()

    appeal = now(asked)
    assert (appeal.outcome, appeal.comment.status) == ("upheld", "removed")
    with open_wall():
        logged = ModerationAction.objects.by(second).get()
    assert (logged.verb, logged.note) == ("uphold", "It hurts people.")
    (message,) = [one for one in mail.outbox if "stays removed" in one.subject]
    assert "It hurts people." in message.body
    assert "> My own words." in message.body


def test_who_restores_the_comment_otherwise_has_granted_the_appeal(
    asked, removed, second, a_minute_later
):
    moderation.restore(removed, by=second)
    a_minute_later()

    assert now(asked).outcome == "reversed"
    assert waiting() == 0
    assert [one for one in mail.outbox if "a moderator agrees" in one.body]


@pytest.mark.parametrize(("reverse", "verb"), [(True, "restore"), (False, "uphold")])
def test_taking_the_answer_back_lets_the_appeal_wait_again(
    asked, second, a_minute_later, reverse, verb
):
    appeals.decide(asked, by=second, reverse=reverse, answer="I have thought.")
    with open_wall():
        batch = ModerationAction.objects.filter(verb=verb).get().batch

    moderation.undo(batch, by=second)
    a_minute_later()

    appeal = now(asked)
    assert (appeal.outcome, appeal.answer, appeal.decided_at) == ("", "", None)
    assert (appeal.comment.status, appeal.comment.reason) == ("removed", "abuse")
    assert waiting() == 1
    assert not [one for one in mail.outbox if "I have thought." in one.body]


def test_undoing_the_removal_answers_the_appeal(article, lapsed, moderator):
    own = make_comment(article, author=lapsed)
    batch = moderation.remove(own, by=moderator, reason="spam").batch
    asked = ask(own)

    moderation.undo(batch, by=moderator)

    assert now(asked).outcome == "reversed"


def test_what_its_author_has_deleted_waits_for_nobody(asked, removed, second):
    with open_wall():
        removed.delete_by_author()

    done = appeals.decide(asked, by=second, reverse=True, answer="Yes.")

    assert not done
    assert waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_decide_it_once(asked, second):
    third = make_person("third", group="Moderators")
    done = []

    def decide(by, *, reverse):
        done.append(appeals.decide(asked, by=by, reverse=reverse, answer="So."))
        connection.close()

    threads = [
        Thread(target=decide, args=[second], kwargs={"reverse": True}),
        Thread(target=decide, args=[third], kwargs={"reverse": False}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(done) == [False, True]
    is_back = now(asked).comment.is_visible
    assert now(asked).outcome == ("reversed" if is_back else "upheld")


@pytest.mark.django_db(transaction=True)
def test_an_appeal_waits_for_a_moderator_who_is_putting_the_comment_back(
    removed, lapsed, second, sign_in
):
    browser, answers = sign_in(lapsed), []

    def send():
        answers.append(browser.post(address(removed), {"words": WORDS}).status_code)
        connection.close()

    asking = Thread(target=send)
    with open_wall():
        moderation.restore(removed, by=second)
        asking.start()
        asking.join(timeout=0.5)  # she waits, or she is through already
    asking.join()

    assert answers == [403]
    with open_wall():
        assert not Appeal.objects.exists()
