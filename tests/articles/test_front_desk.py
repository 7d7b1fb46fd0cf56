"""An editor arranges the front page, looks at it, publishes it and puts it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import arranging
from articles.front_page import PLACES, top_stories
from articles.models import Article, Front
from tests.factories import make_article, make_front, make_person

pytestmark = pytest.mark.django_db

DESK = "/admin/articles/front/"


@pytest.fixture
def stories(db):
    now = timezone.now()
    return [
        make_article(f"Story {n}", published_at=now - timedelta(hours=n + 1))
        for n in range(8)
    ]


@pytest.fixture
def desk(sign_in, editor):
    return sign_in(editor)


def seen_now() -> str:
    return arranging.as_seen(arranging.at_hand())


def do(browser, verb, **fields):
    return browser.post(DESK, {"verb": verb, "seen": seen_now()} | fields)


def in_draft() -> dict[int, str]:
    slots = Front.objects.draft().slots.select_related("article")
    return {slot.place: slot.article.headline for slot in slots}


def readers_see() -> list[str]:
    latest = Front.objects.newest_published().first()
    return [story.headline for story in top_stories(latest) if story]


def test_the_first_change_begins_a_draft_that_readers_do_not_see(desk, stories):
    make_front(stories[3])

    answer = do(desk, "put", place=1, article=stories[6].pk)

    assert answer.status_code == 302
    assert in_draft() == {0: "Story 3", 1: "Story 6"}
    assert readers_see()[:2] == ["Story 3", "Story 0"]


def test_a_new_lead_moves_the_others_down_to_the_first_free_place(desk, stories):
    make_front(stories[3], stories[4], None, stories[5])

    do(desk, "put", place=0, article=stories[6].pk)

    assert in_draft() == {0: "Story 6", 1: "Story 3", 2: "Story 4", 3: "Story 5"}


def test_a_story_that_has_a_place_already_moves_and_never_stands_twice(desk, stories):
    make_front(stories[3], stories[4])

    do(desk, "put", place=0, article=stories[4].pk)

    assert in_draft() == {0: "Story 4", 1: "Story 3"}


def test_what_is_pushed_over_the_end_is_on_the_page_no_more(desk, stories):
    make_front(*stories[:PLACES])

    do(desk, "put", place=0, article=stories[7].pk)

    assert list(in_draft().values()) == [
        "Story 7",
        *(f"Story {number}" for number in range(PLACES - 1)),
    ]


@pytest.mark.parametrize(
    ("verb", "place", "then"),
    [
        ("up", 1, {0: "Story 4", 1: "Story 3"}),
        ("down", 0, {0: "Story 4", 1: "Story 3"}),
        ("down", 1, {0: "Story 3", 2: "Story 4"}),
        ("up", 0, {0: "Story 3", 1: "Story 4"}),
        ("out", 0, {1: "Story 4"}),
    ],
)
def test_the_buttons_of_a_place_move_its_story(desk, stories, verb, place, then):
    make_front(stories[3], stories[4])

    do(desk, verb, place=place)

    assert in_draft() == then


def test_a_place_can_be_kept_until_a_time_and_then_fills_itself(desk, stories):
    make_front(stories[3])
    soon = timezone.localtime() + timedelta(hours=1)

    do(desk, "until", place=0, until=f"{soon:%Y-%m-%dT%H:%M}")

    slot = Front.objects.draft().slots.get()
    assert slot.until == soon.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "put", "place": "9", "article": ""},
        {"verb": "put", "place": "0", "article": ""},
        {"verb": "until", "place": "0", "until": "soon"},
        {"verb": "until", "place": "0", "until": "9999-12-31T23:59"},
        {"verb": "dance", "place": "0"},
        {},
    ],
    ids=[
        *("no such place", "no story", "no time", "no end of time"),
        *("no such verb", "nothing"),
    ],
)
def test_what_can_not_be_done_is_said_and_nothing_changes(desk, stories, fields):
    make_front(stories[3])

    answer = desk.post(DESK, {"seen": seen_now()} | fields)

    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert Front.objects.draft() is None


def test_the_second_of_two_editors_is_told_and_the_first_keeps_hers(
    desk, stories, sign_in
):
    other = sign_in(make_person("ana", group="Editors", display_name="Ana Ruiz"))
    looked_at = seen_now()
    do(other, "put", place=0, article=stories[5].pk)

    answer = desk.post(
        DESK,
        {"verb": "put", "seen": looked_at, "place": 0, "article": stories[6].pk},
    )

    assert answer.status_code == 409
    assert "Ana Ruiz changed the front page meanwhile" in answer.text
    assert in_draft() == {0: "Story 5"}


@pytest.mark.parametrize("verb", ["publish", "discard"])
def test_nobody_publishes_or_forgets_what_she_has_not_seen(desk, stories, verb):
    do(desk, "put", place=0, article=stories[5].pk)
    looked_at = seen_now()
    do(desk, "put", place=0, article=stories[6].pk)

    answer = desk.post(DESK, {"verb": verb, "seen": looked_at})

    assert answer.status_code == 409
    assert in_draft() == {0: "Story 6", 1: "Story 5"}


def test_what_is_published_counts_for_readers(desk, stories, client):
    do(desk, "put", place=0, article=stories[7].pk)

    do(desk, "publish")

    assert readers_see()[0] == "Story 7"
    assert Front.objects.draft() is None
    page = client.get("/").text
    assert page.index("Story 7") < page.index("Story 0")


def test_publishing_twice_is_publishing_once(desk, stories):
    do(desk, "put", place=0, article=stories[7].pk)

    answers = [do(desk, "publish").status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Front.objects.newest_published().count() == 1


def test_a_draft_can_be_thrown_away(desk, stories):
    make_front(stories[3])
    do(desk, "put", place=0, article=stories[7].pk)

    do(desk, "discard")

    assert Front.objects.draft() is None
    assert readers_see()[0] == "Story 3"


def test_an_earlier_front_page_is_put_back_as_a_copy(desk, stories):
    yesterday = timezone.now() - timedelta(days=1)
    former = make_front(stories[6], published_at=yesterday)
    make_front(stories[3])

    desk.post(DESK, {"verb": "put_back", "front": former.pk})

    assert readers_see()[0] == "Story 6"
    assert Front.objects.newest_published().count() == 3


@pytest.mark.parametrize("front", ["", "x", "99999999"])
def test_what_never_was_is_not_put_back(desk, front):
    answer = desk.post(DESK, {"verb": "put_back", "front": front})

    assert answer.status_code == 404


def test_the_preview_is_the_whole_page_and_nobody_keeps_it(desk, stories):
    do(desk, "put", place=0, article=stories[7].pk)

    answer = desk.get(f"{DESK}preview/")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.text.index("Story 7") < answer.text.index("Story 0")
    assert "Readers don’t see the front page like this yet" in answer.text
    assert 'name="robots" content="noindex"' in answer.text


def test_the_desk_says_what_fills_itself_and_what_does_not_hold(desk, stories):
    make_front(stories[6], until=timezone.now() - timedelta(hours=1))

    page = desk.get(DESK).text

    assert page.count("Fills itself") == PLACES
    assert "“Story 6” was put here" in page


def test_a_story_is_found_by_a_word_of_its_headline(desk, stories):
    make_article("The cenote of Homún")
    make_article("A cenote in a draft", status="draft")

    page = desk.get(DESK, {"q": "CENOTE"}).text

    assert "The cenote of Homún" in page
    assert "A cenote in a draft" not in page


def test_a_scheduled_story_takes_its_place_when_its_time_has_come(desk, stories):
    story = make_article("Later", published_at=timezone.now() + timedelta(hours=1))
    do(desk, "put", place=0, article=story.pk)
    do(desk, "publish")
    before = readers_see()[0]

    Article.objects.filter(pk=story.pk).update(published_at=timezone.now())

    assert (before, readers_see()[0]) == ("Story 0", "Later")


@pytest.mark.parametrize(
    ("group", "looks", "does"),
    [("Contributors", 403, 403), ("Moderators", 403, 403), ("Editors", 200, 302)],
)
def test_only_those_who_publish_arrange_the_front_page(sign_in, group, looks, does):
    browser = sign_in(make_person(group=group))

    pages = [browser.get(f"{DESK}{page}").status_code for page in ("", "preview/")]
    change = do(browser, "discard").status_code

    assert (pages, change) == ([looks, looks], does)


@pytest.mark.parametrize("stories_there", [5, 60])
def test_the_desk_takes_the_same_queries_however_much_there_is(
    desk, django_assert_max_num_queries, stories_there
):
    for _ in range(stories_there):
        make_article()
    for _ in range(12):
        make_front(*Article.objects.all()[:4])

    with django_assert_max_num_queries(22):
        desk.get(DESK)


def test_a_search_for_what_no_database_holds_finds_every_story(desk, stories):
    page = desk.get(DESK, {"q": "\x00"})

    assert "Story 7" in page.text
