"""What did the application answer, and who may be given the same answer?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# A longer page streams through and is not kept.
LONGEST_PAGE = 2 * 1024 * 1024

# These statuses blame the request, so they say nothing new about the page.
BLAMES_THE_REQUEST = frozenset({400, 408, 413, 414, 429, 431})

type Headers = list[tuple[str, str]]


@dataclass(slots=True)
class Answer:
    """A status, its headers and either the whole body or a stream still to be sent."""

    status: str
    headers: Headers
    body: bytes | None = None
    stream: "Stream | None" = None

    @property
    def code(self) -> int:
        return int(self.status[:3])

    @property
    def is_failure(self) -> bool:
        return self.code >= 500

    @property
    def speaks_of_the_page(self) -> bool:
        """True when an older copy is now known to be wrong."""
        return not self.is_failure and self.code not in BLAMES_THE_REQUEST

    @property
    def may_be_kept(self) -> bool:
        """True for a whole 200 that its headers let every reader share."""
        return self.body is not None and _is_a_public_page(self.status, self.headers)

    @property
    def may_be_shared(self) -> bool:
        """True for a failure that those who waited for it may be given as well."""
        whole_failure = self.is_failure and self.body is not None
        return whole_failure and not is_personal(self.headers)

    def send(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Give the answer as the application did, without the body for a HEAD."""
        start_response(self.status, list(self.headers))
        if environ["REQUEST_METHOD"] == "HEAD":
            self.close()
            return []
        return self.stream if self.stream is not None else [self.body or b""]

    def close(self) -> None:
        if self.stream is not None:
            self.stream.close()


class Stream:
    """What is left of a body, to be closed by whoever sends it."""

    def __init__(self, chunks: Iterator[bytes], close: Callable[[], None]) -> None:
        self._chunks = chunks
        self.close = close

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks


def ask(application: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Run the application and return its answer, whole if the answer may be shared.

    An answer that is one reader's, or too long, is left as a stream.
    """
    reply = _Reply()
    body = application(environ, reply.start)
    close = getattr(body, "close", _nothing)
    try:
        answer = _read(reply, iter(body), close)
    except BaseException:
        close()
        raise
    if answer.stream is None:
        close()
    return answer


def directives(headers: Headers) -> dict[str, str]:
    """The parts of ``Cache-Control``, lower case, with the value of each."""
    parts = (part.partition("=") for part in _listed("cache-control", headers))
    return {name.strip(): value.strip(' "') for name, _, value in parts}


def seconds(value: str | None) -> int:
    """The duration a directive names; anything but a whole number is none."""
    return int(value) if value and value.isascii() and value.isdecimal() else 0


def is_personal(headers: Headers) -> bool:
    """True when the headers say that another reader would get another answer."""
    if any(name.lower() == "set-cookie" for name, _ in headers):
        return True
    if not {"private", "no-store"}.isdisjoint(directives(headers)):
        return True
    return any(name != "accept-encoding" for name in _listed("vary", headers))


def _is_a_public_page(status: str, headers: Headers) -> bool:
    if not status.startswith("200") or is_personal(headers):
        return False
    if any(name.lower() == "content-encoding" for name, _ in headers):
        return False
    said = directives(headers)
    if "public" not in said or "no-cache" in said:
        return False
    return seconds(said.get("s-maxage")) > 0


def _listed(wanted: str, headers: Headers) -> list[str]:
    values = (value for name, value in headers if name.lower() == wanted)
    parts = (part.strip().lower() for value in values for part in value.split(","))
    return [part for part in parts if part]


@dataclass(slots=True)
class _Reply:
    """The server's half of WSGI: remembers what the application says."""

    status: str = ""
    headers: Headers = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)
    is_sent: bool = False

    def start(
        self, status: str, headers: Headers, exc_info: Any = None
    ) -> Callable[[bytes], None]:
        if exc_info and self.is_sent:
            raise exc_info[1]
        if self.status and not exc_info:
            raise AssertionError("start_response was called twice without exc_info.")
        self.status, self.headers = status, list(headers)
        return self.written.append


def _read(reply: _Reply, chunks: Iterator[bytes], close: Callable[[], None]) -> Answer:
    begun = _until_it_answers(reply, chunks)
    if _is_worth_reading(reply) and _read_to_the_end(begun, chunks):
        body = b"".join(reply.written + begun)
        return Answer(reply.status, reply.headers, body=body)
    reply.is_sent = True
    stream = Stream(chain(reply.written, begun, chunks), close)
    return Answer(reply.status, reply.headers, stream=stream)


def _until_it_answers(reply: _Reply, chunks: Iterator[bytes]) -> list[bytes]:
    """What came before the status: a generator answers only once it is iterated."""
    begun = []
    while not reply.status:
        if (chunk := next(chunks, None)) is None:
            raise AssertionError("The application never called start_response.")
        begun.append(chunk)
    return begun


def _is_worth_reading(reply: _Reply) -> bool:
    return reply.status[0] == "5" or _is_a_public_page(reply.status, reply.headers)


def _read_to_the_end(begun: list[bytes], chunks: Iterator[bytes]) -> bool:
    """Add the rest of the body; False when it is too long, the rest then unread."""
    length = sum(map(len, begun))
    while length <= LONGEST_PAGE:
        if (chunk := next(chunks, None)) is None:
            return True
        begun.append(chunk)
        length += len(chunk)
    return False


def _nothing() -> None:
    """Close a body that has nothing to close."""
