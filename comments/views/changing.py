"""What does a request to change or delete a comment get?"""

from django.shortcuts import redirect, render

from comments import policy, posting
from comments.answers import any_story, find, refuse, see, under_a_story
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
