"""What does a request to change or delete a comment get?"""

from django.shortcuts import redirect, render

from comments import policy, posting, threads
from comments.answers import (
    any_story,
    conversation,
    draw,
    find,
    is_fragment,
    refuse,
    see,
    slow_down,
    under_a_story,
)
from comments.forms import EditForm
from comments.models import Comment
from comments.views.methods import reads_and_writes
from comments.wall import open_wall
from newsroom.audience import open_page


@open_page
@reads_and_writes
@under_a_story
def edit(request, article, pk):
    """The form for an own comment's new words, for as long as it may be edited."""
    typed = request.POST.get("body", "")
    if not (verdict := policy.may_post(request.user, article)):
        return refuse(request, article, verdict, body=typed)
    form = EditForm(request.POST if request.method == "POST" else None)
    form.ask_outside(by=request.user)
    with open_wall():
        found = find(article, pk, reader=request.user)
        if not (verdict := policy.may_edit(request.user, found)):
            return refuse(request, article, verdict, body=typed)
        if not form.is_bound:
            return _form(request, found, EditForm({"body": found.body}))
        if not form.is_valid():
            return _form(request, found, form, status=422)
        if "preview" in request.POST:
            return _form(request, found, form, preview=form.preview)
        return _save(request, found, form)


def _form(request, comment, form, *, status=200, **context):
    context |= {"article": comment.article, "comment": comment, "form": form}
    context["in_place"] = is_fragment(request)
    return draw(request, "comments/edit.html", "form", context, status=status)


def _save(request, comment, form):
    try:
        form.rewrite(comment, by=request.user)
    except posting.TooFast as refusal:
        response = _form(request, comment, form, too_fast=refusal.sentence)
        return slow_down(response, refusal.wait)
    return _edited(request, comment) if is_fragment(request) else see(comment)


def _edited(request, comment):
    """The comment drawn anew; 201, since its words are stored: drafts may go."""
    article = comment.article
    page = threads.conversation(find(article, comment.pk, reader=request.user))
    page.rows = [row for row in page.rows if row.comment.pk == comment.pk]
    verdict = policy.may_post(request.user, article)
    context = conversation(request, article, page, verdict) | {"row": page.rows[0]}
    return render(request, "comments/edit.html#edited", context, status=201)


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
