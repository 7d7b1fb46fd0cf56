"""What can a visitor of the demo do with one click?"""

from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from demo import stand_in
from demo.cast import CAST, PASSWORD, character
from demo.inbox import may_open, receiver
from demo.models import Mail
from newsroom.audience import open_page

BACKEND = "django.contrib.auth.backends.ModelBackend"
MAILS_SHOWN = 50
DAYS = (1, 8, 32, 366)


@open_page
def remote_control(request):
    """Everything a visitor can become, see and make happen."""
    context = {
        "cast": CAST,
        "password": PASSWORD,
        "days": DAYS,
        "subscriptions": _live_subscriptions(),
    }
    return render(request, "demo/remote_control.html", context)


def _live_subscriptions() -> list[dict] | None:
    """What can still be ended; None when the stand-in does not answer."""
    try:
        known = stand_in.state()["subscriptions"]
    except stand_in.StandInSilent:
        return None
    return [one for one in known if one["status"] != "canceled"]


@open_page
@require_POST
def become(request, key):
    """Sign in as a demo person, and go where she would go."""
    person = character(key)
    if person is None:
        raise Http404
    user = get_object_or_404(get_user_model(), email=person.email)
    login(request, user, backend=BACKEND)
    messages.success(request, _("You are now %(name)s.") % {"name": person.name})
    return redirect("demo:remote_control")


@open_page
@require_POST
def decline_next_card(request):
    """Make the next payment fail, as a card without money would."""
    return _order(request, "decline-next-card", _("The next card will be declined."))


@open_page
@require_POST
def end_subscription(request):
    """End a subscription at the stand-in, as if it had run out."""
    fields = {"subscription": request.POST.get("subscription", "")}
    said = _("The subscription has ended.")
    return _order(request, "end-subscription", said, **fields)


@open_page
@require_POST
def move_clock(request):
    """Let days pass at the stand-in: renewals fall due."""
    days = request.POST.get("days", "")
    if days not in map(str, DAYS):
        raise Http404
    said = ngettext(
        "The stand-in’s clock is %(days)s day further.",
        "The stand-in’s clock is %(days)s days further.",
        int(days),
    ) % {"days": days}
    return _order(request, "advance", said, days=days)


def _order(request, action, said, **fields):
    try:
        stand_in.order(action, **fields)
    except stand_in.StandInSilent:
        messages.error(request, _("The Stripe stand-in does not answer."))
    else:
        messages.success(request, said)
    return redirect("demo:remote_control")


@open_page
def inbox(request):
    """The mails the demo has sent, newest first; some only for their receiver."""
    mails = list(Mail.objects.all()[:MAILS_SHOWN])
    for mail in mails:
        mail.is_open = may_open(request.user, mail)
    return render(request, "demo/inbox.html", {"mails": mails})


@open_page
def mail(request, pk):
    """One mail, or who may open it."""
    found = get_object_or_404(Mail, pk=pk)
    if not may_open(request.user, found):
        context = {"to": found.to, "receiver": receiver(found)}
        return render(request, "demo/closed_mail.html", context)
    return render(request, "demo/mail.html", {"mail": found})
