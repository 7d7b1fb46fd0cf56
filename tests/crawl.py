"""What does each kind of reader get from each address? Used by the guards.

Every address of the resolver is asked as every kind of reader, by every method and in
several disguises, and each answer is searched for the words planted in the world.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from html import unescape
from http.cookies import SimpleCookie

from django.apps import apps
from django.db import transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import get_resolver

from articles.models import Article
from comments.wall import open_wall
from tests.addresses import Address, walk
from tests.world import NOBODY, World

# There is no Stripe in this crawl: these say so in words, with a 503.
MAY_BE_UNAVAILABLE = {
    "subscriptions:cancel",
    "subscriptions:cancel_by_link",
    "subscriptions:checkout",
    "subscriptions:keep",
    "subscriptions:portal",
}
SCRIPT = {"HX-Request": "true"}
HEADERS: tuple[dict[str, str], ...] = (
    {},
    SCRIPT,
    {"Accept": "application/json"},
    {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
    {"X-HTTP-Method-Override": "GET", "X-Original-URL": "/news/a/comments/"},
)
# Fields that many forms know, so that a POST goes as deep as it can.
PROBE: dict[str, object] = {
    "q": "probe",
    "body": "Something to say.",
    "words": "Please look again.",
    "like": "on",
    "wish": "follow",
    "verb": "remove",
    "reason": "abuse",
    "note": "Be kind.",
    "hours": "168",
    "replies": "instant",
    "followed": "daily",
    "decisions": "instant",
    "action": "remove_selected",
}


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
    with open_wall():
        rows = apps.get_model(app, model)._default_manager.values_list("pk", flat=True)
        first = rows.first()
    # There is one set of each, which has a page before anyone has saved it.
    is_one = model in {"rules", "crawlerrules"}
    return [first or (1 if is_one else NOBODY), NOBODY]


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


@dataclass(frozen=True)
class Question:
    """One request: how, where, as what, and with which fields."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    data: dict[str, object] = field(default_factory=dict)


def ask(client: Client, reader: str, question: Question) -> Answer:
    """Ask once, and undo whatever the question changed, signing out included."""
    cookies = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        response = _send(client, question)
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
        method=question.method,
        path=question.path,
        status=response.status_code,
        cache_control=response.get("Cache-Control", ""),
        text=content.decode("utf-8", "replace") + told,
    )


def _send(client: Client, question: Question):
    if question.method == "post":
        return client.post(question.path, question.data, headers=question.headers)
    if question.method in {"put", "delete", "options", "patch"}:
        body = client._encode_data(question.data, MULTIPART_CONTENT)
        ask_for = getattr(client, question.method)
        return ask_for(question.path, body, MULTIPART_CONTENT, headers=question.headers)
    fields = {} if "?" in question.path else question.data
    return getattr(client, question.method)(
        question.path, fields, headers=question.headers
    )


def crawl(
    world: World, reader: str, only: str = "*", ways=None
) -> Iterator[tuple[Address, Answer]]:
    """Everything this kind of reader gets, by every method that a browser has."""
    client = world.browser(reader)
    asked = ways or usual_ways
    cursors = links_further(world)
    for address in addresses():
        if not fnmatch(address.name, only):
            continue
        for question in asked(address, world, cursors):
            yield address, ask(client, reader, question)


def usual_ways(address: Address, world: World, cursors: list[str]):
    """What a browser, a script and a machine may ask of an address."""
    fields = PROBE | world.probe
    first, *others = paths(address, world)
    is_ours = address.name.startswith("comments:")
    yield from _of_the_first(first, fields, is_ours=is_ours, address=address)
    for path in others:
        yield Question("get", path, data=PROBE)
        yield Question("post", path, data=fields)
        if address.name == "comments:comment":
            yield Question("get", path, SCRIPT, PROBE)
    for query in world.queries.get(address.name, ()):
        yield Question("get", f"{first}?{query}")
        yield Question("get", f"{first}?{query}", SCRIPT)
    if address.name in {"comments:thread", "comments:comment"}:
        for link in cursors:
            yield Question("get", link)
            yield Question("get", link, SCRIPT)


def _of_the_first(path: str, fields, *, is_ours: bool, address: Address):
    yield Question("get", path, data=PROBE)
    yield Question("post", path, data=fields)
    if address.route.startswith("admin/"):
        return
    yield Question("head", path)
    for headers in HEADERS[1:] if is_ours else (SCRIPT,):
        yield Question("get", path, headers, PROBE)
    if is_ours:
        yield Question("post", path, SCRIPT, fields)
        yield Question("post", path, SCRIPT, fields | {"preview": "1"})
        yield Question("post", path, data=PROBE)


def every_method(address: Address, world: World, cursors: list[str]):
    """The methods that no form sends, with fields that would change something."""
    fields = PROBE | world.probe
    is_ours = address.name.startswith("comments:")
    for path in paths(address, world)[: 2 if is_ours else 1]:
        for method in ("head", "put", "delete", "options", "patch"):
            yield Question(method, path, data=fields)


def links_further(world: World) -> list[str]:
    """The signed links to later pages that a subscriber is given, for all to try."""
    client = world.browser("subscriber")
    found: dict[str, None] = {}
    story = f"/news/{world.values['slug'][0]}/comments/"
    root = f"{story}{world.values['pk'][0]}/"
    for path in (story, f"{story}?sort=oldest", f"{story}?sort=best", root):
        question = Question("get", path)
        for link in re.findall(r'"([^"]*cursor=[^"]+)"', _text(client, question)):
            found[unescape(link).partition("#")[0]] = None
    return list(found)


def _text(client: Client, question: Question) -> str:
    return ask(client, "subscriber", question).text


@dataclass
class Result:
    """What one kind of reader's crawl found."""

    leaks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def examine(world: World, reader: str, only: str = "*", ways=None) -> Result:
    """Words that leaked, answers of 5xx, and words in answers that a cache may keep."""
    result = Result()
    for address, answer in crawl(world, reader, only, ways):
        words = answer.words(world.canaries)
        result.seen |= words
        at = f"{answer.method} {answer.path} ({answer.status})"
        if answer.status >= 500 and address.name not in MAY_BE_UNAVAILABLE:
            result.faults.append(at)
        if words and "no-store" not in answer.cache_control:
            result.kept.append(at)
        result.leaks += [
            f"{at}: {world.canaries[word]}"
            for word in words
            if not world.may_read(reader, word)
        ]
    return result
