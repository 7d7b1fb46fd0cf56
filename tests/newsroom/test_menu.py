"""What the desk's menu offers, and to whom."""

import pytest
from django.test import RequestFactory

from newsroom import desk_menu, roles
from tests.factories import make_article, make_comment, make_person

pytestmark = pytest.mark.django_db

CONVERSATION = [
    "Queue",
    "Comments",
    "Threads",
    "People",
    "Sanctions",
    "Rules",
    "Listed words",
    "Try a text",
    "Log",
]


def offered(person, title: str) -> list[str]:
    request = RequestFactory().get("/admin/")
    request.user = person
    groups = {str(g["title"]): g["items"] for g in desk_menu.navigation(request)}
    return [str(item["title"]) for item in groups.get(title, [])]


@pytest.mark.parametrize(
    ("group", "titles"),
    [
        ("Moderators", CONVERSATION),
        ("Editors", ["Threads"]),
        ("Publishers", ["Threads"]),
        ("Contributors", []),
    ],
)
def test_each_role_is_offered_its_part_of_the_conversation(group, titles):
    assert offered(make_person(group=group), "The conversation") == titles


@pytest.mark.parametrize("group", sorted(roles.ROLES))
def test_whatever_the_menu_offers_opens(sign_in, group):
    person = make_person(group=group)
    request = RequestFactory().get("/admin/")
    request.user = person
    browser = sign_in(person)

    links = [
        item["link"] for one in desk_menu.navigation(request) for item in one["items"]
    ]

    shut = {link: browser.get(link).status_code for link in links}
    assert {link for link, status in shut.items() if status not in {200, 302}} == set()


def test_a_moderator_sees_how_many_wait(sign_in):
    for _ in range(3):
        make_comment(make_article(), status="held")

    page = sign_in(make_person(group="Moderators")).get("/admin/").text

    assert "sidebar-badge" in page
    assert "\n3\n" in page.replace(" ", "") or ">3<" in page.replace(" ", "")


def test_nobody_else_learns_whether_any_wait(sign_in):
    make_comment(make_article(), status="held")

    page = sign_in(make_person(group="Editors")).get("/admin/").text

    assert "sidebar-badge" not in page


def test_a_hundred_that_wait_are_not_counted_one_by_one(monkeypatch):
    from comments.admin import badge

    monkeypatch.setattr(badge, "COUNTED", 2)
    article = make_article()
    for _ in range(4):
        make_comment(article, status="held")
    request = RequestFactory().get("/admin/")
    request.user = make_person(group="Moderators")

    assert badge.held(request) == "2+"


@pytest.mark.parametrize(
    ("address", "door"),
    [
        ("/admin/comments/queue/decided/next/", "Queue"),
        ("/admin/comments/rules/try/", "Try a text"),
        ("/admin/comments/rules/1/change/", "Rules"),
        ("/admin/comments/person/7/", "People"),
    ],
)
def test_one_entry_alone_says_where_one_is(address, door):
    request = RequestFactory().get(address)
    request.user = make_person(group="Moderators")

    entries = [one for group in desk_menu.navigation(request) for one in group["items"]]

    assert [str(one["title"]) for one in entries if one["active"]] == [door]


def test_the_desk_opens_with_the_way_to_what_waits(sign_in):
    queue = 'href="/admin/comments/queue/held/"'
    make_comment(make_article(), status="held")

    moderators = sign_in(make_person(group="Moderators")).get("/admin/").text
    editors = sign_in(make_person(group="Editors")).get("/admin/").text

    assert moderators.count(queue) == 2  # in the menu, and on the page
    assert queue not in editors


def test_a_desk_where_nothing_waits_opens_without_it(sign_in):
    queue = 'href="/admin/comments/queue/held/"'

    page = sign_in(make_person(group="Moderators")).get("/admin/").text

    assert page.count(queue) == 1  # in the menu
