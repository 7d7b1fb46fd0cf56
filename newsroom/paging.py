"""How is a long list cut into numbered pages, with a hard end?"""

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404

ENTRIES_A_PAGE = 20
LAST_PAGE = 500  # deeper than any reader goes; the archive by date reaches the rest


def page_of(entries, number: str | None) -> Page:
    """The numbered page of the entries; raises ``Http404`` past the end."""
    paginator = Paginator(entries, ENTRIES_A_PAGE)
    paginator.num_pages = min(paginator.num_pages, LAST_PAGE)
    try:
        return paginator.page(number or 1)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
