"""What does a request for a thread, or for one comment in it, get?"""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render

from comments import marks, policy, posting, threads
from comments.answers import (
    conversation,
    draw,
    find,
    is_fragment,
    refuse,
    see,
    slow_down,
    thread_url,
    under_a_story,
)
from comments.forms import CommentForm
from comments.models import Comment, Discussion
from comments.views.methods import reads, reads_and_writes
from comments.wall import open_wall
from newsroom.audience import open_page

LONGEST_NUMBER = 18  # digits that a number in the database may have


@open_page
@reads_and_writes
@under_a_story
def thread(request, article):
    """The thread, or the wall before it; a POST adds a comment."""
    answer = post if request.method == "POST" else show
    return answer(request, article)


def show(request, article):
    """A page of the thread; 204 when nothing is newer than the version ``?seen=``."""
    if not (reading := policy.may_read(request.user)):
        return refuse(request, article, reading)
    if request.GET.get("seen") == str(article.discussion.version):
        return HttpResponse(status=204)
    after = _number(request.GET.get("after", ""))
    if after is not None and is_fragment(request):
        return _pill(request, article, after)
    verdict = policy.may_post(request.user, article, reading=reading)
    part = "rows" if "cursor" in request.GET else "thread"
    with open_wall():
        context = _thread(request, article, verdict)
        return draw(request, "comments/thread.html", part, context)


def _thread(request, article, verdict) -> dict:
    reader, cursor = request.user, request.GET.get("cursor", "")
    sort = threads.Sort.named(request.GET.get("sort", ""))
    since = marks.read_since(request.GET.get("since", ""))
    page = threads.page(article, viewer=reader, sort=sort, cursor=cursor)
    visit = marks.visit(article, reader=reader, since=since)
    if not cursor and request.method == "GET":
        marks.see(article, reader=reader)
    context = conversation(request, article, page, verdict, since=visit.since)
    return context | {
        "visit": visit,
        "wish": visit.wish,
        "sort": sort,
        "sorts": list(threads.Sort),
        "is_further": bool(cursor),
        # What a script puts into the page takes the focus, or the reader would lose it.
        "has_focus": is_fragment(request) and bool(cursor or "new" in request.GET),
        "token": uuid4(),
    }


def _pill(request, article, after: int):
    with open_wall():
        newer = marks.newer_than(article, after, reader=request.user)
    if not newer:
        return HttpResponse(status=204)
    context = {"newer": newer, "number": marks.spoken(newer)}
    context["thread_url"] = thread_url(article)
    return draw(request, "comments/thread.html", "pill", context)


def post(request, article):
    """A new comment: 201 to a script, a redirect to it for a form without one."""
    form = CommentForm(request.POST)
    if not (verdict := policy.may_post(request.user, article)):
        return refuse(request, article, verdict, body=request.POST.get("body", ""))
    form.ask_outside(by=request.user)
    with open_wall():
        parent = _parent(request, article)
        if parent and not (verdict := policy.may_reply(request.user, parent)):
            return refuse(request, article, verdict, body=request.POST.get("body", ""))
        if not form.is_valid():
            return _compose(request, article, form, parent, status=422)
        if "preview" in request.POST:
            return _compose(request, article, form, parent, preview=form.preview)
        try:
            new = form.publish(article, author=request.user, parent=parent)
        except posting.TooFast as refusal:
            return _too_fast(request, article, form, parent, refusal)
        marks.follow_by_posting(article, author=request.user)
        if not is_fragment(request):
            return see(new)
        return _posted(request, article, new, parent)


def _parent(request, article) -> Comment | None:
    if not (typed := request.POST.get("parent", "")):
        return None
    if (number := _number(typed)) is None:
        raise Http404
    return find(article, number, reader=request.user)


def _number(text: str) -> int | None:
    """The number of a comment; None for what can't be one."""
    is_one = text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if is_one else None


def _compose(request, article, form, parent, *, status=200, **context):
    context |= {"article": article, "form": form, "parent": parent}
    context["token"] = form.data.get("token") or uuid4()
    return draw(request, "comments/compose.html", "composer", context, status=status)


def _too_fast(request, article, form, parent, refusal):
    response = _compose(request, article, form, parent, too_fast=refusal.sentence)
    return slow_down(response, refusal.wait)


def _posted(request, article, new, parent):
    article.discussion = Discussion.objects.get(pk=article.pk)
    drawn = threads.Row(
        comment=find(article, new.pk, reader=request.user),
        answers=parent,
    )
    context = conversation(
        request, article, threads.Page(rows=[drawn]), policy.Verdict.ALLOWED
    )
    context |= {"row": drawn, "token": uuid4()}
    return render(request, "comments/thread.html#posted", context, status=201)


@open_page
@reads
@under_a_story
def comment(request, article, pk):
    """One comment between what it answers and its replies, and the form to reply."""
    if not (reading := policy.may_read(request.user)):
        return refuse(request, article, reading)
    verdict = policy.may_post(request.user, article, reading=reading)
    with open_wall():
        found = find(article, pk, reader=request.user)
        if "reply" in request.GET and is_fragment(request):
            return _reply_form(request, article, found)
        context = _around(request, article, found, verdict)
        return draw(request, "comments/comment.html", "rows", context)


def _around(request, article, found, verdict) -> dict:
    cursor, is_part = request.GET.get("cursor", ""), is_fragment(request)
    page = threads.conversation(found, cursor=cursor, replies_only=is_part)
    since = marks.read_since(request.GET.get("since", ""))
    context = conversation(request, article, page, verdict, since=since)
    return context | {"comment": found, "has_focus": is_part, "token": uuid4()}


def _reply_form(request, article, parent):
    if not (verdict := policy.may_reply(request.user, parent)):
        return refuse(request, article, verdict)
    return _compose(request, article, CommentForm(), parent, focus=True)
