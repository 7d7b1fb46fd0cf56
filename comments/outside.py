"""What does an outside service think of a text, when the newsroom has one?

Off unless ``COMMENT_CHECK_URL`` is set. It is sent the text as JSON, and answers
``{"hold": true, "reason": "…"}``. Whatever else it does, the comment is held: nothing
appears unread because a machine was down.

Ask it before a transaction begins: it may take its time, and nobody waits for a lock
meanwhile.
"""

import json
import logging
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import get_language

from comments import markup, policy
from comments.rules import Finding
from newsroom import limits

logger = logging.getLogger(__name__)

SECONDS = 2.0
LONGEST_ANSWER, LONGEST_REASON = 10_000, 200
# More than the usual pace allows: who goes on is held without asking anyone.
TIMES_A_MINUTE = 20
SILENT = Finding("outside_silent")


def ask(text: str, *, by) -> tuple[Finding, ...]:
    """Why the service would hold what this person wrote; nothing when it is off."""
    if not settings.COMMENT_CHECK_URL or policy.may_moderate(by):
        return ()
    if not limits.allow(f"outside:{by.pk}", times=TIMES_A_MINUTE, seconds=60):
        return (SILENT,)
    return try_out(text)


def try_out(text: str) -> tuple[Finding, ...]:
    """Why the service would hold a text, whoever wrote it; nothing when it is off."""
    url, token = settings.COMMENT_CHECK_URL, settings.COMMENT_CHECK_TOKEN
    return fetch_opinion(text, url=url, token=token) if url else ()


def fetch_opinion(
    text: str, *, url: str, token: str = "", seconds: float = SECONDS
) -> tuple[Finding, ...]:
    """Why the service at this address would hold the text; it has so long to say."""
    answers: SimpleQueue = SimpleQueue()
    # A thread of its own, for a socket's limit counts each byte and no name's look-up.
    Thread(
        target=lambda: answers.put(_opinion(text, url, token, seconds)), daemon=True
    ).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        answer = None
    if answer is None:
        logger.warning("the outside check of comments did not answer")
        return (SILENT,)
    return tuple(answer)


def fault_of(url: str) -> str:
    """What is wrong with the service's address; empty when comments may go there."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "is no address"
    if not host or parts.username is not None:
        return "must name a host, and no person before it"
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host)):
        return ""
    return "must begin with https://, unless the service runs on this machine"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _opinion(text: str, url: str, token: str, seconds: float) -> list[Finding] | None:
    """The findings, or None when there is no answer that can be understood."""
    try:
        answer = json.loads(_post(urlsplit(url), _question(text), token, seconds))
    except (OSError, HTTPException, ValueError, RecursionError):
        return None
    if not isinstance(answer, dict) or not isinstance(answer.get("hold"), bool):
        return None
    if not answer["hold"]:
        return []
    reason = markup.clean(str(answer.get("reason") or ""))[:LONGEST_REASON]
    return [Finding("outside_reason", reason) if reason else Finding("outside")]


def _question(text: str) -> bytes:
    return json.dumps({"text": text, "language": get_language() or "en"}).encode()


def _post(parts: SplitResult, body: bytes, token: str, seconds: float) -> bytes:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    link = kind(parts.hostname or "", parts.port, timeout=seconds)
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        link.request("POST", path, body, headers)
        response = link.getresponse()
        # A redirect is no answer either: the words go to no address but this one.
        if response.status != 200:
            raise HTTPException(response.status)
        answer = response.read(LONGEST_ANSWER + 1)
    finally:
        link.close()
    if len(answer) > LONGEST_ANSWER:
        raise HTTPException("too long an answer")
    return answer
