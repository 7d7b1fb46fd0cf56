"""Is the guard awake? Seeded leaks must turn it red, and the second lock must hold."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core import mail
from django.http import HttpResponse
from django.utils import timezone

import demo.views
from articles import structured_data
from articles.admin import ArticleAdmin
from articles.feeds import LatestFeed
from articles.models import Article
from comments import digests, moderation, policy, posting, unsubscribing
from comments.admin.threads import DiscussionAdmin
from comments.models import Comment, MailChoices
from comments.views import thread
from comments.wall import open_wall
from tests import crawl
from tests.factories import choose_mail
from tests.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return build_world()


def said_under(article, lock) -> str:
    """What a careless page would take from the thread of a story."""
    with lock():
        return " ".join(
            Comment.objects.filter(article=article).values_list("body", flat=True)
        )


def said_anywhere(lock) -> str:
    """What a careless page would take from every thread."""
    with lock():
        return " ".join(Comment.objects.values_list("body", flat=True))


def leak_by_feed(monkeypatch, lock):
    def item_description(self, item):
        return said_under(item, lock)

    monkeypatch.setattr(LatestFeed, "item_description", item_description)


def leak_by_structured_data(monkeypatch, lock):
    honest = structured_data.story

    def story(article, absolute):
        return honest(article, absolute) + f'"comment": "{said_under(article, lock)}"'

    monkeypatch.setattr(structured_data, "story", story)


def leak_by_admin_search(monkeypatch, lock):
    def show_status(self, article):
        return said_under(article, lock)

    monkeypatch.setattr(ArticleAdmin, "show_status", show_status)


def leak_by_the_list_of_threads(monkeypatch, lock):
    def section(self, row):
        return said_under(row.article, lock)

    monkeypatch.setattr(DiscussionAdmin, "section", section)


def leak_by_the_form_of_a_thread(monkeypatch, lock):
    def story(self, row):
        return said_under(row.article, lock)

    monkeypatch.setattr(DiscussionAdmin, "story", story)


def leak_by_unsubscribing(monkeypatch, lock):
    monkeypatch.setattr(unsubscribing, "masked", lambda address: said_anywhere(lock))


def leak_by_signed_links(monkeypatch, lock):
    """Whoever holds a link to a later page is let in, without the policy."""
    honest = thread.show

    def show(request, article):
        if "cursor" not in request.GET:
            return honest(request, article)
        return HttpResponse(said_under(article, lock))

    monkeypatch.setattr(thread, "show", show)


def leak_by_poll(monkeypatch, lock):
    """The poll is answered before the policy is asked."""
    honest = thread.show

    def show(request, article):
        if "after" not in request.GET:
            return honest(request, article)
        return HttpResponse(said_under(article, lock))

    monkeypatch.setattr(thread, "show", show)


def leak_by_sorting(monkeypatch, lock):
    honest = thread.show

    def show(request, article):
        if request.GET.get("sort") != "best":
            return honest(request, article)
        return HttpResponse(said_under(article, lock))

    monkeypatch.setattr(thread, "show", show)


def leak_by_preview(monkeypatch, lock):
    honest = thread.post

    def post(request, article):
        if "preview" not in request.POST:
            return honest(request, article)
        return HttpResponse(said_under(article, lock))

    monkeypatch.setattr(thread, "post", post)


LEAKS = [
    (leak_by_feed, "anonymous", "articles:feed"),
    (leak_by_structured_data, "free", "articles:article"),
    (leak_by_admin_search, "editor", "admin:articles_article_changelist"),
    (leak_by_the_list_of_threads, "editor", "admin:comments_discussion_changelist"),
    (leak_by_the_form_of_a_thread, "publisher", "admin:comments_discussion_change"),
    (leak_by_unsubscribing, "anonymous", "comments:unsubscribe"),
    (leak_by_signed_links, "lapsed", "comments:thread"),
    (leak_by_poll, "past_due", "comments:thread"),
    (leak_by_sorting, "free", "comments:thread"),
    (leak_by_preview, "anonymous", "comments:thread"),
]

# What each page would give away if its policy said yes: the second lock can't know.
WITHOUT_POLICY = [
    ("may_read", "lapsed", "comments:comment"),
    ("may_read", "free", "comments:report"),
    ("may_read", "past_due", "comments:like"),
    ("may_read", "free", "comments:ignore"),
    ("may_read", "lapsed", "comments:ignored"),
    ("may_moderate", "editor", "admin:comments_person"),
    ("may_moderate", "editor", "admin:comments_people"),
    ("may_moderate", "publisher", "admin:comments_queue"),
    ("may_moderate", "editor", "admin:comments_next"),
    ("may_moderate", "editor", "admin:comments_moderationaction_changelist"),
    ("may_moderate", "publisher", "admin:comments_moderationaction_csv"),
    ("may_moderate", "editor", "admin:comments_comment_change"),
]


@pytest.mark.parametrize(("leak", "reader", "address"), LEAKS)
def test_a_leak_turns_the_guard_red(world, monkeypatch, leak, reader, address):
    world.values["slug"].pop()

    before = crawl.examine(world, reader, address)
    leak(monkeypatch, open_wall)
    after = crawl.examine(world, reader, address)

    assert before.leaks == []
    assert after.leaks


@pytest.mark.parametrize(("leak", "reader", "address"), LEAKS)
def test_without_the_policy_the_second_lock_holds(
    world, monkeypatch, leak, reader, address
):
    leak(monkeypatch, nullcontext)

    result = crawl.examine(world, reader, address)

    assert result.leaks == []
    assert result.faults == []


@pytest.mark.parametrize(("may", "reader", "address"), WITHOUT_POLICY)
def test_a_policy_that_says_yes_to_all_turns_the_guard_red(
    world, monkeypatch, may, reader, address
):
    monkeypatch.setattr(policy, may, lambda user: policy.Verdict.ALLOWED)

    assert crawl.examine(world, reader, address).leaks


@pytest.mark.parametrize("reader", ["anonymous", "lapsed", "moderator"])
def test_an_inbox_that_opens_every_mail_turns_the_guard_red(world, monkeypatch, reader):
    monkeypatch.setattr(demo.views, "may_open", lambda user, mail: True)

    assert crawl.examine(world, reader, "demo:mail").leaks


@pytest.mark.parametrize("disguise", range(5))
def test_a_word_is_known_in_every_disguise(world, disguise):
    word = next(iter(world.canaries))
    text = f"<p>{crawl.forms(word)[disguise]}</p>"
    answer = crawl.Answer("anonymous", "get", "/", 200, "", text)

    assert answer.words(world.canaries) == {word}


def everything_sent_to(address: str) -> str:
    """All mails to one person, each with its headers and in every form it has."""
    mails = [one for one in mail.outbox if address in one.to]
    parts = [part.content for one in mails for part in one.alternatives]
    return "\n".join([*(one.message().as_string() + one.body for one in mails), *parts])


@pytest.mark.parametrize("pace", ["instant", "daily"])
@pytest.mark.parametrize("reader", ["lapsed", "subscriber"])
def test_a_mail_holds_words_only_for_who_may_read_them(
    world, a_minute_later, reader, pace
):
    person, writer = world.people[reader], world.people["writer"]
    MailChoices.objects.all().delete()
    choose_mail(person, replies=pace, followed=pace)
    person.ignores.all().delete()
    story = Article.objects.get(slug=world.values["slug"][0])
    own = Comment.write(
        article=story,
        author=person,
        body=world.plant("visible", reader),
        created_at=timezone.now() - timedelta(minutes=9),
    )

    for author, parent in ((writer, own), (world.people["granted"], None)):
        body = world.plant("visible", "writer")
        posting.post(article=story, author=author, body=body, parent=parent)
    a_minute_later()
    moderation.remove(own, by=world.people["moderator"], reason="spam")
    a_minute_later()
    digests.send.enqueue(person=person.pk)
    a_minute_later()

    sent = everything_sent_to(person.email)
    found = {word for word in world.canaries if word in sent}
    assert sent
    assert [word for word in found if not world.may_read(reader, word)] == []
    others = {word for word in found if world.canaries[word][1] != reader}
    assert bool(others) is (reader == "subscriber")
