"""What does a request for a thread, or for one comment in it, get?"""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render

from comments import pace, policy, posting, threads
from comments.answers import (
    conversation,
    draw,
    find,
    is_fragment,
    refuse,
    see,
    under_a_story,
)
from comments.forms import CommentForm
from comments.models import Comment, Discussion
from comments.views.methods import reads, reads_and_writes
from comments.wall import open_wall
from newsroom.audience import open_page


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
    verdict = policy.may_post(request.user, article, reading=reading)
    cursor = request.GET.get("cursor", "")
    sort = threads.Sort.named(request.GET.get("sort", ""))
    with open_wall():
        page = threads.page(article, viewer=request.user, sort=sort, cursor=cursor)
        context = conversation(request, article, page, verdict)
        context |= {"sort": sort, "sorts": list(threads.Sort), "token": uuid4()}
        return draw(
            request, "comments/thread.html", "rows" if cursor else "thread", context
        )


def post(request, article):
    """A new comment: 201 to a script, a redirect to it for a form without one."""
    form = CommentForm(request.POST)
    if not (verdict := policy.may_post(request.user, article)):
        return refuse(request, article, verdict, body=request.POST.get("body", ""))
    with open_wall():
        parent = _parent(request, article)
        if parent and not (verdict := policy.may_reply(request.user, parent)):
            return refuse(request, article, verdict, body=request.POST.get("body", ""))
        if not form.is_valid():
            return _compose(request, article, form, parent, status=422)
        try:
            new = form.publish(article, author=request.user, parent=parent)
        except posting.TooFast as refusal:
            return _too_fast(request, article, form, parent, refusal.wait)
        if not is_fragment(request):
            return see(new)
        return _posted(request, article, new, parent)


def _parent(request, article) -> Comment | None:
    number = request.POST.get("parent", "")
    if not number:
        return None
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    return find(article, int(number), reader=request.user)


def _compose(request, article, form, parent, *, status=200, **context):
    context |= {"article": article, "form": form, "parent": parent}
    context["token"] = form.data.get("token") or uuid4()
    return draw(request, "comments/compose.html", "composer", context, status=status)


def _too_fast(request, article, form, parent, wait):
    said = pace.sentence(wait)
    response = _compose(request, article, form, parent, status=429, too_fast=said)
    response["Retry-After"] = str(wait)
    return response


def _posted(request, article, new, parent):
    article.discussion = Discussion.objects.get(pk=article.pk)
    drawn = threads.Row(
        comment=find(article, new.pk, reader=request.user),
        answers=parent.author_name if parent else "",
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
        page = threads.conversation(
            found,
            cursor=request.GET.get("cursor", ""),
            replies_only=is_fragment(request),
        )
        context = conversation(request, article, page, verdict)
        context |= {"comment": found, "token": uuid4()}
        return draw(request, "comments/comment.html", "rows", context)


def _reply_form(request, article, parent):
    if not (verdict := policy.may_reply(request.user, parent)):
        return refuse(request, article, verdict)
    return _compose(request, article, CommentForm(), parent, focus=True)
