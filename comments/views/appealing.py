"""What does a request to get a removed comment back get?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comments import appeals, clicks, policy
from comments.answers import any_story, find, refuse, slow_down, under_a_story
from comments.forms import AppealForm
from comments.models import Comment
from comments.verdicts import Verdict
from comments.views.methods import reads_and_writes
from comments.wall import open_wall
from newsroom.audience import open_page


@open_page
@reads_and_writes
def appeal(request, section, slug, pk):
    """Ask an author why her comment should be back, whatever became of the story."""
    article = any_story(slug)
    typed = request.POST.get("words", "")
    with open_wall():
        own = Comment.objects.under(article).by(request.user).with_removal()
        # Held while she asks: a moderator may be putting it back this moment.
        own = own.lock() if request.method == "POST" else own
        found = own.filter(pk=pk).first()
        if found is None:
            return _not_hers(request, section=section, slug=slug, pk=pk)
        form = AppealForm(request.POST if request.method == "POST" else None)
        verdict = policy.may_appeal(request.user, found)
        if verdict is Verdict.APPEALED and form.says(found.appeal.words):
            return _sent(request)  # the second click of two
        if not verdict:
            return refuse(request, article, verdict, body=typed)
        if form.is_valid():
            return _send(request, found, form)
        return _form(request, found, form, status=422 if form.is_bound else 200)


def _form(request, comment, form, *, status=200, **context):
    context |= {"article": comment.article, "comment": comment, "form": form}
    return render(request, "comments/appeal.html", context, status=status)


def _send(request, comment, form):
    if wait := clicks.wait("appeal", request.user):
        said = clicks.sentence(wait)
        return slow_down(_form(request, comment, form, too_often=said), wait)
    appeals.appeal(comment, author=request.user, words=form.cleaned_data["words"])
    return _sent(request)


def _sent(request):
    said = _("A moderator who has not decided about it yet will answer you.")
    messages.success(request, said)
    response = redirect("comments:mine")
    response.status_code = 303
    return response


@under_a_story
def _not_hers(request, article, pk):
    typed = request.POST.get("words", "")
    if not (reading := policy.may_read(request.user)):
        return refuse(request, article, reading, body=typed)
    find(article, pk, reader=request.user)
    return refuse(request, article, Verdict.NOT_YOURS, body=typed)
