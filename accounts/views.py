"""What can someone see and change about herself?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.forms import NameForm
from newsroom import limits
from newsroom.audience import open_page, private_page

RENAMES_A_DAY = 10


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
