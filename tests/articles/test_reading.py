from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone

from articles import embeds
from tests.articles.test_article_page import read
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db

VIDEO = "https://www.youtube.com/watch?t=5&v=dQw4w9WgXcQ"
TABLE = "<table><tbody><tr><th>Town</th></tr><tr><td>Xalapa</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (30, ""),
        (31, "This story is 1 month old."),
        (70, "This story is 2 months old."),
        (366, "This story is 1 year old."),
        (800, "This story is 2 years old."),
    ],
)
def test_an_old_story_says_how_old_it_is(client, days, words):
    at = timezone.now() - timedelta(days=days, minutes=-1)
    page = read(client, make_article(published_at=at))

    assert (words or "This story is") in page if words else "This story is" not in page


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (100, 1), (460, 2), (2300, 10)])
def test_it_says_how_long_it_takes_to_read(client, words, minutes):
    story = make_article(body=f"<p>{'word ' * words}</p>")

    assert f"{minutes} min read" in read(client, story)


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["Ana"], "By Ana"),
        (["Memo", "Ana"], "By Memo and Ana"),
        (["Zoe", "Memo", "Ana"], "By Zoe, Memo and Ana"),
    ],
)
def test_bylines_stand_in_their_order(client, names, line):
    story = make_article(authors=[make_author(name) for name in names])

    page = read(client, story)

    byline = page.partition('class="byline">')[2].partition("</p>")[0]
    for name in names:
        link = f'<a rel="author" href="/authors/{name.lower()}/">{name}</a>'
        byline = byline.replace(link, name)
    assert " ".join(byline.replace(" ,", ",").split()) == line


def test_a_reader_can_jump_to_the_conversation(client, article):
    page = read(client, article)

    signed = page.partition('class="signed"')[2].partition("</div>")[0]
    assert 'href="#discussion"' in signed
    assert 'id="discussion"' in page


def test_it_is_shared_with_plain_links(client):
    story = make_article("Rain & sun")
    address = f"http%3A%2F%2Ftestserver{story.get_absolute_url().replace('/', '%2F')}"

    page = read(client, story)

    assert f'href="mailto:?subject=Rain%20%26%20sun&amp;body={address}"' in page
    assert f'href="https://wa.me/?text=Rain%20%26%20sun%20{address}"' in page
    assert f'data-copy="http://testserver{story.get_absolute_url()}"' in page


def test_a_preview_is_not_shared(client):
    story = make_article(status="draft", published_at=None)

    page = client.get(story.get_preview_url()).content.decode()

    assert "wa.me" not in page
    assert 'href="#discussion"' not in page


def test_a_wide_table_scrolls_and_can_be_reached_with_the_keyboard(client):
    page = read(client, make_article(body=f"<p>A</p>{TABLE}<p>B</p>"))

    opening = '<div class="scrolls" role="region" tabindex="0" aria-label="Table">'
    assert f"{opening}{TABLE}</div>" in page


def test_a_pull_quote_is_marked_as_one(client):
    quote = '<blockquote class="pull"><p>“Ahorita no le sé decir.”</p></blockquote>'

    assert quote in read(client, make_article(body=quote))


@pytest.mark.parametrize(
    ("link", "frame"),
    [
        (VIDEO, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        (
            "https://youtu.be/dQw4w9WgXcQ?si=x",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        ),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk?si=1",
            "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
        ),
    ],
)
def test_a_link_alone_to_a_known_site_can_play_in_place(client, link, frame):
    story = make_article(body=f'<p><a href="{link}">The song</a></p>')

    page = read(client, story)

    assert f'data-embed="{frame}">The song</a>' in page
    assert "<iframe" not in page


@pytest.mark.parametrize(
    "body",
    [
        f'<p>See <a href="{VIDEO}">the song</a>.</p>',
        '<p><a href="https://youtube.com.example.org/watch?v=dQw4w9WgXcQ">x</a></p>',
        '<p><a href="https://www.youtube.com/@paper">x</a></p>',
        '<p><a href="http://www.youtube.com/watch?v=dQw4w9WgXcQ">x</a></p>',
        '<p><a href="https://example.org/https://youtu.be/dQw4w9WgXcQ">x</a></p>',
        '<p><a href="https://vimeo.com/76979871evil">x</a></p>',
    ],
    ids=["in a sentence", "other host", "channel", "not encrypted", "inside", "longer"],
)
def test_any_other_link_stays_a_link(client, body):
    assert "data-embed" not in read(client, make_article(body=body))


def test_the_page_lets_nothing_else_play():
    frames = {urlsplit(player.frame) for player in embeds.PLAYERS}

    allowed = {f"{one.scheme}://{one.netloc}" for one in frames}

    assert set(settings.SECURE_CSP["frame-src"]) == allowed


def test_the_policy_of_the_page_names_the_players(client, article):
    policy = client.get(article.get_absolute_url())["Content-Security-Policy"]

    assert "frame-src https://www.youtube-nocookie.com " in policy
