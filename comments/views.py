"""What does a request about the conversation get?

Each view asks the policy, opens the wall, and draws the answer before the wall closes.
Nobody without a yes learns even whether a comment exists.
"""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from comments import pace, policy, posting, threads
from comments.answers import (
    any_story,
    conversation,
    draw,
    find,
    is_fragment,
    refuse,
    see,
    under_a_story,
)
from comments.forms import CommentForm, EditForm, ReportForm
from comments.models import Comment, Discussion
from comments.wall import open_wall
from newsroom.audience import open_page, private_page
from newsroom.paging import page_of

reads = require_http_methods(["GET", "HEAD"])
reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


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


@open_page
@reads_and_writes
@under_a_story
def edit(request, article, pk):
    """The form for an own comment's new words, for as long as it may be edited."""
    typed = request.POST.get("body", "")
    if not (reading := policy.may_read(request.user)):
        return refuse(request, article, reading, body=typed)
    with open_wall():
        found = find(article, pk, reader=request.user)
        if not (verdict := policy.may_edit(request.user, found)):
            return refuse(request, article, verdict, body=typed)
        is_sent = request.method == "POST"
        form = EditForm(request.POST if is_sent else {"body": found.body})
        if is_sent and form.is_valid():
            body = form.cleaned_data["body"]
            posting.rewrite(found, by=request.user, body=body)
            return see(found)
        status = 422 if is_sent else 200
        context = {"article": article, "comment": found, "form": form}
        return render(request, "comments/edit.html", context, status=status)


@open_page
@reads_and_writes
def delete(request, section, slug, pk):
    """Ask, then take an own comment out of the thread, whatever became of the story."""
    article = any_story(slug)
    with open_wall():
        found = Comment.objects.under(article).by(request.user).filter(pk=pk).first()
        if found is None:
            return _not_hers(request, section=section, slug=slug, pk=pk)
        if not (verdict := policy.may_delete(request.user, found)):
            return refuse(request, article, verdict)
        if request.method == "POST":
            found.delete_by_author()
            return redirect("comments:mine")
        context = {"article": article, "comment": found}
        return render(request, "comments/delete.html", context)


@under_a_story
def _not_hers(request, article, pk):
    if not (reading := policy.may_read(request.user)):
        return refuse(request, article, reading)
    found = find(article, pk, reader=request.user)
    return refuse(request, article, policy.may_delete(request.user, found))


@open_page
@reads_and_writes
@under_a_story
def report(request, article, pk):
    """The form that tells moderators what is wrong; 201 when the report is in."""
    if not (reading := policy.may_read(request.user)):
        return refuse(request, article, reading)
    with open_wall():
        found = find(article, pk, reader=request.user)
        if not (verdict := policy.may_report(request.user, found)):
            return refuse(request, article, verdict)
        form = ReportForm(request.POST if request.method == "POST" else None)
        context = {"article": article, "comment": found, "form": form}
        if form.is_bound and form.is_valid():
            form.hand_in(found, reader=request.user)
            return render(request, "comments/reported.html", context, status=201)
        status = 422 if form.is_bound else 200
        return render(request, "comments/report.html", context, status=status)


@private_page
@reads
def mine(request):
    """What the reader herself has written, in every state, with nobody else's words."""
    with open_wall():
        own = Comment.objects.by(request.user).with_story().newest_first()
        page = page_of(own, request.GET.get("page"))
        return render(request, "comments/mine.html", {"page": page})
