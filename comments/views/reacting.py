"""What does a request to report, like, ignore or follow get?"""

from django.shortcuts import render

from comments import clicks, ignoring, likes, marks, policy
from comments.answers import (
    draw,
    find,
    go,
    is_fragment,
    refuse,
    see,
    slow_down,
    thread_url,
    under_a_story,
)
from comments.forms import ReportForm
from comments.models import Report
from comments.views.methods import reads_and_writes
from comments.wall import open_wall
from newsroom.audience import open_page


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
        context = {"article": article, "comment": found}
        if request.method != "POST":
            return _report_form(request, found, ReportForm())
        form = ReportForm(request.POST)
        if not form.is_valid():
            return _report_form(request, found, form)
        if wait := clicks.wait("report", request.user):
            said = clicks.sentence(wait)
            return slow_down(_report_form(request, found, form, too_fast=said), wait)
        form.hand_in(found, reader=request.user)
        return render(request, "comments/reported.html", context, status=201)


def _report_form(request, comment, form, **context):
    context |= {"article": comment.article, "comment": comment, "form": form}
    if earlier := Report.objects.of(comment, by=request.user):
        context["earlier"] = earlier
        return render(request, "comments/reported.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "comments/report.html", context, status=status)


@open_page
@reads_and_writes
@under_a_story
def like(request, article, pk):
    """A like that comes or goes: a script gets the button back, a form the comment."""

    def act(found):
        likes.like(found, by=request.user, on=request.POST.get("like") != "off")
        return _like_form(request, found) if is_fragment(request) else see(found)

    asked = {"name": "like", "may": policy.may_like, "form": _like_form, "act": act}
    return _react(request, article, pk, **asked)


def _like_form(request, comment, **context):
    is_liked = comment.pk in likes.liked([comment], by=request.user)
    context |= {"article": comment.article, "comment": comment, "is_liked": is_liked}
    return draw(request, "comments/like.html", "like", context)


@open_page
@reads_and_writes
@under_a_story
def ignore(request, article, pk):
    """Fold away whatever the comment's author writes, or unfold it again."""

    def act(found):
        is_on = request.POST.get("wish") != "off"
        ignoring.ignore(found.author_id, by=request.user, on=is_on)
        return see(found)

    asked = {"name": "ignore", "may": policy.may_ignore, "form": _ignore_form}
    return _react(request, article, pk, act=act, **asked)


def _ignore_form(request, comment, **context):
    is_ignored = comment.author_id in ignoring.ignored(by=request.user)
    context |= {"article": comment.article, "comment": comment}
    context["is_ignored"] = is_ignored
    return render(request, "comments/ignore.html", context)


def _react(request, article, pk, *, name, may, form, act):
    """Ask the policy, show the form or count the click, and then do it."""
    if not (reading := policy.may_read(request.user)):
        return refuse(request, article, reading, part="brief")
    with open_wall():
        found = find(article, pk, reader=request.user)
        if not (verdict := may(request.user, found)):
            return refuse(request, article, verdict, part="brief")
        if request.method != "POST":
            return form(request, found)
        if wait := clicks.wait(name, request.user):
            return slow_down(form(request, found, too_fast=clicks.sentence(wait)), wait)
        return act(found)


@open_page
@reads_and_writes
@under_a_story
def wish(request, article):
    """Follow the thread, mute it, or neither."""
    if not (verdict := policy.may_follow(request.user)):
        return refuse(request, article, verdict, part="brief")
    if request.method != "POST":
        return _wish_form(request, article)
    if wait := clicks.wait("wish", request.user):
        said = clicks.sentence(wait)
        return slow_down(_wish_form(request, article, too_fast=said), wait)
    wanted = request.POST.get("wish", "")
    if wanted in marks.Wish.values:
        marks.wish(article, wanted, reader=request.user)
    if is_fragment(request):
        return _wish_form(request, article)
    return go(f"{thread_url(article)}#discussion")


def _wish_form(request, article, **context):
    context |= {"article": article, "thread_url": thread_url(article)}
    context["wish"] = marks.wish_of(article, reader=request.user)
    return draw(request, "comments/wish.html", "wish", context)
