"""How is a long list of stories cut into pages that never move under the reader?"""

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404

STORIES_A_PAGE = 20
LAST_PAGE = 500  # deeper than any reader goes; the archive by date reaches the rest


def page_of(stories, number: str | None) -> Page:
    """The numbered page of the stories; raises ``Http404`` past the end."""
    try:
        page = Paginator(stories, STORIES_A_PAGE).page(number or 1)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    if page.number > LAST_PAGE:
        raise Http404
    return page
