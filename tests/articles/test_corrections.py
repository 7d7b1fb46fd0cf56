from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsroom.paging import ENTRIES_A_PAGE
from tests.articles.test_article_page import read, structured_data
from tests.factories import make_article, make_correction, make_page

pytestmark = pytest.mark.django_db


def shown(client, **query) -> str:
    response = client.get("/corrections/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_they_stand_under_the_story_newest_first_with_their_dates(client):
    story = make_article()
    make_correction(
        story, "It was 21 mm.", made_at=datetime(2026, 1, 2, 18, tzinfo=UTC)
    )
    make_correction(story, "In Xalapa.", made_at=datetime(2026, 1, 3, 18, tzinfo=UTC))

    page = read(client, story)

    assert page.index("In Xalapa.") < page.index("It was 21 mm.")
    assert "<strong>Correction</strong>" in page
    assert (
        '<time datetime="2026-01-03T12:00:00-06:00">January 3, 2026, 12:00 p.m.' in page
    )


def test_the_story_says_that_it_was_corrected_and_when(client):
    made = datetime(2026, 1, 3, 18, tzinfo=UTC)
    story = make_article()
    make_correction(story, made_at=made)

    page = " ".join(read(client, story).split())

    story.refresh_from_db()
    assert story.updated_at == made
    assert '>Corrected</a> <time datetime="2026-01-03T12:00:00-06:00">' in page
    assert ">Updated" not in page
    assert structured_data(page)["dateModified"] == "2026-01-03T12:00:00-06:00"


def test_a_later_update_is_an_update(client):
    story = make_article(published_at=datetime(2026, 1, 1, tzinfo=UTC))
    make_correction(story, made_at=datetime(2026, 1, 3, 18, tzinfo=UTC))
    story.updated_at = datetime(2026, 1, 4, 18, tzinfo=UTC)
    story.save()

    page = read(client, story)

    assert 'Updated <time datetime="2026-01-04T12:00:00-06:00">' in page
    assert "Corrected" not in page


def test_one_that_was_made_long_ago_takes_no_update_back():
    story = make_article(updated_at=timezone.now())
    before = story.updated_at

    make_correction(story, made_at=timezone.now() - timedelta(days=2))

    story.refresh_from_db()
    assert story.updated_at == before


def test_a_story_without_any_says_nothing_of_the_kind(client):
    page = read(client, make_article())

    assert "Corrected" not in page
    assert "Correction<" not in page
    assert "correction" not in structured_data(page)


def test_search_engines_are_told_too(client):
    story = make_article()
    make_correction(story, "It was 21 mm.", made_at=datetime(2026, 1, 2, tzinfo=UTC))

    (told,) = structured_data(read(client, story))["correction"]

    assert told == {
        "@type": "CorrectionComment",
        "text": "It was 21 mm.",
        "datePublished": "2026-01-01T18:00:00-06:00",
    }


def test_all_of_them_are_listed_newest_first_below_what_the_paper_says(client):
    make_page("corrections", body="<p>We own up.</p>")
    older, newer = make_article("Rain"), make_article("Snow")
    make_correction(older, "It was 21 mm.", made_at=timezone.now() - timedelta(days=2))
    made = make_correction(newer, "It was hail.")

    page = shown(client)

    places = [page.index(words) for words in ("We own up.", "hail.", "21 mm.")]
    assert places == sorted(places)
    assert f'href="{newer.get_absolute_url()}#correction-{made.pk}"' in page
    assert f'id="correction-{made.pk}"' in read(client, newer)


def test_the_list_is_there_before_anyone_has_written_about_it(client, db):
    assert "Nothing had to be corrected so far." in shown(client)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "withdrawn"},
        {"status": "draft"},
        {"published_at": datetime(2126, 1, 1, tzinfo=UTC)},
    ],
    ids=["withdrawn", "draft", "scheduled"],
)
def test_none_of_a_story_that_is_not_public_is_listed(client, fields):
    make_correction(make_article("Hidden", **fields), "Secret.")

    page = shown(client)

    assert "Secret." not in page
    assert "Hidden" not in page


def test_each_is_on_one_page_and_the_last_page_is_the_end(client):
    story = make_article()
    for number in range(ENTRIES_A_PAGE + 1):
        make_correction(story, f"Number {number:03d}.")

    first, second = shown(client), shown(client, page=2, utm_source="mail")

    texts = [f"Number {number:03d}." for number in range(ENTRIES_A_PAGE + 1)]
    assert [(first + second).count(text) for text in texts] == [1] * len(texts)
    assert 'rel="canonical" href="http://testserver/corrections/?page=2"' in second
    assert client.get("/corrections/", {"page": 3}).status_code == 404


@pytest.mark.parametrize("corrections", [1, 40])
def test_the_list_takes_the_same_queries_however_long_it_is(
    client, django_assert_num_queries, corrections
):
    for _ in range(corrections):
        make_correction(make_article())

    # how many, the corrections, the words above, sections, banner, pages
    with django_assert_num_queries(6):
        client.get("/corrections/")


def test_words_are_words_and_no_markup(client):
    story = make_article()
    make_correction(story, "<b>Not</b> bold")

    assert "&lt;b&gt;Not&lt;/b&gt; bold" in read(client, story)
    assert "&lt;b&gt;Not&lt;/b&gt; bold" in shown(client)


def test_the_database_keeps_no_empty_one():
    story = make_article()

    with pytest.raises(IntegrityError), transaction.atomic():
        story.corrections.create(text="")
