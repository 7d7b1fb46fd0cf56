"""What does the site do with a million comments? Fills a database to find out."""

import csv
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import StringIO
from itertools import batched
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from articles.models import Article, Section
from comments import crowd, ranking
from comments.models import Comment
from comments.wall import open_wall

PEOPLE = 5000
YEARS = timedelta(days=3 * 365)
CHUNK = 20_000
MARK = "bench"  # how what was made here is known again
TABLES = (
    *("comments_comment", "comments_like", "comments_discussion", "comments_voice"),
    *("comments_branch", "comments_report", "comments_rerank", "accounts_user"),
)


# Every queue of the desk has something in it.
REPORT = """
    INSERT INTO comments_report (comment_id, reader_id, reason, words, created_at)
    SELECT comment_id, person_id, 'abuse', '', like_.created_at
    FROM comments_like AS like_ JOIN comments_comment AS comment
        ON comment.id = comment_id AND status = 'visible'
    WHERE comment_id % 97 = 0
    ON CONFLICT DO NOTHING
"""


class Command(BaseCommand):
    help = "Fill an empty demo database with stories and comments, to measure with."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, default=20_000, metavar="N")
        parser.add_argument("--comments", type=int, default=1_000_000, metavar="N")
        parser.add_argument(
            "--thread",
            type=int,
            default=100_000,
            metavar="N",
            help="How many of the comments stand under one story.",
        )
        parser.add_argument(
            "--beside-other-stories",
            action="store_true",
            help="Also where there are stories that this command did not make.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._refuse(options)
        began = time.monotonic()
        people, articles = _make_people(), _make_stories(options["articles"])
        made = crowd.gather(
            stories=len(articles),
            comments=options["comments"],
            thread=options["thread"],
        )
        likes = made.likes()
        numbers = crowd.Numbers(
            articles=articles,
            people=people,
            first=_reserve(len(made.stories)),
            start=timezone.now() - YEARS,
            span=YEARS,
        )
        shown = progress("comments", len(made.stories))
        copy_comments(shown(crowd.comment_rows(made, numbers)))
        _tidy()
        shown = progress("likes", sum(likes))
        copy_likes(shown(crowd.like_rows(made, likes, numbers)))
        with open_wall(), connection.cursor() as cursor:
            cursor.execute(REPORT)
        sys.stderr.write("Ranking ...\n")
        ranked = ranking.rank_noted()
        _tidy()
        self.stdout.write(
            f"Loaded {len(articles):,} stories, {len(made.stories):,} comments and"
            f" {sum(likes):,} likes, ranked {ranked:,} roots, in"
            f" {time.monotonic() - began:.0f} s. The long thread is under story"
            f" {articles[0]}."
        )

    def _refuse(self, options: dict[str, Any]) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This fills the database with comments that nobody wrote, and runs in"
                " the demo only: set NEWSROOM_DEMO=1 and a database of its own."
            )
        others = Article.objects.exclude(slug__startswith=f"{MARK}-")
        if others.exists() and not options["beside_other_stories"]:
            raise CommandError(
                f"There are {others.count()} stories that this command did not make."
                " Choose an empty database with NEWSROOM_VAR=var/bench and migrate it,"
                " or say --beside-other-stories."
            )
        if options["articles"] < 1 or options["comments"] < 0:
            raise CommandError("There must be a story, and not less than no comment.")


def _make_people() -> list[int]:
    person = get_user_model()
    made = person.objects.filter(email__startswith=f"{MARK}-").order_by("pk")
    new = (
        person(
            email=f"{MARK}-{number}@example.com",
            password="!",  # noqa: S106 - nobody can sign in with it
            display_name=f"Reader {number}",
        )
        for number in range(made.count(), PEOPLE)
    )
    person.objects.bulk_create(new, batch_size=1000)
    return list(made.values_list("pk", flat=True))


def _make_stories(count: int) -> list[int]:
    section = Section.objects.get_or_create(slug=MARK, defaults={"name": "Bench"})[0]
    before, opened = Article.objects.count(), timezone.now() - YEARS
    rows = (
        Article(
            section=section,
            headline=f"Story {before + number} to measure with",
            slug=f"{MARK}-{before + number}",
            body="<p>Nothing happened.</p>",
            status=Article.Status.LIVE,
            published_at=opened + timedelta(seconds=number),
        )
        for number in range(count)
    )
    made: list[int] = []
    for some in batched(progress("stories", count)(rows), 1000, strict=False):
        made += [story.pk for story in Article.objects.bulk_create(some)]
    return made


def _reserve(count: int) -> int:
    """The first of so many numbers that no other comment will get."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(sequence), setval(sequence, lastval() + %s) FROM"
            " pg_get_serial_sequence(%s, 'id') AS sequence",
            [count, Comment._meta.db_table],
        )
        return cursor.fetchone()[0]


def copy_comments(rows: Iterable[tuple]) -> None:
    """Store rows of a crowd's comments, as many at a time as memory bears."""
    # PostgreSQL refuses to copy into a table with row-level security, and that lock
    # stays on: rows go through a table of this session, and every trigger sees them.
    columns = ", ".join(crowd.COMMENT_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE bench AS SELECT {columns}"  # noqa: S608
            " FROM comments_comment WITH NO DATA"
        )
        for some in batched(rows, CHUNK, strict=False):
            with open_wall():
                cursor.execute("TRUNCATE bench")
                _copy(cursor, "bench", crowd.COMMENT_COLUMNS, some)
                cursor.execute(
                    f"INSERT INTO comments_comment ({columns})"  # noqa: S608
                    f" SELECT {columns} FROM bench ORDER BY id"
                )
        cursor.execute("DROP TABLE bench")


def copy_likes(rows: Iterable[tuple]) -> None:
    """Store rows of a crowd's likes; PostgreSQL counts them on the comments."""
    with connection.cursor() as cursor:
        for some in batched(rows, CHUNK, strict=False):
            _copy(cursor, "comments_like", crowd.LIKE_COLUMNS, some)


def _copy(cursor, table: str, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    typed = StringIO()
    csv.writer(typed, quoting=csv.QUOTE_NOTNULL).writerows(rows)
    typed.seek(0)
    cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN CSV", typed)


def _tidy() -> None:
    """Clear away old versions of rows, and let the planner count."""
    sys.stderr.write("Vacuuming ...\n")
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")


def progress(what: str, total: int):
    """A function that hands rows on and says on stderr how fast, and how long still."""

    def counted(rows: Iterable) -> Iterator:
        began = said = time.monotonic()
        for number, row in enumerate(rows, 1):
            yield row
            if (now := time.monotonic()) - said > 0.5 or number == total:
                said, rate = now, number / max(now - began, 0.001)
                left = (total - number) / rate
                bar = "#" * (20 * number // total)
                sys.stderr.write(
                    f"\r{what:10}[{bar:20}] {number:>9,} of {total:,}"
                    f" {rate:>9,.0f}/s {left:>5,.0f} s left "
                )
        sys.stderr.write("\n")

    return counted
