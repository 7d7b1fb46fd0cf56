"""A line runs across the public pages while its time lasts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Banner
from tests.factories import make_article, make_banner

pytestmark = pytest.mark.django_db

LINE = "A quake shook Oaxaca"
DESK = "/admin/articles/banner/"


def test_it_runs_on_every_public_page_and_leads_to_its_story(client):
    story = make_article("The quake")
    make_banner(LINE, article=story)

    pages = ["/", "/news/", story.get_absolute_url(), "/search/?q=x", "/subscribe/"]

    link = f'<a href="{story.get_absolute_url()}">{LINE}</a>'
    assert [page for page in pages if link not in client.get(page).text] == []


@pytest.mark.parametrize("path", ["/account/", "/account/comments/", "/cancel/"])
def test_it_does_not_run_where_someone_sees_to_her_own_affairs(sign_in, reader, path):
    make_banner(LINE)

    assert LINE not in sign_in(reader).get(path).text


@pytest.mark.parametrize(
    ("starts", "ends", "runs"),
    [(-60, 60, True), (-60, 0, False), (60, 120, False), (0, 60, True)],
    ids=["in its time", "over", "not yet", "begins now"],
)
def test_its_time_alone_begins_and_ends_it(client, starts, ends, runs):
    now = timezone.now()
    second = timedelta(seconds=1)
    make_banner(LINE, starts_at=now + starts * second, until=now + ends * second)

    assert (LINE in client.get("/").text) is runs


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_story_that_is_not_public_takes_its_line_along(client, status):
    story = make_article("Not public", status=status)
    make_banner(LINE, article=story)

    page = client.get("/").text

    assert LINE not in page
    assert story.slug not in page


def test_of_several_the_one_that_began_last_is_shown(client):
    make_banner("A later line")
    make_banner("An earlier line", starts_at=timezone.now() - timedelta(hours=2))

    page = client.get("/").text

    assert "A later line" in page
    assert "An earlier line" not in page


def test_the_desk_says_which_one_runs(sign_in, editor):
    now, hour = timezone.now(), timedelta(hours=1)
    make_banner("One that runs")
    make_banner("One before", starts_at=now - 3 * hour)
    make_banner("One that is over", starts_at=now - 3 * hour, until=now - hour)
    make_banner("One to come", starts_at=now + hour, until=now + 2 * hour)

    page = sign_in(editor).get(DESK).text

    states = ("Runs now", "A later one runs", "Over", "Waits for its time")
    assert [page.count(f"{state}") for state in states] == [1, 1, 1, 1]


def test_an_editor_ends_what_runs_and_what_was_to_come(sign_in, editor, client):
    now, hour = timezone.now(), timedelta(hours=1)
    lines = [
        make_banner(LINE),
        make_banner("x", starts_at=now + hour, until=now + 2 * hour),
    ]

    sign_in(editor).post(
        DESK, {"action": "end_now", "_selected_action": [one.pk for one in lines]}
    )

    assert not Banner.objects.filter(until__gt=timezone.now()).exists()
    assert LINE not in client.get("/").text


@pytest.mark.parametrize(
    ("until", "status", "kept"), [("23:59:00", 302, 1), ("00:00:00", 200, 0)]
)
def test_a_line_that_would_end_before_it_starts_is_refused(
    sign_in, editor, until, status, kept
):
    day = timezone.localdate()
    fields = {"text": LINE, "level": "breaking", "until_0": day, "until_1": until}

    answer = sign_in(editor).post(
        f"{DESK}add/", fields | {"starts_at_0": day, "starts_at_1": "12:00:00"}
    )

    assert (answer.status_code, Banner.objects.count()) == (status, kept)
    assert ("It would end before it starts." in answer.text) is not kept


def test_no_line_is_shown_when_none_runs(client):
    assert 'class="banner' not in client.get("/").text


def test_no_line_runs_for_ever_and_takes_the_paper_down(sign_in, editor, client):
    day = timezone.localdate()
    fields = {"text": LINE, "level": "notice", "starts_at_0": day}
    ends = {"until_0": "9999-12-31", "until_1": "23:59:59"}

    answer = sign_in(editor).post(
        f"{DESK}add/", fields | ends | {"starts_at_1": "00:00:00"}
    )

    assert "That is in the year 9999." in answer.text
    assert client.get("/").status_code == 200
