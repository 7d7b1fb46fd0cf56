"""The wall under a story is the same for everyone and holds no word of a comment."""

import pytest
from django.utils import timezone

from comments.models import Comment, Discussion
from comments.wall import open_wall
from tests.factories import make_comment, make_plan

SENTENCE = (
    "Have something to say? Paid Subscribers get all access"
    " to make &amp; read comments."
)


@pytest.fixture
def page(client, article):
    """The story's page, once there is a comment and a plan."""
    make_plan()
    make_comment(article, body="zq77aa01 words")
    return client.get(article.get_absolute_url()).text


def test_the_wall_shows_the_sentence_and_the_true_numbers(page, article):
    last = Discussion.objects.get(article=article).last_comment_at

    assert SENTENCE in page
    assert "1 comment" in page
    assert "1 person talking" in page
    assert timezone.localtime(last).strftime("%Y-%m-%dT%H:%M") in page


def test_the_wall_shows_the_plans_and_the_ways_in(page, article):
    thread = f"{article.get_absolute_url()}comments/"

    assert "$99 MXN a month" in page
    assert f'href="{thread}">Open the conversation' in page
    assert f'data-thread="{thread}"' in page
    assert "/accounts/login/?next=" in page
    assert "data-nosnippet" in page


def test_the_wall_holds_no_words_and_no_names(page, article):
    with open_wall():
        author = Comment.objects.get().author

    assert "zq77aa01" not in page
    assert author.display_name not in page


def test_a_story_without_comments_says_so(client, article):
    page = client.get(article.get_absolute_url()).text

    assert "No comments yet" in page
    assert SENTENCE in page


def test_the_page_is_the_same_for_everyone(
    client, article, sign_in, reader, subscriber, moderator
):
    make_comment(article)
    address = article.get_absolute_url()

    pages = {
        browser.get(address).content
        for browser in (client, *map(sign_in, (reader, subscriber, moderator)))
    }

    assert len(pages) == 1
