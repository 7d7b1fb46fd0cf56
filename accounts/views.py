"""What can someone see and change about herself?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.forms import NameForm
from newsroom.audience import open_page, private_page


@open_page
def masthead(request):
    """The masthead's corner: who is signed in, or where to sign in."""
    return render(request, "accounts/_masthead.html")


@private_page
def account(request):
    """One page for everything about the reader: name, sign-in, subscription, words."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/account.html", {"form": form}, status=status)
