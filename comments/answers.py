"""How is an answer about the conversation drawn: as a page, a fragment, a refusal?"""

from functools import wraps

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from articles.finding import Moved, Withdrawn, find_published
from articles.models import Article
from comments import ignoring, likes, policy
from comments.marks import write_since
from comments.models import Comment
from comments.threads import Page, Row
from comments.verdicts import Verdict
from newsroom import errors
from subscriptions.models import Plan


def any_story(slug: str) -> Article:
    """The story with its numbers, in whatever state; raises ``Http404`` for none."""
    return get_object_or_404(_stories(), slug=slug)


def _stories():
    return Article.objects.select_related("section", "discussion")


def _send_on(request: HttpRequest, story: Article, **kwargs):
    where = {"section": story.section.slug, "slug": story.slug} | kwargs
    name = request.resolver_match.view_name if request.resolver_match else ""
    address = reverse(name, kwargs=where)
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def under_a_story(view):
    """Hand the view its published story; 404 for none, 410 for a withdrawn one.

    Under the address of a story that moved, a GET is sent on and a POST just works:
    nobody who was writing meanwhile loses a word.
    """

    @wraps(view)
    def find(request, section, slug, **kwargs):
        try:
            story = find_published(section, slug, _stories())
        except Withdrawn as gone:
            return errors.gone(request, headline=gone.article.headline)
        except Moved as moved:
            if request.method != "POST":
                return _send_on(request, moved.article, **kwargs)
            story = moved.article
        return view(request, story, **kwargs)

    return find


def find(article: Article, pk: int, *, reader) -> Comment:
    """The comment under the story; ``Http404`` when the reader can't come upon it."""
    comments = Comment.objects.under(article).open_to(reader).drawn()
    found = get_object_or_404(comments, pk=pk)
    found.article = article
    return found


def is_fragment(request: HttpRequest) -> bool:
    """True when a script asks for a part of the page."""
    return "HX-Request" in request.headers


def draw(request, template: str, part: str, context: dict, *, status: int = 200):
    """The page, or only the named part of it for a script."""
    name = f"{template}#{part}" if is_fragment(request) else template
    return render(request, name, context, status=status)


def conversation(
    request, article: Article, page: Page, posting: Verdict, *, since=None
) -> dict:
    """What every drawing of comments needs to know; what comes after ``since`` is new.

    Two queries, for what this reader likes and whom she ignores.
    """
    reader, rows = request.user, page.all_rows
    ignored = ignoring.ignored(by=reader)
    liked = likes.liked((row.comment for row in rows), by=reader)
    for row in rows:
        row.comment.article = article
        row.is_liked = row.comment.pk in liked
        row.offers = policy.offers(reader, row.comment, posting=posting)
        row.is_readable = policy.may_see_words(reader, row.comment)
        _fold(row, ignored)
        row.is_new = _is_new(row, reader, since)
    page.picks = [row for row in page.picks if not row.is_folded]
    return {
        "article": article,
        "discussion": article.discussion,
        "page": page,
        "posting": posting,
        "said": policy.said_to(reader, posting),
        "since": write_since(since),
        "here": request.get_full_path(),
        "thread_url": thread_url(article),
    }


def _fold(row: Row, ignored: set[int]) -> None:
    # Staff were perhaps ignored before they were staff.
    is_ignored = row.comment.author_id in ignored and not row.comment.author_is_staff
    row.is_folded = is_ignored and row.is_readable
    if row.answers and row.answers.author_id in ignored:
        row.answers = None  # nor is her name read beside the answers of others


def _is_new(row: Row, reader, since) -> bool:
    is_anothers = row.comment.author_id != reader.pk and not row.is_folded
    return bool(
        since and is_anothers and row.is_readable and row.comment.created_at > since
    )


def wall(article: Article, *, verdict: Verdict | None = None) -> dict:
    """What the wall shows: numbers, plans and ways in, and nobody's name or words."""
    sentence = (Verdict.SIGN_IN if verdict is None else verdict).sentence
    return {
        "article": article,
        "discussion": article.discussion,
        "plans": [] if verdict is Verdict.PAST_DUE else Plan.objects.on_sale(),
        "sentence": sentence,
        "button": verdict.button if verdict is Verdict.PAST_DUE else None,
        "may_sign_in": verdict in {None, Verdict.SIGN_IN},
        "is_public": verdict is None,
        "thread_url": thread_url(article),
    }


def refuse(
    request, article: Article, verdict: Verdict, *, body: str = "", part: str = ""
):
    """Say no, with the next step; what was typed comes back with it.

    A script gets the named part of the page, by default what stands for a comment.
    """
    context = wall(article, verdict=verdict) | {"verdict": verdict, "kept": body}
    context["said"] = policy.said_to(request.user, verdict)
    part = part or ("refusal" if request.method == "POST" else "wall")
    status = verdict.status
    response = draw(request, "comments/refused.html", part, context, status=status)
    if verdict.is_wall and part == "wall":
        # Whatever a script asked for, the wall takes the place of the whole thread.
        response["HX-Retarget"], response["HX-Reswap"] = "#discussion", "outerHTML"
    return response


def slow_down(response: HttpResponse, seconds: int) -> HttpResponse:
    """The answer, marked as given to someone who must wait so long."""
    response.status_code = 429
    response["Retry-After"] = str(seconds)
    return response


def see(comment: Comment) -> HttpResponse:
    """Send a browser to the comment it has just changed."""
    return go(f"{comment.get_absolute_url()}#comment-{comment.pk}")


def go(address: str) -> HttpResponse:
    """Send a browser from a form that was sent to a page that is read."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def thread_url(article: Article) -> str:
    """The address of the story's thread."""
    return reverse("comments:thread", args=[article.section.slug, article.slug])
