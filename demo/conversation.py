"""How do the demo's threads get their comments, likes and picks?"""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import User
from articles.models import Article
from comments.models import Comment, Like, Reason
from comments.ranking import rank_changed
from comments.wall import open_wall
from demo import edition_files
from demo.seed import Progress, commenter

# What was said in the last hours no moderator has looked at.
UNSEEN = timedelta(hours=12)
REASONS = {"off topic": Reason.OFF_TOPIC, "abuse": Reason.ABUSE}


def make_conversations(now: datetime, say: Progress) -> None:
    """Every comment of the edition; a story that has some already is left alone."""
    crowd = [commenter(key) for key in edition_files.table("people")]
    for story in edition_files.stories():
        article = Article.objects.get(slug=story["slug"])
        wanted = edition_files.comments(story["slug"])
        if wanted and not _has_comments(article):
            began = now - edition_files.age(story["published"])
            _make_thread(article, began, wanted, crowd, seen_by=now - UNSEEN)
            say(f"{len(wanted)} comments under “{article.headline}”")
    rank_changed.call()


def _has_comments(article: Article) -> bool:
    with open_wall():
        return article.comments.exists()


@transaction.atomic
def _make_thread(
    article: Article,
    began: datetime,
    wanted: list[dict],
    crowd: list[User],
    *,
    seen_by: datetime,
) -> None:
    written: dict[str, Comment] = {}
    for comment in wanted:
        said_at = began + edition_files.age(comment["after"])
        written[comment["id"]] = made = Comment.write(
            article=article,
            author=commenter(comment["author"]),
            body=comment["text"],
            parent=written.get(comment.get("reply_to", "")),
            status=comment.get("status", Comment.Status.VISIBLE),
            reason=REASONS.get(comment.get("reason", ""), ""),
            created_at=said_at,
            reviewed_at=said_at + timedelta(hours=1) if said_at < seen_by else None,
            picked_at=said_at + timedelta(hours=2) if "pick" in comment else None,
            subscriber_since=_since(comment["author"], began.date()),
        )
        _like(made, crowd, comment.get("likes", 0) // 2)


def _like(comment: Comment, crowd: list[User], number: int) -> None:
    """So many others like it, another part of the crowd for each comment."""
    others = [person for person in crowd if person.pk != comment.author_id]
    start = comment.pk % len(others)
    likers = (others[start:] + others[:start])[:number]
    with open_wall():
        Like.objects.bulk_create(
            Like(comment=comment, person=person) for person in likers
        )


def _since(key: str, at: date) -> date | None:
    person = edition_files.table("people").get(key, {})
    return at - edition_files.months(person["since"]) if "since" in person else None
