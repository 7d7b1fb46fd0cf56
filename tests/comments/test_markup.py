"""What a commenter types becomes safe HTML, and none of her words is lost."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from comments import markup
from comments.models import Comment
from comments.wall import open_wall
from tests.factories import make_comment

ALLOWED = {
    "p": {"dir": {"auto"}},
    "br": {},
    "blockquote": {},
    "a": {"rel": {"ugc nofollow noopener"}, "href": None},
}
NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></article><h1>",
    'https://example.com/"onmouseover="alert(1)',
    "https://example.com/<script>",
    "javascript:alert(1)",
    "https://[",
    "https://user:pass@example.com/",
    "> <b>quote</b>",
    "&lt;script&gt; &amp;amp; &#0;",
    "https://example.com/?a=1&b=2&amp;c=3",
    "\u202eright to left\u202c",
    "نص عربي https://example.com/عربي",
    "👩‍👩‍👧 zero\u200bwidth\ufeff",
    "\x00\x01\x1b[31m\ud800",
    "<!-- x --> <![CDATA[ x ]]> <?php ?>",
]
text = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from([*NASTY, "\n", "\n\n", "> ", " ", "word", "https://a.mx/(b)."]),
        max_size=8,
    ).map("".join),
)


class Reader(HTMLParser):
    """Collects the tags and the words of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict]] = []
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def unknown_decl(self, data):
        raise AssertionError(data)

    handle_comment = handle_decl = handle_pi = unknown_decl


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def letters(words: str) -> str:
    """The words without spaces and quote marks, which the HTML says with tags."""
    return re.sub(r"[\s>]", "", words)


@given(text)
def test_no_tag_or_attribute_comes_out_that_is_not_allowed(typed):
    for tag, attributes in read(markup.render(typed)).tags:
        allowed = ALLOWED[tag]
        assert set(attributes) <= set(allowed)
        for name, value in attributes.items():
            assert allowed[name] is None or value in allowed[name]
        if tag == "a":
            assert re.match(r"https?://", attributes["href"])


@given(text)
def test_every_word_survives(typed):
    shown = read(markup.render(typed)).words

    assert letters(shown) == letters(markup.clean(typed))


@given(text)
def test_what_is_stored_stays_as_it_is_when_it_is_stored_again(typed):
    html = markup.render(typed)

    assert markup.safe(html) == html
    assert markup.clean(markup.clean(typed)) == markup.clean(typed)


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One", '<p dir="auto">One</p>'),
        ("One\nTwo", '<p dir="auto">One<br>Two</p>'),
        ("One\r\n \r\nTwo", '<p dir="auto">One</p><p dir="auto">Two</p>'),
        (
            "> She said\n> so\nNo.",
            '<blockquote><p dir="auto">She said<br>so</p></blockquote>'
            '<p dir="auto">No.</p>',
        ),
        ("a > b", '<p dir="auto">a &gt; b</p>'),
    ],
)
def test_paragraphs_lines_and_quotes(typed, html):
    assert markup.render(typed) == html


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("See https://example.com/a.", "https://example.com/a"),
        ("(https://example.com/a)", "https://example.com/a"),
        ("https://example.com/a_(b)", "https://example.com/a_(b)"),
        ("https://example.com/?a=1&b=2", "https://example.com/?a=1&b=2"),
    ],
)
def test_a_web_address_becomes_a_link_without_the_sentences_full_stop(typed, address):
    (link,) = [attrs for tag, attrs in read(markup.render(typed)).tags if tag == "a"]

    assert unescape(link["href"]) == address


@pytest.mark.parametrize(
    "typed",
    ["https://", "https://me@example.com/", "javascript:alert(1)", "ftp://a.mx"],
)
def test_what_leads_nowhere_or_hides_its_host_is_no_link(typed):
    assert "<a" not in markup.render(typed)


@pytest.mark.parametrize("blank", ["", " \n\t", "\u200b\u200d\ufeff", "\u3164\u2800"])
def test_text_that_shows_nothing_has_no_length(blank):
    assert markup.visible_length(blank) == 0


def test_emoji_keep_their_joiners():
    assert "👩‍👩‍👧" in markup.render("👩‍👩‍👧 yes")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "road",
    [
        lambda comment: comment.edit("<script>x</script>"),
        lambda comment: Comment.objects.update(body_html="<script>x</script><p>y</p>"),
        lambda comment: (setattr(comment, "body", "<script>"), comment.save()),
        lambda comment: Comment.objects.bulk_update(
            [Comment(pk=comment.pk, body_html="<p onclick=x>y</p>")], ["body_html"]
        ),
    ],
    ids=["edit", "update", "save", "bulk_update"],
)
def test_no_road_into_the_table_brings_unsafe_html(road):
    comment = make_comment(body="Hello there")

    with open_wall():
        road(comment)
        stored = Comment.objects.get().body_html

    assert "<script" not in stored
    assert "onclick" not in stored
