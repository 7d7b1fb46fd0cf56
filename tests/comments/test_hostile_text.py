"""Whatever is typed comes back as it was typed, and is only words on the page."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from comments import markup
from comments.models import Comment
from comments.wall import open_wall
from tests.comments.naughty import TEXTS
from tests.comments.test_markup import letters, read
from tests.factories import make_comment, make_subscriber

# A lone newline after the opening tag belongs to the tag.
FIELD = re.compile(r'<textarea[^>]*name="body"[^>]*>\n(.*?)</textarea>', re.DOTALL)
WORDS = re.compile(r'<div class="words"[^>]*>(.*?)</div>', re.DOTALL)
NAMES = ("script", "attribute, double", "template", "override", "towers", "families")

naughty = pytest.mark.parametrize("name", TEXTS)


@pytest.fixture
def browser(sign_in, subscriber):
    """A subscriber's browser."""
    return sign_in(subscriber)


def only_comment() -> Comment:
    with open_wall():
        return Comment.objects.select_related("article__section").get()


def words_on(page: str) -> str:
    """The words of the last comment on the page, as a reader sees them."""
    return letters(read(WORDS.findall(page)[-1]).words)


def field_on(page: str) -> str:
    return unescape(FIELD.findall(page)[-1])


@naughty
def test_hostile_text_makes_the_whole_journey_unchanged(browser, article, name):
    typed, thread = TEXTS[name], f"{article.get_absolute_url()}comments/"

    posted = browser.post(thread, {"body": typed})

    assert posted.status_code == 303
    new = only_comment()
    assert new.body == markup.clean(typed)
    for address in (thread, new.get_absolute_url(), "/account/comments/"):
        assert words_on(browser.get(address).text) == letters(new.body)
    assert field_on(browser.get(f"{new.get_absolute_url()}edit/").text) == new.body
    (exported,) = browser.get("/account/comments/export/").json()["comments"]
    assert exported["body"] == new.body


def test_hostile_text_is_previewed_as_it_will_look_and_kept_in_the_field(
    browser, article
):
    thread = f"{article.get_absolute_url()}comments/"

    for typed in TEXTS.values():
        page = browser.post(thread, {"body": typed, "preview": "1"}).text

        assert WORDS.findall(page) == [markup.render(typed)]
        assert markup.clean(field_on(page)) == markup.clean(typed)


def test_hostile_text_saved_again_is_no_edit(browser, subscriber, article):
    for typed in TEXTS.values():
        own = make_comment(article, author=subscriber, body=typed)
        address = f"{own.get_absolute_url()}edit/"

        browser.post(address, {"body": field_on(browser.get(address).text)})

    with open_wall():
        assert not Comment.objects.exclude(edited_at=None).exists()


@naughty
def test_a_link_leads_where_it_says(name):
    shown = markup.render(TEXTS[name])

    for address, text in re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', shown):
        assert address == text
        parts = urlsplit(unescape(address))
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert "@" not in parts.netloc


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_nothing_but_a_name(sign_in, article, name):
    display_name = TEXTS[name][:60]
    author = make_subscriber("author", display_name=display_name)
    parent = make_comment(article, author=author)
    make_comment(parent=parent)

    page = sign_in(make_subscriber()).get(f"{article.get_absolute_url()}comments/").text

    assert display_name in {
        unescape(one) for one in re.findall(r"<bdi>(.*?)</bdi>", page)
    }
    assert "<script>window" not in page
    assert 'onfocus="' not in page
