"""The numbers of a discussion are PostgreSQL's, and always those of a recount."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count, Max
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies as st

from articles.models import Article
from comments import likes, moderation, reconciling
from comments.models import Comment, Discussion, Voice
from comments.wall import open_wall
from tests.factories import make_article, make_comment, make_person

STATUSES = ["visible", "held", "removed", "deleted"]


def counted(article) -> tuple:
    """What the discussion says: visible, voices, time of the last comment."""
    row = Discussion.objects.get(article=article)
    return row.visible, row.voices, row.last_comment_at


def recounted(article) -> tuple:
    """What the comments themselves say."""
    with open_wall():
        found = Comment.objects.under(article).visible()
        return tuple(
            found.aggregate(
                visible=Count("pk"),
                voices=Count("author", distinct=True),
                last=Max("created_at"),
            ).values()
        )


def version(article) -> int:
    return Discussion.objects.get(article=article).version


def set_status(comment, status: str) -> None:
    with open_wall():
        reason = "spam" if status == "removed" else ""
        Comment.objects.filter(pk=comment.pk).update(status=status, reason=reason)


def test_a_new_story_has_a_discussion_with_nothing_in_it(db):
    article = make_article()

    assert counted(article) == (0, 0, None)


def test_stories_made_in_bulk_have_discussions(article):
    copies = [
        Article(section=article.section, headline="Copy", slug=f"copy-{n}")
        for n in range(3)
    ]

    made = Article.objects.bulk_create(copies)

    assert Discussion.objects.filter(article__in=made).count() == 3


def test_two_people_with_three_comments_are_two_voices(article, subscriber, reader):
    make_comment(article, author=subscriber)
    make_comment(article, author=subscriber)
    last = make_comment(article, author=reader)

    assert counted(article) == (3, 2, last.created_at)


def test_a_voice_falls_silent_with_its_last_visible_comment(article, subscriber):
    comment = make_comment(article, author=subscriber)

    set_status(comment, "removed")

    assert counted(article) == (0, 0, None)
    assert Voice.objects.get(article=article).written == 1


def test_the_last_comment_is_the_latest_that_can_be_seen(article):
    first = make_comment(article, created_at=timezone.now() - timedelta(days=2))
    second = make_comment(article)

    set_status(second, "held")

    assert counted(article)[2] == first.created_at


def test_bulk_created_comments_are_counted(article, subscriber):
    rows = [
        Comment(article=article, author=subscriber, body="Hi", depth=1, path=f"{n:07}")
        for n in range(5)
    ]

    with open_wall():
        Comment.objects.bulk_create(rows)

    assert counted(article) == recounted(article)
    assert counted(article)[:2] == (5, 1)


def test_one_update_over_two_stories_is_counted_in_both(article):
    other = make_article()
    for story in (article, article, other):
        make_comment(story)

    with open_wall():
        Comment.objects.update(status="deleted")

    assert counted(article) == counted(other) == (0, 0, None)


def test_raw_sql_is_counted(article):
    make_comment(article)
    make_comment(article)

    with open_wall(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM comments_comment WHERE id = (SELECT max(id) FROM"
            " comments_comment)"
        )

    assert counted(article) == recounted(article)
    assert counted(article)[0] == 1
    assert Voice.objects.count() == 1


def test_a_comment_that_moves_to_another_story_is_counted_there(article):
    other = make_article()
    make_comment(article)

    with open_wall():
        Comment.objects.update(article=other)

    assert counted(article)[:2] == (0, 0)
    assert counted(other)[:2] == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda comment: make_comment(parent=comment),
        lambda comment: comment.edit("Other words"),
        lambda comment: comment.delete_by_author(),
        lambda comment: set_status(comment, "held"),
    ],
    ids=["reply", "edit", "delete", "hold"],
)
def test_the_version_grows_with_every_change_that_shows(article, change):
    comment = make_comment(article)
    before = version(article)

    change(comment)

    assert version(article) > before


def test_the_version_stays_when_nothing_shows(article):
    comment = make_comment(article)
    before = version(article)

    with open_wall():
        comment.save()
        Comment.objects.update(subscriber_since="2026-01-01")

    assert version(article) == before


def test_a_comment_knows_that_it_was_answered(article):
    comment = make_comment(article)

    make_comment(parent=comment)

    with open_wall():
        comment.refresh_from_db()
    assert comment.has_replies


def shown_below(root) -> int:
    """How many replies a root has, at any depth, as PostgreSQL counts them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(replies), 0) FROM comments_branch WHERE root_id = %s",
            [root.pk],
        )
        return cursor.fetchone()[0]


def test_a_root_has_all_replies_below_it_that_are_shown(article):
    root = make_comment(article)
    reply = make_comment(parent=root)
    make_comment(parent=reply)
    make_comment(parent=root, status="held")

    assert shown_below(root) == 2


def test_a_removed_reply_is_shown_as_long_as_it_is_answered(article):
    root = make_comment(article)
    answered, alone = make_comment(parent=root), make_comment(parent=root)
    make_comment(parent=answered)

    set_status(answered, "removed")
    set_status(alone, "removed")

    assert shown_below(root) == 2


def test_a_held_reply_counts_once_it_is_let_in(article):
    root = make_comment(article)
    reply = make_comment(parent=root, status="held")
    before = shown_below(root)

    set_status(reply, "visible")

    assert (before, shown_below(root)) == (0, 1)


PEOPLE = STORIES = range(3)
step = st.one_of(
    st.tuples(
        st.just("write"),
        st.sampled_from(STORIES),
        st.sampled_from(PEOPLE),
        st.sampled_from(STATUSES),
    ),
    st.tuples(st.just("reply"), st.integers(0, 30), st.sampled_from(PEOPLE)),
    st.tuples(st.just("set"), st.integers(0, 30), st.sampled_from(STATUSES)),
    st.tuples(st.just("set all"), st.sampled_from(STORIES), st.sampled_from(STATUSES)),
    st.tuples(st.just("hand over"), st.integers(0, 30), st.sampled_from(PEOPLE)),
    st.tuples(st.just("move"), st.integers(0, 30), st.sampled_from(STORIES)),
    st.tuples(st.just("erase"), st.integers(0, 30)),
    st.tuples(st.just("date"), st.integers(0, 30), st.integers(1, 50)),
    st.tuples(st.just("like"), st.integers(0, 30), st.sampled_from(PEOPLE)),
    st.tuples(st.just("unlike"), st.integers(0, 30), st.sampled_from(PEOPLE)),
    st.tuples(st.just("leave"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("pick"), st.integers(0, 30)),
    st.tuples(st.just("remove all"), st.sampled_from(STORIES)),
    st.tuples(st.just("restore all"), st.sampled_from(STORIES)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
)


class Newsroom:
    """Three stories, three people, and what a random history does to them."""

    def __init__(self) -> None:
        self.stories = [make_article() for _ in STORIES]
        self.people = [make_person() for _ in PEOPLE]
        self.batches = []

    def some(self, number: int):
        """One comment, chosen by number; None when there is none yet."""
        every = list(Comment.objects.order_by("pk"))
        return every[number % len(every)] if every else None

    def write(self, story, person, status):
        reason = "spam" if status == "removed" else ""
        author = self.people[person]
        make_comment(self.stories[story], author=author, status=status, reason=reason)

    def reply(self, number, person):
        if parent := self.some(number):
            make_comment(parent=parent, author=self.people[person])

    def set(self, number, status):
        if comment := self.some(number):
            set_status(comment, status)

    def set_all(self, story, status):
        Comment.objects.under(self.stories[story]).update(status=status, reason="spam")

    def hand_over(self, number, person):
        if comment := self.some(number):
            numbered = Comment.objects.filter(pk=comment.pk)
            numbered.update(author=self.people[person])

    def move(self, number, story):
        if comment := self.some(number):
            Comment.objects.filter(pk=comment.pk).update(article=self.stories[story])

    def erase(self, number):
        comment = self.some(number)
        if comment and not Comment.objects.filter(path__gt=comment.path).exists():
            Comment.objects.filter(pk=comment.pk).delete()

    def date(self, number, days):
        if comment := self.some(number):
            earlier = timezone.now() - timedelta(days=days)
            Comment.objects.filter(pk=comment.pk).update(created_at=earlier)

    def like(self, number, person):
        if comment := self.some(number):
            likes.like(comment, by=self.people[person])

    def unlike(self, number, person):
        if comment := self.some(number):
            likes.like(comment, by=self.people[person], on=False)

    def leave(self, person):
        self.people[person].likes.all().delete()

    def pick(self, number):
        if comment := self.some(number):
            moderation.pick(comment, by=self.people[0])

    def remove_all(self, story):
        thread = Comment.objects.under(self.stories[story])
        done = moderation.remove_all(thread, by=self.people[0], reason="spam")
        self.batches.append(done.batch)

    def restore_all(self, story):
        thread = Comment.objects.under(self.stories[story])
        done = moderation.restore_all(thread, by=self.people[0])
        self.batches.append(done.batch)

    def undo(self, number):
        if self.batches:
            batch = self.batches[number % len(self.batches)]
            moderation.undo(batch, by=self.people[0])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=st.lists(step, max_size=14))
def test_after_any_history_the_counts_are_those_of_a_recount(db, history):
    newsroom = Newsroom()

    with open_wall():
        for verb, *arguments in history:
            getattr(newsroom, verb.replace(" ", "_"))(*arguments)

    for story in newsroom.stories:
        assert counted(story) == recounted(story)
    with open_wall():
        written = Comment.objects.filter(article__in=newsroom.stories).count()
    voices = Voice.objects.filter(article__in=newsroom.stories)
    assert sum(voice.written for voice in voices) == written
    assert all(voice.written > 0 for voice in voices)
    assert reconciling.differences() == {}
