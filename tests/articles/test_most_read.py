"""What is read is counted, and nobody can tell by whom."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import read_views, reads
from articles.models import Article, Reads
from newsroom.models import Limit
from tests.factories import make_article

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0"


def read(slug, *, address="10.0.0.1", agent=BROWSER, **headers):
    headers = {"user-agent": agent} | headers
    browser = Client(enforce_csrf_checks=True)
    return browser.post(f"/read/{slug}/", headers=headers, REMOTE_ADDR=address)


def make_reads(article, times=reads.FEWEST, *, ago=timedelta(0)):
    hour = (timezone.now() - ago).replace(minute=0, second=0, microsecond=0)
    return Reads.objects.create(article=article, hour=hour, count=times)


def headlines(stories) -> list[str]:
    return [story.headline for story in stories]


def test_a_story_that_was_read_is_counted_in_its_hour(article):
    answers = [read(article.slug, address=f"10.0.0.{n}").status_code for n in range(3)]

    assert answers == [204, 204, 204]
    counted = Reads.objects.get()
    assert (counted.article, counted.count) == (article, 3)
    assert counted.hour == timezone.now().replace(minute=0, second=0, microsecond=0)


def test_nothing_about_the_reader_is_stored_or_sent_back(article):
    answer = read(article.slug, address="203.0.113.77")

    assert not answer.cookies
    kept = {field.name for field in Reads._meta.get_fields()}
    assert kept == {"id", "article", "hour", "count"}
    assert not Limit.objects.filter(key__contains="203.0.113.77").exists()


def test_nobody_stuffs_one_story(article):
    answers = [read(article.slug).status_code for _ in range(5)]

    assert answers == [204] * read_views.TIMES_A_STORY + [429, 429]
    assert Reads.objects.get().count == read_views.TIMES_A_STORY


def test_nobody_stuffs_all_stories(article, monkeypatch):
    monkeypatch.setattr(read_views, "TIMES_A_NETWORK", 2)

    answers = [read(make_article().slug).status_code for _ in range(3)]

    assert answers == [204, 204, 429]


def test_one_home_has_one_count_whatever_address_it_takes(article):
    homes = [f"2001:db8:0:7::{number}" for number in range(1, 6)]

    answers = [read(article.slug, address=home).status_code for home in homes]

    assert answers == [204] * read_views.TIMES_A_STORY + [429, 429]
    assert read(article.slug, address="2001:db8:0:8::1").status_code == 204


def test_made_up_stories_leave_no_counters_without_end(db, monkeypatch):
    monkeypatch.setattr(read_views, "TIMES_A_NETWORK", 2)

    answers = [read(f"made-up-{number}").status_code for number in range(5)]

    assert answers == [404, 404, 429, 429, 429]
    assert Limit.objects.count() == 3  # of the network, and of two stories


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0",
        "curl/8.5.0",
        "python-requests/2.32",
    ],
    ids=["none", "Googlebot", "Facebook", "headless", "curl", "Python"],
)
def test_machines_are_not_readers(article, agent):
    assert read(article.slug, agent=agent).status_code == 204
    assert not Reads.objects.exists()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_no_other_site_has_its_visitors_count(article, site):
    answer = read(article.slug, **{"sec-fetch-site": site})

    assert answer.status_code == 403
    assert not Reads.objects.exists()


@pytest.mark.parametrize("state", ["draft", "withdrawn", "scheduled", "unknown"])
def test_only_what_is_public_is_counted(article, state):
    story = Article.objects.filter(pk=article.pk)
    if state == "scheduled":
        story.update(published_at=timezone.now() + timedelta(days=1))
    elif state != "unknown":
        story.update(status=state)

    answer = read("no-such-story" if state == "unknown" else article.slug)

    assert answer.status_code == 404
    assert not Reads.objects.exists()


def test_the_story_s_page_says_where_to_tell_and_its_preview_does_not(client, article):
    page = client.get(article.get_absolute_url()).text
    preview = client.get(article.get_preview_url()).text

    assert f'data-read="/read/{article.slug}/"' in page
    assert "data-read" not in preview


def test_the_most_read_come_first_over_a_day_and_over_a_week():
    few, many, before = (make_article(one) for one in ("Few", "Many", "Before"))
    make_reads(few, 7)
    make_reads(many, 5)
    make_reads(many, 9, ago=timedelta(hours=3))
    make_reads(before, 90, ago=timedelta(days=3))
    make_reads(make_article("Long ago"), 900, ago=timedelta(days=7, hours=1))

    ranking = reads.most_read()

    assert headlines(ranking.day) == ["Many", "Few"]
    assert headlines(ranking.week) == ["Before", "Many", "Few"]


def test_what_hardly_anyone_read_is_on_no_list():
    make_reads(make_article(), reads.FEWEST - 1)

    assert reads.most_read() == reads.Ranking()


@pytest.mark.parametrize("state", ["draft", "withdrawn", "scheduled", "sponsored"])
def test_a_list_names_neither_what_is_not_public_nor_what_is_paid_for(state):
    tomorrow = timezone.now() + timedelta(days=1)
    fields = {
        "scheduled": {"published_at": tomorrow},
        "sponsored": {"kind": "sponsored", "sponsor": "Agua Clara"},
    }.get(state, {"status": state})
    make_reads(make_article(**fields), 50)

    assert reads.most_read() == reads.Ranking()


def test_the_front_page_has_the_list_and_none_when_nobody_reads(client):
    without = client.get("/").text
    story = make_article("Read by everyone")
    make_reads(story)

    page = client.get("/").text

    assert 'id="most-read"' not in without
    ranking = page.partition('id="most-read"')[2].partition("</section>")[0]
    assert ranking.count("Read by everyone") == 2  # of the day, and of the week


def test_old_counts_are_forgotten(article, drain):
    make_reads(article, ago=timedelta(days=9))
    kept = make_reads(article, ago=timedelta(days=6))

    reads.forget_old_reads.enqueue()
    drain()

    assert list(Reads.objects.all()) == [kept]


@pytest.mark.parametrize("stories", [3, 60])
def test_the_list_takes_the_same_queries_and_is_short(
    django_assert_num_queries, stories
):
    for _ in range(stories):
        make_reads(make_article())

    with django_assert_num_queries(3):
        ranking = reads.most_read()

    assert len(ranking.week) == min(stories, reads.SHOWN)
