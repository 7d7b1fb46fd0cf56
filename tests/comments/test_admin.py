"""The moderators' pages: everything for them, not a word for anyone else."""

import pytest
from django.contrib.admin.models import LogEntry

from comments import moderation
from comments.models import Comment, ModerationAction, Report
from comments.queues import Queue
from comments.wall import open_wall
from tests.factories import make_comment, make_person

CANARY = "zq9e8d7c"
CHANGELIST = "/admin/comments/comment/"
DECIDE = "/admin/comments/decide/"


@pytest.fixture
def comment(article):
    return make_comment(article, body=f"{CANARY} words")


@pytest.fixture
def desk(sign_in, moderator):
    """A moderator's browser."""
    return sign_in(moderator)


def pages_of(comment) -> list[str]:
    """Every address of the admin where words might stand."""
    one = f"{CHANGELIST}{comment.pk}"
    return [
        CHANGELIST,
        f"{CHANGELIST}?q={CANARY}",
        f"{one}/change/",
        f"{one}/history/",
        f"{one}/delete/",
        DECIDE,
        *(f"/admin/comments/queue/{queue}/" for queue in Queue),
        *(f"/admin/comments/queue/{queue}/next/" for queue in Queue),
        f"{CHANGELIST}add/",
    ]


def status_of(comment) -> str:
    with open_wall():
        return Comment.objects.get(pk=comment.pk).status


def a_decision(comment, verb, **fields) -> dict:
    """What a button on the comment's own page sends."""
    with open_wall():
        version = Comment.objects.get(pk=comment.pk).version
    return {
        "comment": f"{comment.pk}:{version}",
        "at": comment.pk,
        "verb": verb,
        **fields,
    }


def test_a_moderator_sees_the_list_and_the_comment(desk, comment):
    listed = desk.get(CHANGELIST)
    one = desk.get(f"{CHANGELIST}{comment.pk}/change/")

    assert CANARY in listed.text
    assert CANARY in one.text
    assert "no-store" in listed["Cache-Control"]


@pytest.mark.parametrize(
    "name", ["editor", "publisher", "subscriber", "reader", "lapsed", None]
)
def test_nobody_else_sees_a_word(request, name, sign_in, client, comment):
    browser = sign_in(request.getfixturevalue(name)) if name else client

    for address in [*pages_of(comment), "/admin/", "/admin/comments/"]:
        response = browser.get(address)

        assert CANARY not in response.text
        if address in pages_of(comment):
            assert response.status_code in {302, 403}


@pytest.mark.parametrize("name", ["editor", "publisher"])
def test_other_staff_are_refused(request, name, sign_in, comment):
    browser = sign_in(request.getfixturevalue(name))

    for address in pages_of(comment):
        assert browser.get(address).status_code == 403


def test_a_permission_to_view_comments_is_not_enough(sign_in, comment):
    from django.contrib.auth.models import Permission

    person = make_person(is_staff=True)
    person.user_permissions.set(
        Permission.objects.filter(content_type__app_label="comments").exclude(
            codename="moderate"
        )
    )

    response = sign_in(person).get(CHANGELIST)

    assert response.status_code == 403


def test_the_list_is_searched_and_filtered(desk, comment, article):
    make_comment(article, body="Something else", status="held")

    found = desk.get(CHANGELIST, {"q": CANARY})
    held = desk.get(CHANGELIST, {"status__exact": "held"})

    assert CANARY in found.text
    assert "Something else" not in found.text
    assert "Something else" in held.text
    assert CANARY not in held.text


def test_a_comment_is_removed_with_a_reason_and_restored_from_its_page(desk, comment):
    form = a_decision(comment, "remove", reason="abuse", note="Be kind.")
    page = desk.post(DECIDE, form, follow=True).text
    removed = status_of(comment)
    desk.post(DECIDE, a_decision(comment, "restore"))

    assert removed == "removed"
    assert "Be kind." in page
    assert "It attacks or insults someone" in page
    assert status_of(comment) == "visible"


@pytest.mark.parametrize(
    ("reason", "said"), [("", "choose a reason"), ("because", "Select a valid choice")]
)
def test_a_removal_without_a_reason_is_refused(desk, comment, reason, said):
    form = a_decision(comment, "remove", reason=reason)

    page = desk.post(DECIDE, form, follow=True)

    assert said in page.text
    assert status_of(comment) == "visible"


def test_a_comment_is_kept_and_picked_from_its_page(desk, comment):
    with open_wall():
        Report.objects.create(comment=comment, reason="spam")

    desk.post(DECIDE, a_decision(comment, "accept"))
    desk.post(DECIDE, a_decision(comment, "pick"))

    with open_wall():
        comment.refresh_from_db()
        assert not Report.objects.open().exists()
    assert comment.picked_at


def test_its_page_decides_about_what_it_showed(desk, comment):
    form = a_decision(comment, "remove", reason="spam")
    comment.edit("Other words.")

    page = desk.post(DECIDE, form, follow=True)

    assert "read it again" in page.text
    assert status_of(comment) == "visible"


def test_a_held_comment_is_approved_from_its_page(desk, article):
    held = make_comment(article, status="held")

    desk.post(DECIDE, a_decision(held, "accept"))

    assert status_of(held) == "visible"


def ticked(*comments: Comment) -> dict:
    """What the list sends for ticked comments: their numbers, and what stood there."""
    with open_wall():
        now = Comment.objects.numbered(comments)
        seen = [f"{one.pk}:{one.version}" for one in now]
    return {"_selected_action": [one.pk for one in comments], "seen": seen}


def test_many_are_removed_from_the_list(desk, article, moderator):
    comments = [make_comment(article) for _ in range(3)]

    response = desk.post(
        CHANGELIST,
        {
            "action": "remove_selected",
            "reason": "spam",
            **ticked(*comments),
        },
        follow=True,
    )

    assert "3 comments decided" in response.text
    with open_wall():
        assert ModerationAction.objects.filter(moderator=moderator).count() == 3
    assert {status_of(comment) for comment in comments} == {"removed"}


def test_the_list_leaves_alone_what_changed_since_it_was_opened(desk, article):
    same, other = make_comment(article), make_comment(article)
    asked = {"action": "remove_selected", "reason": "spam"} | ticked(same, other)
    other.edit("Other words.")

    page = desk.post(CHANGELIST, asked, follow=True).text

    assert "1 comment decided" in page
    assert "changed since you opened the list" in page
    assert [status_of(one) for one in (same, other)] == ["removed", "visible"]


def test_the_list_sends_which_version_stood_there(desk, article):
    comment = make_comment(article)
    comment.edit("Other words.")

    page = desk.get(CHANGELIST).text

    assert f'name="seen" value="{comment.pk}:1"' in page


def test_the_list_refuses_to_remove_without_a_reason(desk, comment):
    form = {"action": "remove_selected"} | ticked(comment)

    page = desk.post(CHANGELIST, form, follow=True).text

    assert "choose a reason" in page
    assert status_of(comment) == "visible"


@pytest.mark.parametrize("action", ["restore_selected", "approve_selected"])
def test_many_are_put_back_from_the_list(desk, article, moderator, action):
    comment = make_comment(article, status="held")
    if action == "restore_selected":
        moderation.remove(comment, by=moderator, reason="spam")

    desk.post(CHANGELIST, {"action": action} | ticked(comment))

    assert status_of(comment) == "visible"


@pytest.mark.parametrize("name", ["editor", "subscriber"])
def test_nobody_else_decides(request, name, sign_in, comment):
    browser = sign_in(request.getfixturevalue(name))

    browser.post(DECIDE, a_decision(comment, "remove", reason="spam"))
    browser.post(
        CHANGELIST,
        {
            "action": "remove_selected",
            "reason": "spam",
            **ticked(comment),
        },
    )

    assert status_of(comment) == "visible"


def test_a_moderator_can_not_rewrite_add_or_delete_words(desk, comment):
    address = f"{CHANGELIST}{comment.pk}/change/"

    changed = desk.post(address, {"body": "Rewritten"})
    added = desk.get(f"{CHANGELIST}add/")
    deleted = desk.post(f"{CHANGELIST}{comment.pk}/delete/", {"post": "yes"})

    assert {response.status_code for response in (changed, added, deleted)} == {403}
    with open_wall():
        assert Comment.objects.get().body == f"{CANARY} words"


def test_a_decision_can_not_be_made_by_following_a_link(desk, comment):
    response = desk.get(DECIDE)

    assert response.status_code == 405
    assert status_of(comment) == "visible"


def test_a_comment_is_named_by_its_number_alone(desk, comment):
    desk.post(DECIDE, a_decision(comment, "remove", reason="spam"))

    assert str(comment) == f"Comment {comment.pk}"
    assert not LogEntry.objects.filter(object_repr__contains=CANARY).exists()


def test_the_list_takes_as_many_queries_for_one_comment_as_for_fifty(
    desk, article, django_assert_max_num_queries
):
    for _ in range(50):
        make_comment(article)
    desk.get(CHANGELIST)

    with django_assert_max_num_queries(20):
        desk.get(CHANGELIST)
