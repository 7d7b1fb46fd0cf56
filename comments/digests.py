"""What was new in the conversations someone follows, told in one mail a day?"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.tasks import task
from django.utils import timezone

from articles.models import Article
from comments import emails, policy
from comments.models import Comment, MailChoices, ThreadMark
from comments.unsubscribing import Kind
from comments.wall import open_wall
from newsroom import mail

# In these hours of the paper's own clock digests are begun: the first is the usual
# one, the others make up for a worker that was asleep.
HOURS = range(7, 10)

DAY, LONGEST = timedelta(days=1), timedelta(days=7)
THREADS, COMMENTS, REPLIES = 5, 20, 20
TRIED = 20  # threads looked into, of which some have nothing that is new to her
PEOPLE_AT_ONCE = 500

Pace = MailChoices.Pace


class News(NamedTuple):
    """What is new to one person in one thread, the oldest first."""

    article: Article
    comments: list[Comment]
    has_more: bool


@task
def begin() -> None:
    """Enqueue today's digests, if it is time."""
    if timezone.localtime().hour in HOURS:
        enqueue_some.enqueue(after=0)


@task
def enqueue_some(*, after: int) -> None:
    """Enqueue a digest for each of the next people who may be due one, and go on."""
    people = list(_due().filter(pk__gt=after)[:PEOPLE_AT_ONCE])
    with transaction.atomic():
        for person in people:
            send.enqueue(person=person)
        if len(people) == PEOPLE_AT_ONCE:
            enqueue_some.enqueue(after=people[-1])


@task
def send(*, person: int) -> None:
    """Mail one person what is new to her since her last digest, if she may read it."""
    to = emails.reachable(person)
    if to is None:
        return
    choices, now = MailChoices.of(to), timezone.now()
    if _has_had(choices):
        return
    letter = _letter(to, choices, now) if policy.may_read(to) else None
    if letter:
        # Her choices are not held meanwhile: she may be changing them this moment.
        mail.hand_over_once(letter, key=f"digest:{person}:{_this_morning():%F}")
    # What is written from now on, the mail server's time as well, is tomorrow's news.
    told = {"digested_at": now}
    MailChoices.objects.update_or_create(person=to, defaults=told)


def _due():
    """The numbers of those who want a digest and have not had today's."""
    hers = {"person": OuterRef("pk")}
    choices = MailChoices.objects.filter(**hers)
    follows = ThreadMark.objects.filter(**hers, wish=ThreadMark.Wish.FOLLOW)
    # One who has never chosen gets the usual: the digest of what she follows.
    otherwise = choices.exclude(followed=Pace.DAILY)
    wants = (Exists(follows) & ~Exists(otherwise)) | Exists(
        choices.filter(replies=Pace.DAILY)
    )
    had = Exists(choices.filter(digested_at__gte=_this_morning()))
    people = get_user_model().objects.filter(wants & ~had, is_active=True)
    return people.order_by("pk").values_list("pk", flat=True)


def _this_morning() -> datetime:
    return timezone.localtime().replace(
        hour=HOURS.start, minute=0, second=0, microsecond=0
    )


def _has_had(choices: MailChoices) -> bool:
    return choices.digested_at is not None and choices.digested_at >= _this_morning()


def _letter(to, choices: MailChoices, now: datetime) -> mail.Letter | None:
    """Her digest; none when nothing is new to her."""
    since = max(choices.digested_at or now - DAY, now - LONGEST)
    with open_wall():
        replies = _replies(to, since) if choices.replies == Pace.DAILY else []
        is_daily = choices.followed == Pace.DAILY
        threads = _threads(to, since, told=replies) if is_daily else []
        if not replies and not threads:
            return None
        context = {"replies": replies, "threads": threads}
        eyes = emails.SUBSCRIBERS
        return emails.write("digest", to=to, kind=Kind.DIGEST, eyes=eyes, **context)


def _replies(to, since: datetime) -> list[Comment]:
    new = Comment.objects.to_tell(to).answering(to).come_since(since)
    return list(reversed(new.newest_first()[:REPLIES]))


def _threads(to, since: datetime, *, told: list[Comment]) -> list[News]:
    followed = ThreadMark.objects.filter(
        Q(seen_at=None) | Q(article__discussion__last_comment_at__gt=F("seen_at")),
        person=to,
        wish=ThreadMark.Wish.FOLLOW,
        article__discussion__last_comment_at__gt=since,
    )
    newest = followed.order_by("-article__discussion__last_comment_at")
    found = []
    for mark in newest.select_related("article__section")[:TRIED]:
        if news := _news(to, mark, since, told):
            found.append(news)
        if len(found) == THREADS:
            break
    return found


def _news(to, mark: ThreadMark, since: datetime, told) -> News | None:
    """What she has neither seen nor been told in this thread."""
    unseen = max(since, mark.seen_at or since)
    new = Comment.objects.to_tell(to).under(mark.article).come_since(unseen)
    new = new.exclude(pk__in=[comment.pk for comment in told])
    rows = list(new.newest_first()[: COMMENTS + 1])
    if not rows:
        return None
    has_more = len(rows) > COMMENTS
    return News(mark.article, rows[:COMMENTS][::-1], has_more)
