"""What does a page of a thread cost, in a table of a million comments?

Loads them once into a database of its own, then asks PostgreSQL under the lock how many
pages of its memory each question touches. Ends with 1 when a budget is broken.
"""

import argparse
import os
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ["NEWSROOM_DEMO"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    var = Path(os.environ.get("NEWSROOM_VAR", ROOT / "var"))
    size = "bench-quick" if "--quick" in sys.argv else "bench"
    os.environ["NEWSROOM_VAR"] = str(var / size)
    # It empties the database that it fills: never one that somebody named.
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.models import Article  # noqa: E402
from comments import marks, queues, reconciling, threads  # noqa: E402
from comments.models import Comment, Discussion  # noqa: E402
from comments.queues import Queue  # noqa: E402
from comments.threads import Sort  # noqa: E402
from comments.wall import open_wall  # noqa: E402
from newsroom.database import server  # noqa: E402

FULL = {"articles": 20_000, "comments": 1_000_000, "thread": 100_000}
QUICK = {"articles": 500, "comments": 30_000, "thread": 10_000}
DEEP = 0.2  # of a thread's comments are the roots above: 20,000 in the big one
LARGE = {"roots": 50, "replies": 10}


class Cost(NamedTuple):
    """What a call takes: queries, pages of PostgreSQL's memory, and its time there."""

    queries: int
    buffers: int
    ms: float


def cost(call: Callable[[], object]) -> Cost:
    """What the queries of a call cost, each asked once more with EXPLAIN."""
    with CaptureQueriesContext(connection) as captured:
        call()
    asked = [query["sql"] for query in captured if _is_question(query["sql"])]
    plans = [_explained(sql) for sql in asked]
    return Cost(
        queries=len(asked),
        buffers=sum(buffers for buffers, _ms in plans),
        ms=sum(ms for _buffers, ms in plans),
    )


def _is_question(sql: str) -> bool:
    # Whatever is not named here is measured: a query must not escape by how it begins.
    first = sql.split(maxsplit=1)[0].upper()
    return first not in {"SAVEPOINT", "RELEASE"} and "set_config" not in sql


def _explained(sql: str) -> tuple[int, float]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + sql)
        lines = [line for (line,) in cursor]
    # The first line with buffers is the top of the plan, which adds up all below it.
    top = next((line for line in lines if "Buffers:" in line), "")
    buffers = sum(int(number) for number in re.findall(r"(?:hit|read)=(\d+)", top))
    took = next(line for line in lines if line.startswith("Execution Time"))
    return buffers, float(took.split()[2])


def deep_cursor(article, sort: Sort, number: int) -> str:
    """The cursor after so many roots."""
    root = threads._roots(article, sort, "")[number - 1]
    return threads._cursor_after(root, sort)


class Bench:
    """Measures, prints a line for each, and remembers what was over its budget."""

    def __init__(self) -> None:
        self.broken: list[str] = []

    def line(self, what: str, call: Callable[[], object], budget: int = 0) -> Cost:
        """Measure a call and say what it cost."""
        call()  # once, so that nothing is read from the disk
        found = cost(call)
        is_over = bool(budget) and found.buffers >= budget
        say(
            f"{what:44}{found.queries:>8}{found.buffers:>9,}"
            f"{f'< {budget:,}' if budget else '':>9}{found.ms:>9.2f} ms"
            f"{'  OVER' if is_over else ''}"
        )
        if is_over:
            self.broken.append(what)
        return found

    def require(self, what: str, *, holds: bool) -> None:
        """Say whether something holds that must."""
        say(f"{what}: {'yes' if holds else 'NO'}")
        if not holds:
            self.broken.append(what)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def load(size: dict[str, int]) -> None:
    """Fill the database, unless an earlier run has."""
    call_command("migrate", verbosity=0, interactive=False)
    with open_wall():
        found = Comment.objects.count()
    if found != size["comments"]:
        call_command("flush", verbosity=0, interactive=False)
        call_command("load_bench", **size)


def pages(bench: Bench, article, viewer, roots_above: int) -> None:
    """A page of the long thread in every order, at its start and deep in it."""
    where = f"after {roots_above:,} roots"
    for sort in Sort:
        page = partial(threads.page, article, viewer=viewer, sort=sort)
        deep = partial(page, cursor=deep_cursor(article, sort, roots_above))
        bench.line(f"{sort}, 20 roots x 3 replies", page, 300)
        bench.line(f"{sort}, 20 x 3, {where}", deep, 300)
        bench.line(f"{sort}, 50 x 10", partial(page, **LARGE), 1000)
        bench.line(f"{sort}, 50 x 10, {where}", partial(deep, **LARGE), 1000)
        roots = threads._roots(article, sort, "")
        by_number = roots[roots_above : roots_above + 50]
        bench.line(f"{sort}, those 50 roots by OFFSET", partial(_read, by_number))


def _read(comments) -> list[Comment]:
    return list(comments.all())  # a queryset keeps what it has read; its copy has not


def flatness(bench: Bench, viewer) -> None:
    """The default page of threads of every size: how many queries?"""
    counts = set()
    for article in _stories_by_size():
        visible = article.discussion.visible
        page = bench.line(
            f"newest, 20 x 3, of {visible:,} comments",
            partial(threads.page, article, viewer=viewer),
            300,
        )
        counts.add(page.queries)
    bench.require("the same number of queries for each", holds=len(counts) == 1)


def _stories_by_size():
    stories = Article.objects.select_related("discussion").order_by(
        "discussion__visible"
    )
    sizes = (0, 1, 45, 500, 5000, 10**9)
    for size in sizes:
        at_least = stories.filter(discussion__visible__gte=size).first()
        yield at_least or stories.last()


def small_questions(bench: Bench, article, viewer) -> None:
    """What is asked again and again: polls, new comments, queues, the desk's counts."""
    newest = Comment.objects.under(article).visible().newest_first()
    after, before = newest[0].pk, newest[150].pk
    bench.line("poll, nothing new", lambda: Discussion.objects.get(article=article), 10)
    bench.line(
        "poll, up to date",
        lambda: marks.newer_than(article, after, reader=viewer),
        30,
    )
    bench.line(
        "poll, 150 new",
        lambda: marks.newer_than(article, before, reader=viewer),
        300,
    )
    for queue in Queue:
        bench.line(f"queue {queue}, first page", partial(queues.entries, queue), 200)
    bench.line("the queues' counts", queues.counts, 6000)


def exactness(bench: Bench) -> None:
    """Every count of the whole table, proven."""
    began = time.perf_counter()
    found = reconciling.differences()
    took = time.perf_counter() - began
    bench.require(f"every count agrees ({took:.1f} s to prove)", holds=not found)


def measure(size: dict[str, int]) -> Bench:
    """Ask everything of the table, and print it."""
    bench = Bench()
    biggest = Discussion.objects.order_by("-visible").first()
    article = Article.objects.select_related("discussion").get(pk=biggest.pk)
    with open_wall():
        thread = Comment.objects.under(article)
        above = min(int(size["thread"] * DEEP), thread.roots().shown().count() - 100)
        said = thread.values("author").annotate(said=Count("pk")).order_by("-said")
        viewer = get_user_model().objects.get(pk=said[0]["author"])
        say(f"{'':44}{'queries':>8}{'buffers':>9}{'budget':>9}")
        pages(bench, article, viewer, above)
        flatness(bench, viewer)
        small_questions(bench, article, viewer)
    exactness(bench)
    return bench


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="A small table.")
    size = QUICK if options.parse_args().quick else FULL
    was_running = server.is_running(settings.EMBEDDED_POSTGRES)
    try:
        load(size)
        bench = measure(size)
    finally:
        connection.close()
        if not was_running:
            server.stop(settings.EMBEDDED_POSTGRES)
    if bench.broken:
        sys.exit(f"Over the budget: {'; '.join(bench.broken)}.")


if __name__ == "__main__":
    main()
