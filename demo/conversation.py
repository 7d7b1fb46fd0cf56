"""How do the demo's threads get their comments?"""

from datetime import date, datetime

from django.db import transaction

from articles.models import Article
from comments.models import Comment, Reason
from comments.wall import open_wall
from demo import edition_files
from demo.seed import Progress, commenter

REASONS = {"off topic": Reason.OFF_TOPIC, "abuse": Reason.ABUSE}


def make_conversations(now: datetime, say: Progress) -> None:
    """Every comment of the edition; a story that has some already is left alone."""
    for story in edition_files.stories():
        article = Article.objects.get(slug=story["slug"])
        wanted = edition_files.comments(story["slug"])
        if wanted and not _has_comments(article):
            _make_thread(article, now - edition_files.age(story["published"]), wanted)
            say(f"{len(wanted)} comments under “{article.headline}”")


def _has_comments(article: Article) -> bool:
    with open_wall():
        return article.comments.exists()


@transaction.atomic
def _make_thread(article: Article, began: datetime, wanted: list[dict]) -> None:
    written: dict[str, Comment] = {}
    for comment in wanted:
        written[comment["id"]] = Comment.write(
            article=article,
            author=commenter(comment["author"]),
            body=comment["text"],
            parent=written.get(comment.get("reply_to", "")),
            status=comment.get("status", Comment.Status.VISIBLE),
            reason=REASONS.get(comment.get("reason", ""), ""),
            created_at=began + edition_files.age(comment["after"]),
            subscriber_since=_since(comment["author"], began.date()),
        )


def _since(key: str, at: date) -> date | None:
    person = edition_files.table("people")[key]
    return at - edition_files.months(person["since"]) if "since" in person else None
