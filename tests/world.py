"""A paper with one thread and everybody who could read it, for the guards.

Canary words are planted in everything that holds what a subscriber or a moderator
wrote. Each knows whose it is and where it stands: who may read it follows from that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from django.test import Client
from django.utils import timezone

from articles.models import Page
from comments import moderation, unsubscribing
from comments.models import Appeal, Comment, CommentRevision, ListedWord, Report
from comments.wall import open_wall
from demo.models import Mail
from subscriptions import cancelling
from tests import factories

NOBODY = 99_999_999
ENTITLED = {"in_grace", "granted", "subscriber", "suspended", "banned"}
STAFF = {"moderator", "editor", "publisher"}
READERS = (
    "anonymous",
    "free",
    "lapsed",
    "past_due",
    "in_grace",
    "granted",
    "subscriber",
    "suspended",
    "banned",
    "moderator",
    "editor",
    "publisher",
)
OLD_ROOTS = 12  # with the others more than a page of the thread, which is 20


@dataclass
class World:
    """The paper, its people, the planted words, and what fills its addresses."""

    people: dict[str, object] = field(default_factory=dict)
    canaries: dict[str, tuple[str, str]] = field(default_factory=dict)
    values: dict[str, list] = field(default_factory=dict)
    queries: dict[str, list[str]] = field(default_factory=dict)
    probe: dict[str, object] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(0xA1B2C3, 0x11111))

    def plant(self, state: str, owner: str) -> str:
        """Words that nobody else may read than ``owner`` and whoever sees ``state``."""
        word = f"zq{next(self.numbers):06x}"
        self.canaries[word] = (state, owner)
        return f"{word}S probe words stand here {word}M and go on {word}E"

    def browser(self, reader: str) -> Client:
        """A browser, signed in as this kind of reader."""
        client = Client(raise_request_exception=False)
        if reader != "anonymous":
            client.force_login(self.people[reader])
        return client

    def may_read(self, reader: str, word: str) -> bool:
        """Whether a planted word is meant for this reader."""
        state, owner = self.canaries[word]
        if reader == owner:
            return True  # her own words stay hers, whatever became of them
        if state == "mail":
            return False  # nobody opens another's mail, moderators neither
        if reader == "moderator":
            return True
        if state == "name":
            return reader in ENTITLED | {"publisher"}
        return state == "visible" and reader in ENTITLED


def build_world() -> World:
    """The paper that the guards crawl."""
    world = World()
    _people(world)
    article = _paper(world)
    with open_wall():
        _thread(world, article)
        _decisions(world, article)
        _many_roots(world, article)
    _mails(world)
    _choices(world, article)
    return world


def _people(world: World) -> None:
    now = timezone.now()
    day, people = timedelta(days=1), world.people
    for key in ("free", "lapsed", "past_due", "in_grace", "granted"):
        people[key] = factories.make_person(key.replace("_", "-"))
    subscribe = factories.subscribe
    subscribe(people["lapsed"], status="canceled", access_until=now - day)
    subscribe(people["past_due"], status="past_due", access_until=now - day)
    subscribe(people["in_grace"], status="past_due", access_until=now + day)
    factories.make_grant(people["granted"])
    for key in ("subscriber", "writer", "suspended", "banned"):
        people[key] = factories.make_subscriber(key)
    for key in sorted(STAFF):
        people[key] = factories.make_person(key, group=f"{key.title()}s")
    by = people["moderator"]
    factories.make_sanction(
        people["suspended"], "suspension", until=now + day, created_by=by
    )
    factories.make_sanction(people["banned"], "ban", created_by=by)
    people["writer"].display_name = f"Writer {world.plant('name', 'writer')[:8]}"
    people["writer"].save()


def _paper(world: World):
    author, topic = factories.make_author(), factories.make_topic()
    picture = factories.make_picture()
    article = factories.make_article(
        picture=picture, authors=[author], topics=[topic], sources=["El Faro"]
    )
    Page.objects.create(slug="terms", headline="Terms", body="<p>Be kind.</p>")
    ListedWord.objects.create(words="beetle", language="en")
    front = factories.make_front(article)
    factories.make_banner()
    today = timezone.localdate()
    world.values = {
        "section": ["news", "nope"],
        "slug": [article.slug, "nope"],
        "articles:author slug": [author.slug, "nope"],
        "articles:page slug": ["terms", "ethics"],
        "articles:topic slug": [topic.slug, "nope"],
        "admin:articles_front_former pk": [front.pk, NOBODY],
        **_feeds(author, topic),
        "part": [f"stories-{today:%Y-%m}", "lists", "nope"],
        "year": [f"{today:%Y}"],
        "month": [f"{today:%m}", "13"],
        "day": [f"{today:%d}"],
        "token": [article.get_preview_url().split("/")[2], "forged"],
        "path": [picture.file.name, "%2e%2e/settings.py", "nope.jpg"],
        "plan": ["monthly", "nope"],
        "key": ["a-b", "nope"],
        "demo:become key": ["reader", "nope"],
        "uidb36": ["1"],
        "url": ["nothing/here"],
        "app_label": ["articles", "comments", "nope"],
        "content_type_id": [_content_type("article"), _content_type("comment")],
        "queue": ["held", "reported", "new", "appeals", "decided", "nope"],
    }
    return article


def _feeds(author, topic) -> dict[str, list]:
    return {
        f"articles:{kind}_{name} slug": [found.slug, "nope"]
        for kind, found in (("author", author), ("topic", topic))
        for name in ("feed", "feed_json")
    }


def _content_type(model: str) -> int:
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get(model=model).pk


def _thread(world: World, article) -> None:
    """A comment in every state, from the writer and from readers of several kinds."""
    say = _speaker(world, article)
    root = say("visible")
    reply = say("visible", parent=root)
    others = [say("visible", owner=one) for one in ("lapsed", "suspended", "banned")]
    say("visible", picked_at=timezone.now())
    why = {"rule": "listed_words", "words": world.plant("why held", "")[:80]}
    why |= {"start": 0, "end": 9}
    held = say("held", status="held", held_for=[why], has_replies=True)
    say("deleted", parent=root, status="deleted")
    gone = say("deleted", status="deleted", has_replies=True)
    CommentRevision.objects.create(comment=root, body=world.plant("past", "writer"))
    Report.objects.create(
        comment=root,
        reader=world.people["subscriber"],
        reason="other",
        words=world.plant("report", "subscriber"),
    )
    for reader in ("lapsed", "subscriber"):
        factories.make_ignore(world.people[reader], world.people["writer"])
        factories.make_mark(world.people[reader], article)
    world.values["pk"] = [one.pk for one in (root, *others, held, gone)]
    world.probe = {
        "parent": reply.pk,
        "comment": [f"{one.pk}:{one.version}" for one in (root, reply, held)],
        "_selected_action": [root.pk, held.pk],
        "seen": [f"{one.pk}:{one.version}" for one in (root, held)],
    }


def _decisions(world: World, article) -> None:
    """Removals with words to the author, and what the authors answered."""
    say, moderator = _speaker(world, article), world.people["moderator"]
    for owner, outcome in (("writer", "upheld"), ("lapsed", "")):
        removed = say("removed", owner=owner, has_replies=True)
        world.values["pk"].append(removed.pk)
        note = world.plant("note", owner)
        moderation.remove(removed, by=moderator, reason="abuse", note=note)
        answer = world.plant("answer", owner) if outcome else ""
        Appeal.objects.create(
            comment=removed,
            removal=removed.actions.get(),
            words=world.plant("appeal", owner),
            outcome=outcome,
            answer=answer,
            decided_by=factories.make_person(group="Moderators") if outcome else None,
            decided_at=timezone.now() if outcome else None,
        )
    world.values["pk"].append(NOBODY)


def _many_roots(world: World, article) -> None:
    """So many that the thread has a second page, with planted words on it as well."""
    say = _speaker(world, article)
    root = Comment.objects.roots().visible().oldest_first()[0]
    long_ago = timezone.now() - timedelta(days=3)
    for _ in range(3):
        say("visible", parent=root)
    for number in range(OLD_ROOTS):
        at = long_ago + timedelta(minutes=number)
        factories.make_comment(article, author=world.people["writer"], created_at=at)
    say("visible", created_at=long_ago - timedelta(days=1))


def _speaker(world: World, article):
    def say(state, owner="writer", **fields) -> Comment:
        body = world.plant(state, owner)
        author = world.people[owner]
        return factories.make_comment(article, author=author, body=body, **fields)

    return say


def _mails(world: World) -> None:
    """What lies in the demo's open inbox: for everyone, for one, for a subscriber."""
    open_to_all = Mail.objects.create(to="a@example.com", subject="Hello", text="Hello")
    kept = [
        Mail(to=f"{to}@example.com", eyes=eyes, text=words, html=words, subject="New")
        for to, eyes, words in (
            ("subscriber", "subscribers", world.plant("mail", "subscriber")),
            ("lapsed", "subscribers", world.plant("mail", "")),
            ("lapsed", "receiver", world.plant("mail", "lapsed")),
        )
    ]
    Mail.objects.bulk_create(kept)
    mails = Mail.objects.values_list("pk", flat=True)
    world.values["demo:mail pk"] = [open_to_all.pk, *mails, NOBODY]


def _choices(world: World, article) -> None:
    """What the conversation's addresses are asked for beside their bare selves."""
    people = world.people
    links = [unsubscribing.path(people[key], "replies") for key in ("lapsed", "writer")]
    world.values["subscriptions:cancel_by_link token"] = [
        cancelling.path(people[key]).rstrip("/").rpartition("/")[2]
        for key in ("lapsed", "subscriber")
    ]
    world.values["comments:unsubscribe token"] = [
        *(link.rstrip("/").rpartition("/")[2] for link in links),
        "forged",
    ]
    batch = factories.make_batch(by=people["publisher"])
    for page in ("csv", "print"):
        world.values[f"admin:subscriptions_codebatch_{page} pk"] = [batch.pk, NOBODY]
    world.values["admin:comments_person pk"] = [
        *(people[key].pk for key in ("writer", "lapsed", "banned")),
        NOBODY,
    ]
    paid = people["subscriber"].subscriptions.get()
    for page in ("person", "refresh", "end"):
        world.values[f"admin:subscriptions_{page} pk"] = [paid.user_id, NOBODY]
    world.values["admin:subscriptions_end subscription"] = [paid.pk, NOBODY]
    sheets = ["people", "stories", "months", "nope"]
    world.values["admin:subscriptions_sheet sheet"] = sheets
    world.values["admin:subscriptions_mail kind"] = ["subscription_receipt", "nope"]
    world.queries = {
        "admin:subscriptions_people": ["q=subscriber", "q=cus_x", "page=2"],
        "comments:thread": ["seen=0&after=0", "sort=best", "sort=oldest", "since=0"],
        "comments:comment": ["reply=1"],
        "admin:comments_queue": ["mine=1", "after=0-0"],
        "admin:comments_next": ["after=0-0"],
        "admin:comments_people": ["q=writer"],
        "admin:comments_comment_changelist": ["q=zq", "status__exact=held"],
        "admin:comments_moderationaction_csv": ["days=1"],
        "admin:comments_discussion_changelist": ["q=story"],
    }
