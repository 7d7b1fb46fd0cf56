"""How much faster is a kept page than one drawn by the site?

Both are measured in this process and in turns, through the same page cache: a kept
page, and pages whose drawing takes the time given by ``--drawing-ms``.
"""

import argparse
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsroom.page_cache import PageCache

PAGE = b"<p>The river rose in the night and the market stayed closed. " * 250
CACHE_CONTROL = "public, max-age=0, s-maxage=15, stale-while-revalidate=15"
ROUNDS = 5
HITS, DRAWINGS = 20_000, 20


def site(drawing_ms: float) -> Callable:
    """A site whose pages keep the processor busy for so long."""

    def answer(environ, start_response):
        ready = time.perf_counter() + drawing_ms / 1000
        while time.perf_counter() < ready:
            pass
        headers = [("Content-Type", "text/html"), ("Cache-Control", CACHE_CONTROL)]
        start_response("200 OK", headers)
        return [PAGE]

    return answer


def visit(application: Callable, path: str, query: str = "") -> None:
    """Ask for a page as a browser that accepts brotli does."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "paper.example",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
        "wsgi.url_scheme": "http",
    }
    b"".join(application(environ, lambda status, headers: None))


def per_second(times: int, ask: Callable[[], None]) -> float:
    began = time.perf_counter()
    for _ in range(times):
        ask()
    return times / (time.perf_counter() - began)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--drawing-ms", type=float, default=10)
    cache = PageCache(
        site(options.parse_args().drawing_ms), query_keys=lambda path: frozenset({"q"})
    )
    kept, asked, drawn = [], [], []
    numbers = count()
    for _ in range(ROUNDS):
        drawn.append(per_second(DRAWINGS, lambda: visit(cache, f"/{next(numbers)}/")))
        kept.append(per_second(HITS, lambda: visit(cache, "/")))
        asked.append(per_second(HITS, lambda: visit(cache, "/", "utm=a&q=maize")))
    report("kept page", median(kept))
    report("kept page with a query", median(asked))
    report("drawn page", median(drawn))
    sys.stdout.write(f"a kept page is {median(kept) / median(drawn):,.0f}x faster\n")


def report(what: str, rate: float) -> None:
    sys.stdout.write(f"{what:24}{rate:12,.0f}/s{1e6 / rate:12,.1f} µs\n")


if __name__ == "__main__":
    main()
