"""What is kept of a public page, and how is it given to one reader?"""

import gzip
import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIEnvironment

import brotli

from newsroom.page_cache.answers import Answer, Headers, directives, seconds

# Drawn every 15 s for as long as somebody reads it: 5 costs 1 ms, 11 costs 40.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6

# Under one packet nothing is won by compressing.
SHORTEST_COMPRESSED = 860

# No browser sends a longer header, and those we have seen are remembered.
LONGEST_ACCEPT_ENCODING = 200

# Python's own objects around a copy, so that many short pages are counted honestly.
OVERHEAD = 4096

# Said anew for each encoding, each request, or by the server.
OUR_HEADERS = frozenset(
    {"age", "connection", "content-length", "date", "etag", "keep-alive"}
    | {"transfer-encoding", "vary"}
)


class Encoded(NamedTuple):
    """The page in one encoding."""

    body: bytes
    etag: str
    headers: Headers


class Copy:
    """A page as it was when its drawing began, in every encoding we give.

    Its age counts from the moment the drawing began, since an edit saved while a page
    is being drawn may be missing from it.
    """

    __slots__ = (
        "fresh_until",
        "last_modified",
        "last_resort_until",
        "not_modified_headers",
        "size",
        "taken_at",
        "usable_until",
        "variants",
    )

    def __init__(self, answer: Answer, *, taken_at: float) -> None:
        said = directives(answer.headers)
        self.taken_at = taken_at
        self.fresh_until = taken_at + seconds(said.get("s-maxage"))
        self.usable_until = self.fresh_until + seconds(
            said.get("stale-while-revalidate")
        )
        self.last_resort_until = self.fresh_until + seconds(said.get("stale-if-error"))
        headers = [(n, v) for n, v in answer.headers if n.lower() not in OUR_HEADERS]
        headers.append(("Vary", "Accept-Encoding"))
        self.last_modified = _value("last-modified", headers)
        self.not_modified_headers = [
            (n, v) for n, v in headers if n.lower() != "content-type"
        ]
        self.variants = _variants(answer.body or b"", headers)
        self.size = OVERHEAD + sum(len(each.body) for each in self.variants.values())

    def send(
        self, environ: WSGIEnvironment, start_response: StartResponse, *, now: float
    ) -> Iterable[bytes]:
        """Give the reader the encoding she prefers, or 304 when she has it already."""
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        if len(accepted) > LONGEST_ACCEPT_ENCODING:
            accepted = ""
        page = self.variants.get(preferred_encoding(accepted)) or self._plain()
        age = ("Age", str(max(0, int(now - self.taken_at))))
        if self._is_known_to(environ, page.etag):
            etag = ("ETag", page.etag)
            start_response("304 Not Modified", [*self.not_modified_headers, etag, age])
            return []
        start_response("200 OK", [*page.headers, age])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body]

    def _is_known_to(self, environ: WSGIEnvironment, etag: str) -> bool:
        """True when the reader's own copy is this one (RFC 9110, 13.2.2)."""
        if (asked := environ.get("HTTP_IF_NONE_MATCH")) is not None:
            tags = (tag.strip().removeprefix("W/") for tag in asked.split(","))
            return any(tag in (etag, "*") for tag in tags)
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        return since is not None and since == self.last_modified

    def _plain(self) -> Encoded:
        """The page for the few clients that accept neither brotli nor gzip."""
        if "identity" in self.variants:
            return self.variants["identity"]
        packed = self.variants["gzip"]
        body = gzip.decompress(packed.body)
        etag = packed.etag.replace("-gzip", "")
        shared = [
            (n, v)
            for n, v in packed.headers
            if n not in ("Content-Encoding", "Content-Length", "ETag")
        ]
        return _encoded("identity", body, etag, shared)


@lru_cache(maxsize=256)
def preferred_encoding(accepted: str) -> str:
    """The encoding an ``Accept-Encoding`` header prefers: br, gzip or identity.

    Between equals the shorter wins. A reader who accepts none of them gets identity,
    which RFC 9110 12.5.3 allows and every client can read.
    """
    weights = dict(_weighed(part) for part in accepted.lower().split(",") if part)
    others = weights.get("*", 0.0)
    best = max(("br", "gzip"), key=lambda coding: weights.get(coding, others))
    weight = weights.get(best, others)
    is_preferred = weight > 0 and weight >= weights.get("identity", 0.0)
    return best if is_preferred else "identity"


def _weighed(part: str) -> tuple[str, float]:
    coding, _, parameter = part.partition(";")
    name, _, value = parameter.partition("=")
    try:
        weight = float(value) if name.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    return coding.strip(), weight


def _variants(body: bytes, headers: Headers) -> dict[str, Encoded]:
    mark = hashlib.sha256(body).hexdigest()[:24]
    if not _compresses(body, _value("content-type", headers) or ""):
        return {"identity": _encoded("identity", body, f'"{mark}"', headers)}
    packed = {
        "br": brotli.compress(body, quality=BROTLI_QUALITY),
        # No time in it: every process then gives the same bytes under the same ETag.
        "gzip": gzip.compress(body, GZIP_LEVEL, mtime=0),
    }
    return {
        coding: _encoded(coding, packed[coding], f'"{mark}-{coding}"', headers)
        for coding in packed
    }


def _encoded(coding: str, body: bytes, etag: str, headers: Headers) -> Encoded:
    own = [("ETag", etag), ("Content-Length", str(len(body)))]
    if coding != "identity":
        own.append(("Content-Encoding", coding))
    return Encoded(body, etag, [*headers, *own])


def _compresses(body: bytes, content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    is_text = kind.startswith("text/") or kind.endswith(
        ("xml", "json", "javascript", "svg")
    )
    return is_text and len(body) >= SHORTEST_COMPRESSED


def _value(wanted: str, headers: Headers) -> str | None:
    return next((value for name, value in headers if name.lower() == wanted), None)
