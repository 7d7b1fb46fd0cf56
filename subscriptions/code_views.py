"""What does someone see who has a code?"""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from newsroom import limits
from newsroom.audience import open_page
from subscriptions import codes
from subscriptions.forms import RedeemForm
from subscriptions.views import local_path, see_other, with_query

LONGEST = 60


@open_page
def redeem(request):
    """A field for a code; it is kept while whoever has it signs up or in.

    Looking changes nothing: an address with the code in it only fills in the field.
    """
    if request.method == "POST":
        return _try(request)
    typed = request.GET.get("code", "")[:LONGEST]
    return _render(request, RedeemForm(initial={"code": typed}), kept=typed)


def _render(request, form, *, status=200, **context):
    story = _story(request)
    kept = context.get("kept", "")
    context |= {
        "form": form,
        "story": story,
        "here": with_query(reverse("subscriptions:redeem"), code=kept, next=story),
        "again": with_query(reverse("subscriptions:redeem"), next=story),
    }
    return render(request, "subscriptions/redeem.html", context, status=status)


def _story(request) -> str:
    return local_path(request.POST.get("next") or request.GET.get("next", ""))


def _try(request):
    form = RedeemForm(request.POST)
    if not form.is_valid():
        return _render(request, form, status=422)
    if not _may_try(request):
        return _render(request, form, status=429, too_fast=True)
    typed = form.cleaned_data["code"]
    try:
        return _redeem(request, typed)
    except codes.NotRedeemed as refused:
        form.add_error("code", str(refused))
        return _render(request, form, status=422)


def _may_try(request) -> bool:
    """Nobody guesses a code: so many tries for each person and each client."""
    client = get_adapter().get_client_ip(request)
    person = request.user.pk or client
    return limits.allow(f"redeem:{person}", times=10, seconds=600) and limits.allow(
        f"redeem-client:{client}", times=40, seconds=3600
    )


def _redeem(request, typed):
    story = _story(request)
    if not request.user.is_authenticated:
        known = codes.look(typed)
        here = reverse("subscriptions:redeem")
        return see_other(with_query(here, code=known.code, next=story))
    grant = codes.redeem(typed, request.user)
    day = date_format(timezone.localtime(grant.until), "F j, Y")
    messages.success(request, _("Access until %(day)s. Welcome!") % {"day": day})
    return see_other(story or reverse("accounts:account"))
