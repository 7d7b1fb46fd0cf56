"""What does a request for one's own comments and choices get?"""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import clicks, exporting, ignoring, policy
from comments.answers import slow_down
from comments.forms import MailChoicesForm
from comments.models import Comment, MailChoices
from comments.views.methods import reads, reads_and_writes
from comments.wall import open_wall
from newsroom.audience import private_page
from newsroom.paging import page_of

LONGEST_NUMBER = 18  # digits of an id that PostgreSQL can hold


@private_page
@reads
def mine(request):
    """What the reader herself has written, in every state, with nobody else's words."""
    writing = policy.may_write(request.user)
    with open_wall():
        own = Comment.objects.by(request.user).with_story().with_removal()
        page = page_of(own.newest_first(), request.GET.get("page"))
        for comment in page.object_list:
            comment.offers = policy.offers_author(
                request.user, comment, writing=writing
            )
        return render(request, "comments/mine.html", {"page": page})


@private_page
@reads
def export(request):
    """Everything the conversation holds about the reader, as a file."""
    if paused := _pause(request, "export"):
        return paused
    with open_wall():
        told = exporting.everything_about(request.user)
    response = JsonResponse(told, json_dumps_params={"indent": 2})
    name = f"your-comments-{timezone.localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@private_page
@reads_and_writes
def mail_choices(request):
    """Which mails the reader wants, and when."""
    is_sent = request.method == "POST"
    if is_sent and (paused := _pause(request, "mail")):
        return paused
    instance = MailChoices.of(request.user)
    form = MailChoicesForm(request.POST if is_sent else None, instance=instance)
    if is_sent and form.is_valid():
        form.keep()
        messages.success(request, _("Your choice of mails is saved."))
        return redirect("comments:mail_choices")
    status = 422 if is_sent else 200
    return render(request, "comments/mail_choices.html", {"form": form}, status=status)


@private_page
@reads_and_writes
def ignored(request):
    """Whom the reader ignores: by name while she may read, and otherwise how many."""
    if request.method == "POST":
        return _hear_again(request)
    people = ignoring.ignored_people(by=request.user)
    page = page_of(people, request.GET.get("page"))
    context = {"page": page, "reading": policy.may_read(request.user)}
    return render(request, "comments/ignored.html", context)


def _hear_again(request):
    if paused := _pause(request, "ignore"):
        return paused
    if "everyone" in request.POST:
        ignoring.hear_everyone(by=request.user)
        said = _("You ignore nobody now. You see all comments again.")
    else:
        person = request.POST.get("person", "")
        if not person.isdecimal() or len(person) > LONGEST_NUMBER:
            raise Http404
        ignoring.ignore(int(person), by=request.user, on=False)
        said = _("You see these comments again.")
    messages.success(request, said)
    return redirect("comments:ignored")


def _pause(request, verb: str):
    """A 429 that says how long to wait, or nothing when it comes in good time."""
    if not (wait := clicks.wait(verb, request.user)):
        return None
    context = {"sentence": clicks.sentence(wait)}
    return slow_down(render(request, "comments/too_often.html", context), wait)
