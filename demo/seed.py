"""How is the demo edition made? Each step may run again and changes nothing twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils.text import slugify

from accounts.models import User
from articles.models import (
    Article,
    Author,
    Byline,
    Page,
    Picture,
    RelatedPick,
    Section,
    Source,
    Topic,
)
from articles.renditions import make_renditions
from demo import edition_files
from demo.cast import CAST, PASSWORD
from demo.pictures import draw

SECTIONS = {
    "news": ("News", "What happened, and what it means where it happened."),
    "business": ("Business", "Work, prices and the people behind them."),
    "culture": ("Culture", "What people make, play and keep."),
    "food": ("Food", "Kitchens, fields and markets."),
    "travel": ("Travel", "Slow ways through the country."),
    "opinion": ("Opinion", "Arguments, signed."),
}

# Nobody here is new: who joined today is held to a gentler pace of writing.
MEMBERS_FOR = timedelta(days=90)

Progress = Callable[[str], None]


def make_people(now: datetime, say: Progress) -> None:
    """The people a visitor can become, and everyone who comments."""
    joined = now - MEMBERS_FOR
    password = make_password(PASSWORD)  # hashed once: a good hash takes half a second
    for person in CAST:
        _make_person(person.email, person.name, password, joined, group=person.group)
    for key, reader in edition_files.table("people").items():
        _make_person(_address(key), reader["name"], make_password(None), joined)


def commenter(key: str) -> User:
    """The person behind a key of the edition's ``people`` file."""
    return User.objects.get(email=_address(key))


def _address(key: str) -> str:
    return f"{key}@example.com"


def _make_person(
    email: str, name: str, password: str, joined: datetime, *, group: str = ""
) -> None:
    user, _created = User.objects.get_or_create(
        email=email,
        defaults={
            "display_name": name,
            "password": password,
            "date_joined": joined,
            "is_staff": bool(group),
        },
    )
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    if group:
        user.groups.add(Group.objects.get(name=group))


def make_paper(now: datetime, say: Progress) -> None:
    """The sections, the pages about the paper, and the authors."""
    for position, (slug, (name, deck)) in enumerate(SECTIONS.items()):
        Section.objects.get_or_create(
            slug=slug, defaults={"name": name, "deck": deck, "position": position}
        )
    for slug, author in edition_files.table("authors").items():
        wanted = {"name": author["name"], "role": author["role"], "bio": author["bio"]}
        Author.objects.get_or_create(slug=slug, defaults=wanted)
    for slug, page in edition_files.table("pages").items():
        wanted = {"headline": page["title"], "body": page["body"]}
        Page.objects.get_or_create(slug=slug, defaults=wanted)
    for key, person in edition_files.table("people").items():
        if "author" in person:
            Author.objects.filter(slug=person["author"]).update(user=commenter(key))


def make_stories(now: datetime, say: Progress) -> None:
    """Every story with its picture, its authors, topics, sources and picks."""
    stories = edition_files.stories()
    for number, story in enumerate(stories, start=1):
        if not Article.objects.filter(slug=story["slug"]).exists():
            _make_story(story, now)
        say(f"story {number} of {len(stories)}")
    for story in stories:
        _make_picks(story)
        _make_corrections(story, now)
        _tie_to_original(story)


def _make_story(story: dict, now: datetime) -> None:
    article = Article.objects.create(
        slug=story["slug"],
        section=Section.objects.get(slug=story["section"]),
        picture=_make_picture(story["slug"], story["picture"]),
        published_at=_before(now, story["published"]),
        updated_at=_before(now, story["updated"]) if "updated" in story else None,
        status=Article.Status.LIVE,
        **{name: story.get(name, "") for name in ("kicker", "headline", "deck")},
        **{name: story.get(name, "") for name in ("excerpt", "dateline", "body")},
        language=story["language"],
        kind=story.get("kind", Article.Kind.NEWS),
        sponsor=story.get("sponsor", ""),
    )
    for position, slug in enumerate(story["authors"]):
        author = Author.objects.get(slug=slug)
        Byline.objects.create(article=article, author=author, position=position)
    for position, source in enumerate(story.get("sources", [])):
        Source.objects.create(article=article, position=position, **source)
    for name in story["topics"]:
        article.topics.add(
            Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]
        )


def _make_picture(slug: str, wanted: dict) -> Picture:
    buffer = BytesIO()
    draw(wanted["scene"], seed=wanted["seed"]).save(buffer, "PNG", compress_level=1)
    picture = Picture.objects.create(
        file=ContentFile(buffer.getvalue(), name=f"{slug}.png"),
        alt=wanted["alt"],
        caption=wanted["caption"],
        credit=wanted["credit"],
    )
    make_renditions.enqueue(picture.pk)
    return picture


def _make_picks(story: dict) -> None:
    article = Article.objects.get(slug=story["slug"])
    for position, slug in enumerate(story.get("related", [])):
        RelatedPick.objects.get_or_create(
            article=article,
            related=Article.objects.get(slug=slug),
            defaults={"position": position},
        )


def _make_corrections(story: dict, now: datetime) -> None:
    article = Article.objects.get(slug=story["slug"])
    if article.corrections.exists():
        return
    editor = User.objects.get(email=_address("editor"))
    for correction in story.get("corrections", []):
        made_at = _before(now, correction["made"])
        article.corrections.create(text=correction["text"], made_at=made_at, by=editor)


def _tie_to_original(story: dict) -> None:
    if "translation_of" in story:
        original = Article.objects.get(slug=story["translation_of"])
        Article.objects.filter(slug=story["slug"]).update(translation_of=original)


def _before(now: datetime, age: str) -> datetime:
    return (now - edition_files.age(age)).replace(microsecond=0)
