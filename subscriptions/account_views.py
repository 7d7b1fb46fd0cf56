"""What can a subscriber see and do about hers, signed in or not?"""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsroom import limits
from newsroom.audience import open_page, private_page
from subscriptions import access, account, cancelling, withdrawing
from subscriptions.forms import CancelForm
from subscriptions.stripe_gateway import PaymentsUnavailable
from subscriptions.views import says_when_payments_are_down, see_other


@private_page
@require_safe
def bills(request):
    """Her card, the next charge and her invoices, asked of Stripe at this moment.

    The account page shows them as a part that comes after it, so it waits for nobody.
    """
    is_part = "HX-Request" in request.headers
    context: dict = {
        "standing": access.standing_of(request.user),
        "is_part": is_part,
    }
    status = 200
    try:
        context["bills"] = account.bills_of(request.user)
    except PaymentsUnavailable:
        context["is_silent"] = True
        status = 200 if is_part else 503
    template = "subscriptions/bills.html" + ("#bills" if is_part else "")
    return render(request, template, context, status=status)


@private_page
@require_POST
@says_when_payments_are_down
def portal(request):
    """On to Stripe's portal: cards, invoices. Its address is never kept."""
    address = account.portal_address(
        request.user,
        return_url=request.build_absolute_uri(reverse("accounts:account")),
        card_only="card" in request.POST,
    )
    if address is None:
        messages.info(request, _("You have no payments with us yet."))
    return see_other(address or reverse("accounts:account"))


@open_page
@says_when_payments_are_down
def cancel(request):
    """The subscription and a button that ends it; signed out, a form for a link."""
    reader = request.user if request.user.is_authenticated else None
    subscription = account.current_subscription(reader) if reader else None
    if request.method == "POST" and subscription and subscription.is_live:
        return _change(request, subscription, _render_cancel)
    if request.method == "POST" and "email" in request.POST:
        return _mail_link(request)
    return _render_cancel(request, subscription, form=CancelForm())


def _render_cancel(request, subscription=None, *, status=200, **context):
    context |= _facts(request, subscription) | {"is_asked": "asked" in request.GET}
    return render(request, "subscriptions/cancel.html", context, status=status)


def _facts(request, subscription) -> dict:
    """What both pages say of the latest subscription, if there is one."""
    if subscription is None:
        return {}
    withdrawn_at = withdrawing.withdrawn_at(subscription)
    is_running = subscription.is_live and not withdrawn_at
    return {
        "subscription": subscription if is_running else None,
        "last_day": withdrawing.last_day(subscription),
        "withdrawn_at": withdrawn_at,
        "is_withdrawing": "withdraw" in request.GET,
    }


def _change(request, subscription, show):
    """Cancel or withdraw, and back to the page that says so."""
    if not _may_change(subscription.user):
        return show(request, subscription, status=429, too_fast=True)
    if "withdraw" not in request.POST:
        account.cancel(subscription)
        return see_other(request.path)
    try:
        withdrawing.withdraw(subscription)
    except withdrawing.TooLate:
        return show(request, subscription, status=422, too_late=True)
    return see_other(request.path)


def _may_change(reader) -> bool:
    return limits.allow(f"change:{reader.pk}", times=10, seconds=600)


def _mail_link(request):
    """The same answer whether the address is known or not."""
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _render_cancel(request, form=form, status=422)
    client = get_adapter().get_client_ip(request)
    if not limits.allow(f"cancel-client:{client}", times=10, seconds=3600):
        return _render_cancel(request, form=form, status=429, too_fast=True)
    cancelling.ask(form.cleaned_data["email"])
    return see_other(f"{reverse('subscriptions:cancel')}?asked=1")


@open_page
@says_when_payments_are_down
def cancel_by_link(request, token):
    """What the link in a mail shows; its button cancels. Looking changes nothing."""
    try:
        reader = cancelling.read(token)
    except cancelling.WrongLink:
        return _render_link(request, status=404, is_wrong=True)
    subscription = account.current_subscription(reader)
    if request.method == "POST" and subscription and subscription.is_live:
        return _change(request, subscription, _render_link)
    return _render_link(request, subscription)


def _render_link(request, subscription=None, *, status=200, **context):
    context |= _facts(request, subscription)
    return render(request, "subscriptions/cancel_link.html", context, status=status)


@private_page
@require_POST
@says_when_payments_are_down
def keep(request):
    """Take a cancellation back."""
    if not _may_change(request.user):
        messages.error(request, _("That was many changes. Please wait ten minutes."))
    elif subscription := account.live_subscription(request.user):
        account.keep(subscription)
        messages.success(request, _("Your subscription goes on."))
    return see_other(reverse("accounts:account"))
