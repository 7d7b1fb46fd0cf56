"""What waits for the demo's moderator on the first morning?"""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from articles.models import Article
from comments import rules
from comments.models import (
    Appeal,
    Comment,
    Discussion,
    ListedWord,
    ModerationAction,
    Report,
    Rules,
    Sanction,
)
from comments.wall import open_wall
from demo import edition_files
from demo.seed import Progress, commenter

NIGHT_DESK = "night-desk@example.com"


@transaction.atomic
def make_moderators_day(now: datetime, say: Progress) -> None:
    """Listed words, holds with their reasons, removals, reports and an appeal; once."""
    if ListedWord.objects.exists():
        return
    wanted = edition_files.table("moderation")
    colleague = _colleague(wanted["night_desk"]["name"], now)
    _list_words(wanted["words"])
    Rules.objects.update_or_create(pk=1, defaults=wanted["rules"])
    _hold(wanted["hold"], colleague, now)
    with open_wall():
        _say_why_held()
        _record_removals(colleague)
        for report in wanted["report"]:
            _report(report, now)
        _appeal(wanted["appeal"], now)
    _run_threads(wanted["threads"])
    say("a morning's work for the moderator")


def _colleague(name: str, now: datetime) -> User:
    """Who removed what is removed: another must decide about the appeal."""
    user, _created = User.objects.get_or_create(
        email=NIGHT_DESK,
        defaults={
            "display_name": name,
            "password": make_password(None),
            "date_joined": now - timedelta(days=400),
            "is_staff": True,
        },
    )
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def _list_words(lists: dict[str, list[str]]) -> None:
    for language, words in lists.items():
        for word in words:
            ListedWord.objects.create(words=word, language=language)


def _hold(wanted: dict, colleague: User, now: datetime) -> None:
    Sanction.objects.create(
        person=commenter(wanted["person"]),
        kind=Sanction.Kind.HOLD,
        reason=wanted["reason"],
        created_by=colleague,
        created_at=now - timedelta(days=1),
    )


def _say_why_held() -> None:
    for comment in Comment.objects.held().with_author().with_story():
        draft = rules.gather(
            body=comment.body,
            author=comment.author,
            article=comment.article,
            rules=Rules.current(),
            instead_of=comment,
        )
        comment.held_for = rules.stored(rules.check(draft))
        comment.save(update_fields=["held_for"])


def _record_removals(colleague: User) -> None:
    for comment in Comment.objects.filter(status=Comment.Status.REMOVED):
        ModerationAction.objects.create(
            comment=comment,
            moderator=colleague,
            verb=ModerationAction.Verb.REMOVE,
            reason=comment.reason,
            was=Comment.Status.VISIBLE,
            became=Comment.Status.REMOVED,
            created_at=comment.created_at + timedelta(minutes=40),
        )


def _report(wanted: dict, now: datetime) -> None:
    comments = Comment.objects.under(_story(wanted)).visible().oldest_first()
    comment = comments[wanted["comment"]]
    for minutes, key in enumerate(wanted["by"], start=20):
        Report.objects.create(
            comment=comment,
            reader=commenter(key),
            reason=wanted["reason"],
            words=wanted["words"],
            created_at=now - timedelta(minutes=minutes),
        )


def _appeal(wanted: dict, now: datetime) -> None:
    removed = Comment.objects.under(_story(wanted)).get(status=Comment.Status.REMOVED)
    Appeal.objects.create(
        comment=removed,
        removal=removed.actions.get(),
        words=wanted["words"],
        created_at=now - timedelta(hours=3),
    )


def _run_threads(modes: dict[str, str]) -> None:
    for slug, mode in modes.items():
        Discussion.objects.filter(article__slug=slug).update(mode=mode)


def _story(wanted: dict) -> Article:
    return Article.objects.get(slug=wanted["story"])
