"""The moderators' pages: everything for them, not a word for anyone else."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from comments import moderation
from comments.models import Comment, ModerationAction, Sanction
from comments.wall import open_wall
from tests.factories import make_comment, make_person

CANARY = "zq9e8d7c"
CHANGELIST = "/admin/comments/comment/"


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
        f"{one}/decide/",
        f"{CHANGELIST}add/",
    ]


def status_of(comment) -> str:
    with open_wall():
        return Comment.objects.get(pk=comment.pk).status


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
    address = reverse("admin:comments_comment_decide", args=[comment.pk])

    desk.post(address, {"verb": "remove", "reason": "abuse", "note": "Be kind."})
    removed = status_of(comment)
    page = desk.get(f"{CHANGELIST}{comment.pk}/change/").text
    desk.post(address, {"verb": "restore"})

    assert removed == "removed"
    assert "Be kind." in page
    assert "It attacks or insults someone" in page
    assert status_of(comment) == "visible"


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_removal_without_a_reason_is_refused(desk, comment, reason):
    address = reverse("admin:comments_comment_decide", args=[comment.pk])

    page = desk.post(address, {"verb": "remove", "reason": reason}, follow=True)

    assert "choose a reason" in page.text
    assert status_of(comment) == "visible"


def test_a_held_comment_is_approved_from_its_page(desk, article):
    held = make_comment(article, status="held")

    desk.post(
        reverse("admin:comments_comment_decide", args=[held.pk]), {"verb": "approve"}
    )

    assert status_of(held) == "visible"


def test_many_are_removed_from_the_list(desk, article, moderator):
    comments = [make_comment(article) for _ in range(3)]

    response = desk.post(
        CHANGELIST,
        {
            "action": "remove_selected",
            "reason": "spam",
            "_selected_action": [comment.pk for comment in comments],
        },
        follow=True,
    )

    assert "3 comments decided" in response.text
    with open_wall():
        assert ModerationAction.objects.filter(moderator=moderator).count() == 3
    assert {status_of(comment) for comment in comments} == {"removed"}


def test_the_list_refuses_to_remove_without_a_reason(desk, comment):
    form = {"action": "remove_selected", "_selected_action": [comment.pk]}

    page = desk.post(CHANGELIST, form, follow=True).text

    assert "choose a reason" in page
    assert status_of(comment) == "visible"


@pytest.mark.parametrize("action", ["restore_selected", "approve_selected"])
def test_many_are_put_back_from_the_list(desk, article, moderator, action):
    comment = make_comment(article, status="held")
    if action == "restore_selected":
        moderation.remove(comment, by=moderator, reason="spam")

    desk.post(CHANGELIST, {"action": action, "_selected_action": [comment.pk]})

    assert status_of(comment) == "visible"


@pytest.mark.parametrize("name", ["editor", "subscriber"])
def test_nobody_else_decides(request, name, sign_in, comment):
    browser = sign_in(request.getfixturevalue(name))
    decide = reverse("admin:comments_comment_decide", args=[comment.pk])

    browser.post(decide, {"verb": "remove", "reason": "spam"})
    browser.post(
        CHANGELIST,
        {
            "action": "remove_selected",
            "reason": "spam",
            "_selected_action": [comment.pk],
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
    response = desk.get(reverse("admin:comments_comment_decide", args=[comment.pk]))

    assert response.status_code == 405
    assert status_of(comment) == "visible"


def test_a_comment_is_named_by_its_number_alone(desk, comment):
    desk.post(
        reverse("admin:comments_comment_decide", args=[comment.pk]),
        {"verb": "remove", "reason": "spam"},
    )

    assert str(comment) == f"Comment {comment.pk}"
    assert not LogEntry.objects.filter(object_repr__contains=CANARY).exists()


def test_a_moderator_stops_someone_from_writing(desk, moderator, subscriber):
    desk.post(
        "/admin/comments/sanction/add/",
        {"person": subscriber.pk, "kind": "ban", "reason": "abuse"},
    )

    sanction = Sanction.objects.get()
    assert (sanction.person, sanction.created_by) == (subscriber, moderator)


def test_a_suspension_without_an_end_is_refused(desk, subscriber):
    response = desk.post(
        "/admin/comments/sanction/add/",
        {"person": subscriber.pk, "kind": "suspension", "reason": "abuse"},
    )

    assert response.status_code == 200
    assert not Sanction.objects.exists()


@pytest.mark.parametrize("name", ["editor", "publisher"])
def test_other_staff_stop_nobody(request, name, sign_in):
    browser = sign_in(request.getfixturevalue(name))

    assert browser.get("/admin/comments/sanction/").status_code == 403


def test_the_list_takes_as_many_queries_for_one_comment_as_for_fifty(
    desk, article, django_assert_max_num_queries
):
    for _ in range(50):
        make_comment(article)
    desk.get(CHANGELIST)

    with django_assert_max_num_queries(20):
        desk.get(CHANGELIST)
