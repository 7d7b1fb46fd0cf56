"""What does each kind of reader get from each address? Used by the guards.

Canary words are planted in everything that holds a comment's words. Every address of
the resolver is asked as every kind of reader, and each answer is searched for them.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from fnmatch import fnmatch
from http.cookies import SimpleCookie
from itertools import count

from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from articles.models import Article, Page
from comments import moderation
from comments.models import Comment, CommentRevision, Report
from comments.wall import open_wall
from demo.models import Mail
from tests import factories
from tests.addresses import Address, walk

NOBODY = 99_999_999
# There is no Stripe in this crawl: these say so in words, with a 503.
MAY_BE_UNAVAILABLE = {
    "subscriptions:cancel",
    "subscriptions:checkout",
    "subscriptions:keep",
    "subscriptions:portal",
}
ENTITLED = {"subscriber", "in_grace", "granted"}
STAFF = {"moderator", "editor", "publisher"}
READERS = (
    "anonymous",
    "free",
    "lapsed",
    "past_due",
    "in_grace",
    "granted",
    "subscriber",
    "moderator",
    "editor",
    "publisher",
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"HX-Request": "true"},
    {"Accept": "application/json"},
    {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
    {"X-HTTP-Method-Override": "GET", "X-Original-URL": "/news/a/comments/"},
)


@dataclass
class World:
    """A paper with one thread, everybody who could read it, and the planted words."""

    people: dict[str, object] = field(default_factory=dict)
    canaries: dict[str, tuple[str, str]] = field(default_factory=dict)
    values: dict[str, list] = field(default_factory=dict)
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


def build_world() -> World:
    """The paper that the guards crawl."""
    world = World()
    _people(world)
    article = _paper(world)
    _thread(world, article)
    return world


def _people(world: World) -> None:
    now = timezone.now()
    people = world.people
    for key in ("free", "lapsed", "past_due", "in_grace", "granted"):
        people[key] = factories.make_person(key.replace("_", "-"))
    factories.subscribe(
        people["lapsed"], status="canceled", access_until=now - timedelta(days=1)
    )
    factories.subscribe(
        people["past_due"], status="past_due", access_until=now - timedelta(days=1)
    )
    factories.subscribe(
        people["in_grace"], status="past_due", access_until=now + timedelta(days=1)
    )
    factories.make_grant(people["granted"])
    for key in ("subscriber", "writer"):
        people[key] = factories.make_subscriber(key)
    for key in sorted(STAFF):
        people[key] = factories.make_person(key, group=f"{key.title()}s")
    people["writer"].display_name = f"Writer {world.plant('name', 'writer')[:8]}"
    people["writer"].save()


def _paper(world: World):
    author, topic = factories.make_author(), factories.make_topic()
    picture = factories.make_picture()
    article = factories.make_article(
        picture=picture, authors=[author], topics=[topic], sources=["El Faro"]
    )
    Page.objects.create(slug="terms", headline="Terms", body="<p>Be kind.</p>")
    mail = Mail.objects.create(to="a@example.com", subject="Hello", text="Hello")
    today = timezone.localdate()
    world.values = {
        "section": ["news", "nope"],
        "slug": [article.slug, "nope"],
        "articles:author slug": [author.slug, "nope"],
        "articles:page slug": ["terms", "ethics"],
        "articles:topic slug": [topic.slug, "nope"],
        "articles:sitemap_part section": ["stories", "sections", "nope"],
        "year": [f"{today:%Y}"],
        "month": [f"{today:%m}", "13"],
        "day": [f"{today:%d}"],
        "token": [article.get_preview_url().split("/")[2], "forged"],
        "path": [picture.file.name, "%2e%2e/settings.py", "nope.jpg"],
        "plan": ["monthly", "nope"],
        "key": ["a-b", "nope"],
        "demo:become key": ["reader", "nope"],
        "demo:mail pk": [mail.pk, NOBODY],
        "uidb36": ["1"],
        "url": ["nothing/here"],
        "app_label": ["articles", "comments", "nope"],
        "content_type_id": [_content_type("article"), _content_type("comment")],
    }
    return article


def _content_type(model: str) -> int:
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get(model=model).pk


def _thread(world: World, article) -> None:
    moderator = world.people["moderator"]

    def say(state, owner="writer", **fields) -> Comment:
        body = world.plant(state, owner)
        author = world.people[owner]
        return factories.make_comment(article, author=author, body=body, **fields)

    with open_wall():
        root = say("visible")
        say("visible", parent=root)
        say("visible", owner="lapsed")
        say("held", status="held")
        removed = say("removed")
        moderation.remove(
            removed, by=moderator, reason="abuse", note=world.plant("note", "moderator")
        )
        say("deleted", parent=root, status="deleted")
        say("deleted", status="deleted", has_replies=True)
        CommentRevision.objects.create(comment=root, body=world.plant("past", "writer"))
        Report.objects.create(
            comment=root,
            reader=world.people["subscriber"],
            reason="other",
            words=world.plant("report", "subscriber"),
        )
        world.values["pk"] = [*Comment.objects.values_list("pk", flat=True), NOBODY]


def addresses() -> list[Address]:
    """Every address of the site."""
    return list(walk(get_resolver()))


def paths(address: Address, world: World) -> list[str]:
    """The address filled in: first with what exists, then with what does not.

    Raises ``KeyError`` for a parameter that nobody has taught this crawl to fill.
    """
    offers = {name: _offers(address, name, world) for name in address.parameters}
    real = {name: values[0] for name, values in offers.items()}
    variants = [real] + [
        real | {name: value} for name, values in offers.items() for value in values[1:]
    ]
    return [address.path(values) for values in variants]


def _offers(address: Address, name: str, world: World) -> list:
    if name == "object_id":
        return _objects(address, world)
    own = f"{address.name} {name}"
    return world.values[own if own in world.values else name]


def _objects(address: Address, world: World) -> list:
    app, model = address.route.split("/")[1:3]
    if (app, model) == ("comments", "comment"):
        return world.values["pk"]
    if app == "r":
        return [Article.objects.values_list("pk", flat=True).first()]
    rows = apps.get_model(app, model)._default_manager.values_list("pk", flat=True)
    return [rows.first() or NOBODY, NOBODY]


@dataclass(frozen=True)
class Answer:
    """What one reader got from one address."""

    reader: str
    method: str
    path: str
    status: int
    cache_control: str
    text: str

    def words(self, canaries) -> set[str]:
        """The planted words in it: plain, in capitals, backwards, base64 or hex."""
        return {word for word in canaries if any(v in self.text for v in forms(word))}


def forms(word: str) -> tuple[str, ...]:
    """The disguises in which a word could leave the house."""
    raw = word.encode()
    base = base64.b64encode(raw).decode()[:9]
    return word, word.upper(), word[::-1], base, raw.hex()


PROBE = {"q": "probe", "body": "Something to say."}


def ask(
    client: Client, reader: str, method: str, path: str, headers=None, data=PROBE
) -> Answer:
    """Ask once, and undo whatever the question changed, signing out included."""
    cookies = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        fields = {} if method == "head" else data
        response = getattr(client, method)(path, fields, headers=headers or {})
        content = (
            b"".join(response.streaming_content)
            if response.streaming
            else response.content
        )
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    told = "\n".join(f"{name}: {value}" for name, value in response.items())
    return Answer(
        reader=reader,
        method=method,
        path=path,
        status=response.status_code,
        cache_control=response.get("Cache-Control", ""),
        text=content.decode("utf-8", "replace") + told,
    )


def crawl(
    world: World, reader: str, only: str = "*"
) -> Iterator[tuple[Address, Answer]]:
    """Everything this kind of reader gets, by every method that a browser has."""
    client = world.browser(reader)
    for address in addresses():
        if not fnmatch(address.name, only):
            continue
        for path in paths(address, world):
            for method, headers in _questions(address):
                yield address, ask(client, reader, method, path, headers)


def _questions(address: Address) -> list[tuple[str, dict[str, str]]]:
    if address.route.startswith("admin/"):
        return [("get", {}), ("post", {})]
    return [*(("get", headers) for headers in HEADERS), ("head", {}), ("post", {})]


@dataclass
class Result:
    """What one kind of reader's crawl found."""

    leaks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def examine(world: World, reader: str, only: str = "*") -> Result:
    """Words that leaked, answers of 5xx, and words in answers that a cache may keep."""
    result = Result()
    for address, answer in crawl(world, reader, only):
        words = answer.words(world.canaries)
        result.seen |= words
        at = f"{answer.method} {answer.path} ({answer.status})"
        if answer.status >= 500 and address.name not in MAY_BE_UNAVAILABLE:
            result.faults.append(at)
        if words and "no-store" not in answer.cache_control:
            result.kept.append(at)
        result.leaks += [
            f"{at}: {state}"
            for state, owner in (world.canaries[word] for word in words)
            if not may_read(reader, state, owner)
        ]
    return result


def may_read(reader: str, state: str, owner: str) -> bool:
    """Whether these words are meant for this reader."""
    if reader == owner:
        return True  # her own words stay hers, whatever became of them
    if reader == "moderator":
        return True
    if state == "name":
        return reader in ENTITLED | {"publisher"}
    return state == "visible" and reader in ENTITLED
