"""When is a page drawn again, who waits for it, and who gets the old copy?"""

import logging
import time
from collections.abc import Callable, Iterable
from threading import Event, Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from newsroom.page_cache.answers import Answer, ask
from newsroom.page_cache.copies import Copy
from newsroom.page_cache.keys import PageKey, QueryKeys, drawing_environ, page_key
from newsroom.page_cache.shelf import Shelf

logger = logging.getLogger(__name__)

# Files and the desk: they have caches or ranges of their own, or are never public.
PASSED_THROUGH = ("/static/", "/media/", "/admin/")


class PageCache:
    """A WSGI application that keeps the public pages of the one behind it.

    A copy is fresh for the page's ``s-maxage``. Through ``stale-while-revalidate`` the
    first request draws the page in its own thread and the others get the old copy at
    once; after that everyone waits for that one drawing. Through ``stale-if-error``
    the old copy stands in for an answer of 500 and above or for an exception.
    Any other answer that is not a public page drops the copy.

    What a public page may read is ``keys.PageKey``: its body must depend on nothing
    else. Django must leave ``USE_X_FORWARDED_HOST`` off, and may know a proxy's scheme
    by ``X-Forwarded-Proto`` alone. Source: RFC 9111, RFC 5861.
    """

    def __init__(
        self,
        app: WSGIApplication,
        *,
        query_keys: QueryKeys,
        max_bytes: int = 64 * 1024 * 1024,
        clock: Callable[[], float] = time.monotonic,
        passes: tuple[str, ...] = PASSED_THROUGH,
    ) -> None:
        self._app = app
        self._query_keys = query_keys
        self._passes = passes
        self._clock = clock
        self._shelf = Shelf(max_bytes)
        self._drawings: dict[PageKey, Drawing] = {}
        self._lock = Lock()

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        key = page_key(environ, self._query_keys)
        if key is None or environ.get("PATH_INFO", "").startswith(self._passes):
            return self._app(environ, start_response)
        found: Copy | Answer | None = self._fresh_copy(key)
        if found is None:
            found = self._renewed(key, environ)
        if isinstance(found, Copy):
            return found.send(environ, start_response, now=self._clock())
        return found.send(environ, start_response)

    def _fresh_copy(self, key: PageKey) -> Copy | None:
        copy = self._shelf.get(key)
        return copy if copy and self._clock() < copy.fresh_until else None

    def _renewed(self, key: PageKey, environ: WSGIEnvironment) -> Copy | Answer:
        """Draw the page, or use the drawing that another thread has begun."""
        with self._lock:
            # Again under the lock: another thread may just have finished drawing.
            copy, now = self._shelf.get(key), self._clock()
            if copy and now < copy.fresh_until:
                return copy
            drawing = self._drawings.get(key)
            if drawing and copy and now < copy.usable_until:
                return copy
            begun = None
            if drawing is None and not self._shelf.is_unshared(key):
                self._drawings[key] = begun = Drawing()
        if begun:
            return self._draw_for_all(key, environ, begun)
        shared = drawing.wait() if drawing else None
        return shared or self._draw(key, environ)

    def _draw_for_all(
        self, key: PageKey, environ: WSGIEnvironment, drawing: "Drawing"
    ) -> Copy | Answer:
        try:
            drawing.result = self._draw(key, environ)
        except Exception as error:
            drawing.error = error
            raise
        finally:
            with self._lock:
                del self._drawings[key]
            drawing.done.set()
        return drawing.result

    def _draw(self, key: PageKey, environ: WSGIEnvironment) -> Copy | Answer:
        old, began = self._shelf.get(key), self._clock()
        try:
            answer = ask(self._app, drawing_environ(environ))
        except Exception:
            # Whatever broke, the readers of a page we still hold need not see it.
            if (stand_in := self._last_resort(old)) is None:
                raise
            logger.exception("old copy served", extra={"page": key.path})
            return stand_in
        if answer.is_failure and (stand_in := self._last_resort(old)):
            answer.close()
            logger.warning("old copy served", extra={"page": key.path})
            return stand_in
        return self._kept(key, answer, began)

    def _last_resort(self, old: Copy | None) -> Copy | None:
        return old if old and self._clock() < old.last_resort_until else None

    def _kept(self, key: PageKey, answer: Answer, began: float) -> Copy | Answer:
        if answer.may_be_kept:
            copy = Copy(answer, taken_at=began)
            self._shelf.keep(key, copy)
            return copy
        if answer.speaks_of_the_page:
            self._shelf.drop(key)
        return answer


class Drawing:
    """One drawing of a page, and those who wait for it."""

    def __init__(self) -> None:
        self.done = Event()
        self.result: Copy | Answer | None = None
        self.error: Exception | None = None

    def wait(self) -> Copy | Answer | None:
        """What everyone may share once it is done, or None when each must ask alone.

        Raises the error that ended the drawing.
        """
        self.done.wait()
        if self.error is not None:
            raise self.error
        if isinstance(self.result, Answer) and not self.result.may_be_shared:
            return None
        return self.result
