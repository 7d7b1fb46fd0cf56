"""The queues' pages: what a card shows, what its buttons do, and at which cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import moderation
from comments.models import (
    Appeal,
    Comment,
    CommentRevision,
    ModerationAction,
    Report,
)
from comments.templatetags.comments import ago
from comments.wall import open_wall
from tests.factories import (
    make_comment,
    make_person,
    make_sanction,
    make_subscriber,
)

QUEUES = ("held", "reported", "new", "appeals", "decided")
DECIDE = "/admin/comments/decide/"
UNDO = "/admin/comments/undo/"
CANARY = "zq7c6b5a"


def page(queue: str) -> str:
    return f"/admin/comments/queue/{queue}/"


@pytest.fixture
def desk(sign_in, moderator):
    """A moderator's browser."""
    return sign_in(moderator)


@pytest.fixture
def other(db):
    """A second moderator."""
    return make_person("ana", group="Moderators")


def now(comment) -> Comment:
    """The comment as the database has it."""
    with open_wall():
        return Comment.objects.get(pk=comment.pk)


def status_of(comment) -> str:
    return now(comment).status


def report(comment, reader=None, **fields) -> Report:
    fields = {"reason": "abuse", "reader": reader or make_subscriber()} | fields
    with open_wall():
        return Report.objects.create(comment=comment, **fields)


def make_appeal(comment, *, by, words="I only quoted him.") -> Appeal:
    """An author's appeal against a removal by this moderator."""
    moderation.remove(comment, by=by, reason="abuse")
    with open_wall():
        removal = ModerationAction.objects.get(comment=comment, verb="remove")
        return Appeal.objects.create(comment=comment, removal=removal, words=words)


def a_decision(comment, verb="accept", **fields) -> dict:
    """What the buttons of a card send."""
    seen = f"{comment.pk}:{now(comment).version}"
    return {"comment": seen, "verb": verb, "queue": "held"} | fields


@pytest.mark.parametrize("queue", QUEUES)
def test_an_empty_queue_says_so(desk, queue):
    response = desk.get(page(queue))

    assert response.status_code == 200
    assert "Nothing wa" in response.text
    assert "no-store" in response["Cache-Control"]


def test_a_card_shows_all_that_helps_to_judge(desk, article, moderator, other):
    author = make_subscriber(display_name="Rosa Quintero")
    make_comment(article, author=author)
    bad = make_comment(article, author=author)
    moderation.remove(bad, by=other, reason="spam")
    make_sanction(author, kind="hold", created_by=other)
    parent = make_comment(article, body="The wells run dry.")
    held = make_comment(
        parent=parent,
        author=author,
        body="You <b>idiot</b>, see https://example.com/x",
        status="held",
        held_for=[{"rule": "listed_words", "words": "idiot", "start": 7, "end": 12}],
        subscriber_since="2024-05-01",
    )
    with open_wall():
        CommentRevision.objects.create(comment=held, body="You friend, see it")

    text = desk.get(page("held")).text

    assert article.headline in text
    assert "The wells run dry." in text
    assert "You &lt;b&gt;<mark>idiot</mark>&lt;/b&gt;, see" in text
    assert 'href="https://example.com/x"' in text
    assert "The listed word “idiot” is in it." in text
    assert "Subscriber since May 2024" in text
    assert "Comments wait for a moderator" in text
    assert "<div><dt>In threads</dt><dd>1</dd></div>" in text
    assert '<div class="bad"><dt>Removed, 90 days</dt><dd>1</dd></div>' in text
    assert "<del>friend" in text


def test_a_reported_comment_shows_who_says_what_and_how_often_they_were_right(
    desk, article, moderator
):
    reader = make_subscriber(display_name="Ignacio Real")
    earlier, comment = make_comment(article), make_comment(article)
    report(earlier, reader)
    moderation.remove(earlier, by=moderator, reason="abuse")
    report(comment, reader, words="He calls her a thief.")

    text = desk.get(page("reported")).text

    assert "He calls her a thief." in text
    assert "It attacks or insults someone" in text
    assert "Ignacio Real" in text
    assert "1 of 1 reports agreed with" in text


@pytest.mark.parametrize("queue", QUEUES)
def test_a_page_takes_as_many_queries_for_one_card_as_for_twenty(
    desk, article, moderator, other, queue
):
    def fill(number):
        for _ in range(number):
            status = "held" if queue == "held" else "visible"
            comment = make_comment(make_comment(article).article, status=status)
            report(comment)
            with open_wall():
                CommentRevision.objects.create(comment=comment, body="Before")
            if queue == "appeals":
                make_appeal(comment, by=other)
            if queue == "decided":
                moderation.remove(comment, by=moderator, reason="spam")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(page(queue))
        return len(captured)

    fill(1)
    desk.get(page(queue))
    one = queries()
    fill(19)

    twenty = queries()

    assert twenty <= one <= 30


def test_further_ones_go_on_where_the_page_ended(desk, article):
    for number in range(25):
        make_comment(article, body=f"Held number {number:02}.", status="held")
    first = desk.get(page("held"))
    address = first.text.partition('href="?after=')[2].partition('"')[0]
    with open_wall():
        moderation.approve_all(
            list(Comment.objects.held().oldest_first()[:10]), by=make_person()
        )

    second = desk.get(page("held"), {"after": address}).text

    assert "Held number 19." in first.text
    assert "Held number 20." not in first.text
    assert "Held number 19." not in second
    assert "Held number 20." in second
    assert "Held number 24." in second


@pytest.mark.parametrize("after", ["nonsense", "1-", "-1-1", "9" * 40 + "-1", "٣-٣"])
def test_a_place_that_is_none_is_the_start(desk, article, after):
    make_comment(article, body="The first.", status="held")

    assert "The first." in desk.get(page("held"), {"after": after}).text


def test_a_card_is_approved_by_its_button(desk, article):
    held = make_comment(article, status="held")

    response = desk.post(DECIDE, a_decision(held), follow=True)

    assert status_of(held) == "visible"
    assert "1 comment is in the thread." in response.text
    assert response.redirect_chain[-1][0] == page("held")


def test_a_card_is_removed_with_a_reason_and_words(desk, article, moderator):
    held = make_comment(article, status="held")
    form = a_decision(held, "remove", reason="abuse", note="Be kind.")

    desk.post(DECIDE, form)

    assert status_of(held) == "removed"
    with open_wall():
        action = ModerationAction.objects.get()
    assert (action.reason, action.note) == ("abuse", "Be kind.")
    assert action.moderator_id == moderator.pk


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"verb": "remove"}, "choose a reason"),
        ({"verb": "remove", "reason": "because"}, "Select a valid choice"),
        ({"verb": "burn"}, "press a button"),
        ({"comment": ""}, "tick the comments first"),
        ({"comment": "1:x"}, "tick the comments first"),
        ({"verb": "remove", "reason": "spam", "note": "x" * 501}, "500 characters"),
    ],
)
def test_what_can_not_be_done_is_said_and_changes_nothing(desk, article, form, said):
    held = make_comment(article, status="held")

    response = desk.post(DECIDE, a_decision(held) | form, follow=True)

    assert said in response.text
    assert status_of(held) == "held"


def test_a_reported_comment_that_is_kept_leaves_the_queue(desk, article):
    comment = make_comment(article, body="It is true.")
    report(comment)
    before = desk.get(page("reported")).text

    desk.post(DECIDE, a_decision(comment, queue="reported"))

    assert "It is true." in before
    assert "It is true." not in desk.get(page("reported")).text
    assert status_of(comment) == "visible"


def test_many_are_removed_together_and_put_back_together(desk, article):
    held = [make_comment(article, status="held") for _ in range(3)]
    ticked = [f"{one.pk}:{now(one).version}" for one in held]
    form = {"comment": ticked, "verb": "remove", "reason": "spam", "queue": "held"}

    done = desk.post(DECIDE, form, follow=True)
    removed = {status_of(one) for one in held}
    undone = desk.post(UNDO, {"queue": "held"}, follow=True)

    assert "3 comments removed." in done.text
    assert removed == {"removed"}
    assert "3 decisions undone." in undone.text
    assert {status_of(one) for one in held} == {"held"}


def test_a_comment_that_changed_meanwhile_is_shown_anew_and_not_decided(desk, article):
    held = make_comment(article, body="The first words.", status="held")
    form = a_decision(held, "remove", reason="spam")
    now(held).edit("Other words.")

    response = desk.post(DECIDE, form, follow=True)

    assert status_of(held) == "held"
    assert "changed since you opened it: read it again" in response.text
    assert "Changed since you opened it" in response.text
    assert "Other words.</div>" not in response.text.partition("Changed since")[0]


def test_a_comment_that_another_has_decided_is_shown_with_her_decision(
    desk, article, other
):
    held = make_comment(article, body="Some words.", status="held")
    form = a_decision(held, "remove", reason="spam")
    moderation.approve(held, by=other)

    response = desk.post(DECIDE, form, follow=True)

    assert status_of(held) == "visible"
    assert "Some words." in response.text
    assert "by Ana" in response.text


@pytest.mark.parametrize("verb", ["accept", "remove"])
def test_what_another_has_kept_meanwhile_is_not_decided_again(
    desk, article, other, verb
):
    comment = make_comment(article)
    form = a_decision(comment, verb, reason="spam") | {"queue": "new"}
    moderation.keep_all([comment], by=other)

    response = desk.post(DECIDE, form, follow=True)

    assert status_of(comment) == "visible"
    assert "changed since you opened it: read it again" in response.text
    with open_wall():
        assert ModerationAction.objects.get().moderator == other


def test_many_together_pass_over_what_changed_and_say_so(desk, article, other):
    held = [make_comment(article, status="held") for _ in range(3)]
    ticked = [f"{one.pk}:{now(one).version}" for one in held]
    now(held[1]).edit("Changed words.")
    form = {"comment": ticked, "verb": "accept", "queue": "held"}

    response = desk.post(DECIDE, form, follow=True)

    assert [status_of(one) for one in held] == ["visible", "held", "visible"]
    assert "2 comments are in the thread. 1 comment changed" in response.text


def test_a_visible_comment_is_picked_and_no_longer(desk, article):
    comment = make_comment(article)

    desk.post(DECIDE, a_decision(comment, "pick", queue="new"))
    picked = now(comment).picked_at
    desk.post(DECIDE, a_decision(comment, "unpick", queue="new"))

    assert picked
    assert now(comment).picked_at is None


def test_an_appeal_is_answered_by_another_moderator(desk, article, other):
    comment = make_comment(article, body="A quotation.")
    appeal = make_appeal(comment, by=other)
    shown = desk.get(page("appeals")).text

    form = a_decision(comment, "reverse", queue="appeals", note="You are right.")
    desk.post(DECIDE, form)

    assert "A quotation." in shown
    assert "I only quoted him." in shown
    assert "by Ana" in shown
    with open_wall():
        appeal.refresh_from_db()
    assert (appeal.outcome, appeal.answer) == ("reversed", "You are right.")
    assert status_of(comment) == "visible"


def test_an_appeal_that_is_turned_down_leaves_it_removed(desk, article, other):
    comment = make_comment(article)
    appeal = make_appeal(comment, by=other)

    desk.post(DECIDE, a_decision(comment, "uphold", queue="appeals"))

    with open_wall():
        appeal.refresh_from_db()
    assert appeal.outcome == "upheld"
    assert status_of(comment) == "removed"


def test_the_appeal_against_her_own_removal_waits_for_another(desk, article, moderator):
    comment = make_comment(article)
    make_appeal(comment, by=moderator)
    shown = desk.get(page("appeals")).text

    form = a_decision(comment, "reverse", queue="appeals")
    desk.post(DECIDE, form)

    assert "Waits for another moderator" in shown
    assert "Put it back" not in shown
    assert status_of(comment) == "removed"


def test_decided_shows_everybodys_decisions_or_hers_alone(
    desk, article, moderator, other
):
    hers, anothers = (
        make_comment(article, body="One."),
        make_comment(article, body="Two."),
    )
    moderation.remove(hers, by=moderator, reason="spam")
    moderation.remove(anothers, by=other, reason="abuse")

    everybodys = desk.get(page("decided")).text
    mine = desk.get(page("decided"), {"mine": "1"}).text

    assert "One." in everybodys
    assert "Two." in everybodys
    assert "One." in mine
    assert "Two." not in mine


def test_one_at_a_time_goes_from_one_to_the_next_and_ends_well(desk, article):
    for number in range(2):
        make_comment(article, body=f"Waits {number}.", status="held")
    address = f"{page('held')}next/"
    seen = []

    for _ in range(2):
        shown = desk.get(address)
        (card,) = shown.context["cards"]
        seen.append(card.comment.body)
        desk.post(DECIDE, a_decision(card.comment, at="next"))

    assert seen == ["Waits 0.", "Waits 1."]
    assert "Nothing waits. Well done." in desk.get(address).text


def test_one_that_is_skipped_goes_back_and_the_next_one_comes(desk, article):
    for number in range(2):
        make_comment(article, body=f"Waits {number}.", status="held")
    shown = desk.get(f"{page('held')}next/")
    (card,) = shown.context["cards"]
    skip = {"at": "next", "after": shown.context["skip_to"]}

    after = desk.post(DECIDE, a_decision(card.comment, "release", **skip), follow=True)

    assert "Waits 1." in after.text
    assert "Waits 0." not in after.text
    assert now(card.comment).claimed_by_id is None


def test_the_list_says_who_is_looking(desk, sign_in, other, article):
    make_comment(article, status="held")
    sign_in(other).get(f"{page('held')}next/")

    assert "<bdi>Ana</bdi> is looking at it." in desk.get(page("held")).text


@pytest.mark.parametrize("name", ["editor", "publisher", "subscriber"])
@pytest.mark.parametrize("queue", QUEUES)
def test_nobody_else_opens_a_queue(request, sign_in, article, name, queue):
    comment = make_comment(article, body=CANARY, status="held")
    browser = sign_in(request.getfixturevalue(name))
    refused = 302 if name == "subscriber" else 403

    answers = [
        browser.get(page(queue)),
        browser.get(f"{page(queue)}next/"),
        browser.post(DECIDE, a_decision(comment)),
        browser.post(UNDO, {"queue": queue}),
    ]

    assert {answer.status_code for answer in answers} == {refused}
    assert CANARY not in "".join(answer.text for answer in answers)
    assert status_of(comment) == "held"


def test_there_is_no_other_queue(desk):
    assert desk.get(page("elsewhere")).status_code == 404
    assert desk.get(f"{page('decided')}next/").status_code == 404
    assert desk.get(DECIDE).status_code == 405
    assert desk.get(UNDO).status_code == 405


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=50), "just now"),
        (timedelta(hours=2, minutes=59), "2\xa0hours ago"),
        (timedelta(days=1, hours=23), "1\xa0day ago"),
    ],
)
def test_a_time_gone_by_is_told_in_its_largest_unit(passed, said):
    assert ago(timezone.now() - passed) == said
