"""Where most is said is known by numbers, while the wall is closed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import discussed
from comments.models import Comment, HourOfTalk
from comments.wall import open_wall
from tests.factories import make_article, make_comment, make_person

pytestmark = pytest.mark.django_db


def talk(headline: str, times: int = 2, *, ago=timedelta(0), **fields):
    article = make_article(headline, **fields)
    for _ in range(times):
        make_comment(article, created_at=timezone.now() - ago)
    return article


def headlines(stories) -> list[str]:
    return [story.headline for story in stories]


def counted() -> int:
    return sum(HourOfTalk.objects.values_list("visible", flat=True))


def test_most_is_said_first_over_a_day_and_over_a_week():
    talk("Some", 2)
    talk("More", 3)
    talk("Before", 4, ago=timedelta(days=3))
    talk("Long ago", 5, ago=timedelta(days=9))
    talk("One comment", 1)

    ranking = discussed.most_discussed()

    assert headlines(ranking.day) == ["More", "Some"]
    assert headlines(ranking.week) == ["Before", "More", "Some"]


def test_the_front_page_names_stories_and_not_a_word_or_a_name_of_a_comment(client):
    article = make_article("Talked about")
    author = make_person(display_name="Olga Bravo")
    for _ in range(2):
        make_comment(article, author=author, body="Something only subscribers read.")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get("/").text

    ranking = page.partition('id="most-discussed"')[2].partition("</section>")[0]
    assert "Talked about" in ranking
    assert "Olga Bravo" not in page
    assert "Something only" not in page
    words = " ".join(query["sql"] for query in asked)
    assert "newsroom.wall" not in words
    assert "comments_comment" not in words


def test_a_paper_without_talk_has_no_such_list(client):
    talk("One comment", 1)

    assert "most-discussed" not in client.get("/").text


@pytest.mark.parametrize("status", ["held", "removed", "deleted"])
def test_only_what_can_be_seen_counts_and_it_follows_each_decision(status):
    article = make_article()
    comment = make_comment(article)
    make_comment(article)
    reason = {"reason": "abuse"} if status == "removed" else {}
    was = counted()

    with open_wall():
        Comment.objects.filter(pk=comment.pk).update(status=status, **reason)
    taken = counted()
    with open_wall():
        Comment.objects.filter(pk=comment.pk).update(status="visible")

    assert (was, taken, counted()) == (2, 1, 2)


def test_many_decisions_at_once_are_counted_story_by_story():
    articles = [talk(f"Story {number}", 3) for number in range(4)]

    with open_wall():
        Comment.objects.filter(article__in=articles[:2]).update(status="held")

    left = HourOfTalk.objects.filter(visible__gt=0).values_list("article", flat=True)
    assert set(left) == {article.pk for article in articles[2:]}


def test_a_comment_older_than_the_lists_changes_no_count():
    article = talk("Long ago", 2, ago=timedelta(days=30))

    with open_wall():
        Comment.objects.filter(article=article).update(status="held")

    assert not HourOfTalk.objects.exists()


@pytest.mark.parametrize("state", ["withdrawn", "sponsored"])
def test_neither_what_is_not_public_nor_what_is_paid_for_is_named(state):
    fields = {"kind": "sponsored", "sponsor": "Agua Clara"}
    talk("Hidden", **(fields if state == "sponsored" else {"status": state}))

    assert discussed.most_discussed().day == []


def test_old_hours_are_forgotten(drain):
    article = talk("Now", 2)
    old = timezone.now() - timedelta(days=9)
    HourOfTalk.objects.create(article=article, hour=old, visible=3)

    discussed.forget_old_hours.enqueue()
    drain()

    assert counted() == 2
