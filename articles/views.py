"""What does each public page of the paper show?"""

import datetime

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.static import serve

from articles.archive import neighbours_of
from articles.finding import (
    Moved,
    SectionMoved,
    Withdrawn,
    find_published,
    find_section,
)
from articles.front_page import front_page as compose_front_page
from articles.models import Article, Author, Correction, Page, Topic
from articles.models.article_lists import paid_last
from articles.related import related_stories
from newsroom import errors
from newsroom.audience import open_page, public_page
from newsroom.paging import page_of

LONGEST_QUERY = 200  # characters of a search


@public_page()
def front_page(request):
    """The front page: the lead, the top stories, a block for every section."""
    return render(request, "articles/front_page.html", {"page": compose_front_page()})


@public_page()
def article(request, section, slug):
    """A story; 410 when it was withdrawn, and its one address when it moved."""
    try:
        story = find_published(section, slug, Article.objects.for_page())
    except Withdrawn as gone:
        return errors.gone(request, headline=gone.article.headline)
    except Moved as moved:
        return redirect(moved.article, permanent=True)
    return _draw_story(request, story)


@public_page()
def section(request, section):
    """A section's stories, newest first."""
    try:
        found = find_section(section)
    except SectionMoved as moved:
        return redirect(moved.section, permanent=True)
    stories = Article.objects.published().in_section(found)
    return _stories(request, stories, "articles/section.html", section=found)


@public_page()
def author(request, slug):
    """An author and what she wrote, newest first."""
    found = get_object_or_404(Author, slug=slug)
    stories = Article.objects.published().by(found)
    return _stories(request, stories, "articles/author.html", author=found)


@public_page()
def topic(request, slug):
    """The stories about one topic, newest first."""
    found = get_object_or_404(Topic, slug=slug)
    stories = Article.objects.published().about(found)
    return _stories(request, stories, "articles/topic.html", topic=found)


@public_page()
def day(request, year, month, day):
    """The stories of one day in the paper's time zone."""
    try:
        date = datetime.date(year, month, day)
        beside = neighbours_of(date)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    stories = Article.objects.published().of_day(date)
    context = {"date": date, "beside": beside}
    return _stories(request, stories, "articles/day.html", **context)


@public_page()
def search(request):
    """Stories that hold the words; an empty form when there are none."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    stories = Article.objects.published()
    found = stories.matching(words) if words else stories.none()
    page = page_of(found.for_card(), request.GET.get("page"))
    return render(request, "articles/search.html", {"page": page, "words": words})


def _stories(request, stories, template, **context):
    page = page_of(stories.newest_first().for_card(), request.GET.get("page"))
    page.object_list = paid_last(page.object_list)
    return render(request, template, {"page": page, **context})


@public_page()
def page(request, slug):
    """One of the pages that the paper says about itself."""
    found = get_object_or_404(Page, slug=slug)
    return render(request, "articles/page.html", {"page": found})


@public_page()
def corrections(request):
    """What the paper got wrong, newest first, below its words about that."""
    found = Correction.objects.published()
    context = {
        "page": page_of(found, request.GET.get("page")),
        "about": Page.objects.at(Page.Address.CORRECTIONS),
    }
    return render(request, "articles/corrections.html", context)


@open_page
def preview(request, token):
    """A story that is not published yet, for whoever holds the signed address."""
    story = Article.objects.for_page().previewed(token)
    if story is None:
        raise Http404
    if story.status == Article.Status.WITHDRAWN:
        return errors.gone(request, headline=story.headline)
    return _draw_story(request, story, preview=True)


def _draw_story(request, story, **context):
    context |= {
        "article": story,
        "related": related_stories(story),
        "translations": Article.objects.published().for_card().translating(story),
    }
    return render(request, "articles/article.html", context)


@public_page(seconds=3600)
def media(request, path):
    """A stored picture, for installations without a server in front of this one."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:  # a name longer than any file's
        raise Http404 from error
