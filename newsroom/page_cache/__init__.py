"""How does a public page reach its readers without Django drawing it each time?

``PageCache`` stands before Django and keeps one copy of each public page per process.
``keys`` says which requests ask for the same page, ``answers`` asks the application
and reads what its headers allow, ``copies`` holds a page in each encoding, ``shelf``
bounds the memory, and ``edge`` decides when a page is drawn again and who waits.
"""

from newsroom.page_cache.edge import PageCache
from newsroom.page_cache.keys import reduced_query

__all__ = ["PageCache", "reduced_query"]
