"""How much memory may the copies take, and which goes first?"""

from collections import OrderedDict
from threading import Lock

from newsroom.page_cache.copies import Copy
from newsroom.page_cache.keys import PageKey

# An address costs up to a few kilobytes, so this many take a few megabytes.
MOST_UNSHARED = 2048


class Shelf:
    """The copies by page, the least recently read thrown out first.

    It also remembers pages that were last answered for one reader only: no use making
    others wait for those. Safe to use from many threads.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._copies: OrderedDict[PageKey, Copy] = OrderedDict()
        self._unshared: dict[PageKey, None] = {}
        self._lock = Lock()
        self.bytes = 0

    def get(self, key: PageKey) -> Copy | None:
        """The copy of the page, now the last to be thrown out."""
        with self._lock:
            copy = self._copies.get(key)
            if copy is not None:
                self._copies.move_to_end(key)
            return copy

    def keep(self, key: PageKey, copy: Copy) -> None:
        """Put the copy in place of the former, unless that one was drawn later."""
        with self._lock:
            former = self._copies.get(key)
            if former is not None and former.taken_at > copy.taken_at:
                return
            self._unshared.pop(key, None)
            self._remove(key)
            if _weight(key, copy) > self._max_bytes:
                return
            self._copies[key] = copy
            self.bytes += _weight(key, copy)
            while self.bytes > self._max_bytes:
                self._remove(next(iter(self._copies)))

    def drop(self, key: PageKey) -> None:
        """Forget the page's copy, and remember that it is not for everyone."""
        with self._lock:
            self._remove(key)
            self._unshared[key] = None
            if len(self._unshared) > MOST_UNSHARED:
                del self._unshared[next(iter(self._unshared))]

    def is_unshared(self, key: PageKey) -> bool:
        """True when the page was last answered for one reader only."""
        return key in self._unshared

    def _remove(self, key: PageKey) -> None:
        copy = self._copies.pop(key, None)
        if copy is not None:
            self.bytes -= _weight(key, copy)


def _weight(key: PageKey, copy: Copy) -> int:
    return copy.size + sum(map(len, key))
