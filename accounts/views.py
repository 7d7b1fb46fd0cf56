"""What can someone see and change about herself?"""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import exporting, leaving
from accounts.forms import LeaveForm, NameForm
from newsroom import limits
from newsroom.audience import open_page, private_page

RENAMES_A_DAY = 10
EXPORTS_AN_HOUR = 5
TRIES_TO_LEAVE_AN_HOUR = 10
HOUR = 3600


@open_page
def masthead(request):
    """The masthead's corner: who is signed in, or where to sign in."""
    return render(request, "accounts/_masthead.html")


def _may_rename(person) -> bool:
    return limits.allow(f"rename:{person.pk}", times=RENAMES_A_DAY, seconds=24 * 3600)


@private_page
def account(request):
    """One page for everything about the reader: name, sign-in, subscription, words."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and not _may_rename(request.user):
        form.add_error(None, _("You have changed your name often today. Try tomorrow."))
    elif request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/account.html", {"form": form}, status=status)


@private_page
@require_POST
def export(request):
    """Everything the paper holds about the reader, as one file to keep."""
    wait = limits.wait(f"export:{request.user.pk}", times=EXPORTS_AN_HOUR, seconds=HOUR)
    if wait:
        form = NameForm(instance=request.user)
        context = {"form": form, "has_many_exports": True}
        response = render(request, "accounts/account.html", context, status=429)
        response["Retry-After"] = str(wait)
        return response
    response = HttpResponse(
        exporting.pack(request.user), content_type="application/zip"
    )
    name = f"newsroom-{timezone.localdate():%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_page
def leave(request):
    """What happens when she deletes her account, and the button that does it.

    Open to all, since the first of two clicks has signed her out before the second.
    """
    if not request.user.is_authenticated:
        if leaving.has_asked(request.POST.get("proof", "")):
            return redirect("accounts:left")
        return redirect_to_login(request.path)
    if request.method != "POST" or not leaving.may_leave(request.user):
        return _ask_whether_to_leave(request, LeaveForm(person=request.user))
    form = LeaveForm(request.POST, person=request.user)
    if not _may_try_to_leave(request.user):
        return _ask_whether_to_leave(request, form, status=429, too_fast=True)
    if not form.is_valid():
        return _ask_whether_to_leave(request, form, status=422)
    takes_her_words = form.cleaned_data["takes_her_words"]
    leaving.ask_to_leave(request.user, takes_her_words=takes_her_words)
    logout(request)
    return redirect("accounts:left")


def _ask_whether_to_leave(request, form, *, status=200, **context):
    may_leave = leaving.may_leave(request.user)
    if request.method == "POST" and not may_leave:
        status = 403
    context |= {
        "form": form,
        "may_leave": may_leave,
        "proof": leaving.proof_for(request.user),
    }
    return render(request, "accounts/leave.html", context, status=status)


def _may_try_to_leave(person) -> bool:
    key = f"leave:{person.pk}"
    return limits.allow(key, times=TRIES_TO_LEAVE_AN_HOUR, seconds=HOUR)


@open_page
def left(request):
    """She has deleted her account: what is done, and what follows."""
    return render(request, "accounts/left.html")
