"""What does the conversation hold about one person, to be handed out to herself?

Her own words, decisions and settings; nobody else's words and nobody else's name.
"""

from django.conf import settings

from comments.models import (
    Appeal,
    Comment,
    CommentRevision,
    Like,
    MailChoices,
    Report,
    Sanction,
    ThreadMark,
)
from comments.wall import open_wall


def by_kind(person) -> dict:
    """All of it for the file about the whole account; opens the wall for her own."""
    with open_wall():
        told = everything_about(person)
    return {
        "comments": told["comments"],
        "likes": told["likes"],
        "reports": told["reports"],
        "threads": told["threads"],
        "choices": {"mails": told["mail"], "people_ignored": told["ignored_people"]},
        "sanctions": told["sanctions"],
    }


def everything_about(person) -> dict:
    """All of it, ready to become JSON. Ask for it inside the opened wall."""
    choices = MailChoices.of(person)
    return {
        "name": person.display_name,
        "comments": _comments(person),
        "likes": list(
            Like.objects.filter(person=person)
            .order_by("pk")
            .values("comment", "created_at")
        ),
        "reports": list(
            Report.objects.filter(reader=person)
            .order_by("pk")
            .values("comment", "reason", "words", "created_at")
        ),
        "threads": _threads(person),
        "ignored_people": person.ignores.count(),
        "mail": {
            "replies": choices.replies,
            "followed": choices.followed,
            "decisions": choices.decisions,
        },
        "sanctions": list(
            Sanction.objects.against(person)
            .order_by("pk")
            .values("kind", "reason", "created_at", "until", "lifted_at")
        ),
    }


def _comments(person) -> list[dict]:
    own = Comment.objects.by(person).with_story().with_removal().oldest_first()
    earlier: dict[int, list[dict]] = {}
    revisions = CommentRevision.objects.filter(comment__author=person).order_by("pk")
    for comment, body, at in revisions.values_list("comment", "body", "replaced_at"):
        earlier.setdefault(comment, []).append({"body": body, "replaced_at": at})
    return [_comment(one, earlier.get(one.pk, [])) for one in own]


def _comment(own: Comment, earlier: list[dict]) -> dict:
    is_removed = own.status == Comment.Status.REMOVED
    return {
        "number": own.pk,
        "story": own.article.headline,
        "address": settings.SITE_ADDRESS + own.get_absolute_url(),
        "written_at": own.created_at,
        "edited_at": own.edited_at,
        "status": own.status,
        "reason": own.get_reason_display() if is_removed else "",
        "moderators_words": own.removal_note or "" if is_removed else "",
        "likes": own.likes,
        "body": own.body,
        "earlier": earlier,
        "appeal": _appeal(getattr(own, "appeal", None)),
    }


def _appeal(appeal: Appeal | None) -> dict | None:
    if appeal is None:
        return None
    return {
        "words": appeal.words,
        "asked_at": appeal.created_at,
        "outcome": appeal.outcome,
        "answer": appeal.answer,
        "decided_at": appeal.decided_at,
    }


def _threads(person) -> list[dict]:
    marks = ThreadMark.objects.filter(person=person).order_by("pk")
    return [
        {
            "story": mark.article.headline,
            "wish": mark.wish,
            "seen_at": mark.seen_at,
        }
        for mark in marks.select_related("article")
    ]
