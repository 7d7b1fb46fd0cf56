"""Ready-made things for tests: one ``make_…`` function per model."""

from datetime import timedelta
from io import BytesIO
from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from accounts.models import User
from articles.models import (
    Article,
    Author,
    Banner,
    Byline,
    Correction,
    Front,
    Page,
    Picture,
    RelatedPick,
    Section,
    Slot,
    Source,
    Topic,
)
from comments.models import (
    Comment,
    Discussion,
    Ignore,
    ListedWord,
    MailChoices,
    Rules,
    Sanction,
    ThreadMark,
)
from subscriptions import codes
from subscriptions.models import CodeBatch, Grant, Plan, Subscription

_numbers = count(1)
HOUR = timedelta(hours=1)


def make_person(key: str = "", *, group: str = "", **fields) -> User:
    """Someone who has signed up and proved her address; staff when given a group."""
    key = key or f"person{next(_numbers)}"
    fields = {"display_name": key.title(), "is_staff": bool(group)} | fields
    user = User.objects.create_user(f"{key}@example.com", "newsroom", **fields)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_section(name: str = "News", **fields) -> Section:
    """The section with this name."""
    return Section.objects.get_or_create(
        slug=slugify(name), defaults={"name": name} | fields
    )[0]


def make_author(name: str = "Lucía Ferrer", **fields) -> Author:
    """The author with this name."""
    defaults = {"name": name, "role": "Reporter"} | fields
    return Author.objects.get_or_create(slug=slugify(name), defaults=defaults)[0]


def make_topic(name: str = "Water") -> Topic:
    """The topic with this name."""
    return Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def picture_file(*, size=(60, 40), colour="teal", kind="PNG", name="picture.png"):
    """A small real picture, as an upload."""
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return ContentFile(buffer.getvalue(), name=name)


def make_picture(**fields) -> Picture:
    """A stored picture with everything a page needs."""
    fields = {
        "file": picture_file(),
        "alt": "A reservoir at dawn",
        "caption": "The reservoir on Monday.",
        "credit": "Newsroom illustration",
    } | fields
    return Picture.objects.create(**fields)


def make_article(headline: str = "", *, authors=(), topics=(), sources=(), **fields):
    """A published story in News, an hour old unless told otherwise."""
    number = next(_numbers)
    headline = headline or f"Story number {number}"
    fields = {
        "section": fields.pop("section", None) or make_section(),
        "headline": headline,
        "slug": f"{slugify(headline)[:70]}-{number}",
        "deck": f"The line under story {number}.",
        "body": f"<p>The body of story {number}.</p>",
        "status": Article.Status.LIVE,
        "published_at": timezone.now() - timedelta(hours=1),
    } | fields
    article = Article.objects.create(**fields)
    for position, author in enumerate(authors):
        Byline.objects.create(article=article, author=author, position=position)
    for position, name in enumerate(sources):
        Source.objects.create(article=article, name=name, position=position)
    article.topics.set(topics)
    return article


def make_page(slug: str, **fields) -> Page:
    """A page about the paper, at one of its addresses."""
    fields = {"headline": slug.title(), "body": f"<p>All {slug}.</p>"} | fields
    return Page.objects.create(slug=slug, **fields)


def make_correction(article: Article, text: str = "", **fields) -> Correction:
    """A correction of the story, made now unless told otherwise."""
    text = text or f"Correction number {next(_numbers)}."
    return Correction.objects.create(article=article, text=text, **fields)


def pick(article: Article, *related: Article) -> None:
    """Make the stories the editors' picks under an article, in this order."""
    for position, story in enumerate(related):
        RelatedPick.objects.create(article=article, related=story, position=position)


def make_front(*stories: Article | None, **fields) -> Front:
    """A published front page with the stories in its places; None fills itself."""
    fields = {"published_at": timezone.now()} | fields
    until = fields.pop("until", None)
    front = Front.objects.create(**fields)
    Slot.objects.bulk_create(
        Slot(front=front, place=place, article=story, until=until)
        for place, story in enumerate(stories)
        if story
    )
    return front


def make_banner(text: str = "A quake shook Oaxaca", **fields) -> Banner:
    """A line across the paper that runs now, for an hour."""
    now = timezone.now()
    fields = {"starts_at": now - timedelta(minutes=5), "until": now + HOUR} | fields
    return Banner.objects.create(text=text, **fields)


def make_plan(slug: str = "monthly", **fields) -> Plan:
    """The plan with this slug: 99 pesos a month unless told otherwise."""
    defaults = {
        "name": slug.title(),
        "description": "Make and read comments\nSupport the reporting",
        "amount": 9900,
    } | fields
    return Plan.objects.get_or_create(slug=slug, defaults=defaults)[0]


def subscribe(person: User, **fields) -> Subscription:
    """A row as the mirror would have written it: active for 30 more days."""
    now = timezone.now()
    end = now + timedelta(days=30)
    fields = {
        "plan": fields["plan"] if "plan" in fields else make_plan(),
        "stripe_id": f"sub_factory{next(_numbers)}",
        "status": Subscription.Status.ACTIVE,
        "started_at": now - timedelta(days=40),
        "current_period_end": end,
        "access_until": end + timedelta(days=1),
    } | fields
    return Subscription.objects.create(user=person, **fields)


def make_subscriber(key: str = "", **fields) -> User:
    """Someone who has signed up and pays."""
    person = make_person(key, **fields)
    subscribe(person)
    return person


def make_grant(person: User, **fields) -> Grant:
    """Thirty days of complimentary access."""
    now = timezone.now()
    fields = {
        "starts_at": now - timedelta(hours=1),
        "until": now + timedelta(days=30),
        "reason": "Wrote for us",
    } | fields
    return Grant.objects.create(user=person, **fields)


def make_batch(**fields) -> CodeBatch:
    """Three codes of thirty days, to be redeemed within ten."""
    batch = CodeBatch(
        **{
            "reason": "Readers' day",
            "size": 3,
            "days": 30,
            "expires_at": timezone.now() + timedelta(days=10),
        }
        | fields
    )
    codes.make(batch)
    return batch


def make_comment(
    article: Article | None = None,
    *,
    author: User | None = None,
    parent: Comment | None = None,
    body: str = "",
    **fields,
) -> Comment:
    """A visible comment under the story, or under another comment."""
    article = article or (parent.article if parent else make_article())
    return Comment.write(
        article=article,
        author=author or make_person(),
        parent=parent,
        body=body or f"Comment number {next(_numbers)}.",
        **fields,
    )


def make_sanction(person: User, kind: str = "ban", **fields) -> Sanction:
    """A sanction in force, given by a moderator."""
    by = fields.pop("created_by", None) or make_person(group="Moderators")
    fields = {"reason": "abuse"} | fields
    return Sanction.objects.create(person=person, kind=kind, created_by=by, **fields)


def run_thread(article: Article, mode: str, **fields) -> None:
    """Open, close, slow down or hold the thread under the story."""
    Discussion.objects.filter(article=article).update(mode=mode, **fields)


def make_mark(person: User, article: Article, wish: str = "follow", **fields):
    """The person's mark on the story's thread: followed unless told otherwise."""
    fields = {"wish": wish} | fields
    return ThreadMark.objects.create(person=person, article=article, **fields)


def make_ignore(person: User, ignored: User) -> Ignore:
    """The person no longer wants to see what the other writes."""
    return Ignore.objects.create(person=person, ignored=ignored)


def choose_mail(person: User, **choices) -> MailChoices:
    """What the person has chosen to be told by mail."""
    return MailChoices.objects.update_or_create(person=person, defaults=choices)[0]


def make_rules(**fields) -> Rules:
    """The newsroom's rules, the usual ones but for these numbers."""
    return Rules.objects.update_or_create(pk=1, defaults=fields)[0]


def make_listed(*words: str, language: str = "es") -> None:
    """Words that hold a comment."""
    ListedWord.add(words, language=language)
