"""What does the link in a mail's footer get, and a mail program's one click?"""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from comments import unsubscribing
from comments.views.methods import reads_and_writes
from newsroom.audience import open_page


@open_page
@csrf_exempt
@reads_and_writes
def unsubscribe(request, token):
    """Ask, then turn one kind of mail off, or on again; for whoever holds the link.

    Looking changes nothing: programs that check mails open every link. The POST carries
    no cookie and no form token when a mail program sends it.
    Source: https://www.rfc-editor.org/rfc/rfc8058
    """
    try:
        person, kind = unsubscribing.read(token)
    except unsubscribing.WrongLink as error:
        raise Http404 from error
    state = "off" if unsubscribing.is_off(person, kind) else "asked"
    if request.method == "POST":
        state = "on" if "again" in request.POST else "off"
        change = unsubscribing.turn_on if state == "on" else unsubscribing.turn_off
        change(person, kind)
    address = unsubscribing.masked(person.email)
    context = {"kind": kind.label, "address": address, "state": state}
    return render(request, "comments/unsubscribe.html", context)
