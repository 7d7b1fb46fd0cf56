"""What does a reader see of plans and checkout, and Stripe of us?"""

import logging
import re
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
    UnreadablePostError,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from newsroom import limits
from newsroom.audience import open_page, private_page, public_page, webhook
from subscriptions import (
    access,
    checkout as checkouts,
    offers,
    stripe_gateway,
    trials,
    webhooks,
)
from subscriptions.models import Plan
from subscriptions.stripe_gateway import PaymentsUnavailable

logger = logging.getLogger(__name__)

VISIT = re.compile(r"cs_[A-Za-z0-9_]{1,250}")
LONGEST_PATH = 400
NOTHING = "nothing"  # a form without the text agrees to no text of ours


def see_other(address: str) -> HttpResponse:
    """303: what was posted is done; look there."""
    return HttpResponseRedirect(address, status=303)


def says_when_payments_are_down(view):
    """Answer 503 in plain words when Stripe does not answer."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except PaymentsUnavailable:
            return render(request, "subscriptions/unavailable.html", status=503)

    return wrapped


def local_path(text: str) -> str:
    """The text when it is a path of this site, else nothing."""
    is_path = text.startswith("/") and len(text) <= LONGEST_PATH
    return text if is_path and url_has_allowed_host_and_scheme(text, None) else ""


def with_query(address: str, **query: str) -> str:
    """The address with the parts of the query that are not empty."""
    parts = QueryDict(mutable=True)
    parts.update({name: value for name, value in query.items() if value})
    return f"{address}?{parts.urlencode(safe='/')}" if parts else address


@public_page(seconds=15)
def plans(request):
    """What is on sale, the same for everyone."""
    context = {"offers": offers.on_sale(), "tax_included": settings.STRIPE_TAX}
    return render(request, "subscriptions/plans.html", context)


@open_page
@says_when_payments_are_down
def checkout(request, plan):
    """One plan with all that the reader agrees to; POST goes on to pay."""
    plan = get_object_or_404(Plan.objects.on_sale(), slug=plan)
    story = local_path(request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST" and request.user.is_authenticated:
        return _go_and_pay(request, plan, story)
    return _render_plan(request, plan, story)


def _render_plan(request, plan, story, *, status=200, **context):
    today = timezone.localdate()
    back = with_query(plan.get_absolute_url(), next=story)
    trial_days = trials.days_for(request.user, plan)
    context |= {
        "plan": plan,
        "story": story,
        "here": back,
        "trial_days": trial_days,
        "next_charge_on": plan.next_charge_on(today, trial_days=trial_days),
        "agreement": plan.agreement(today, trial_days=trial_days),
        "saving": offers.saving(plan),
        "takes_codes": settings.STRIPE_PROMOTION_CODES,
        "tax_included": settings.STRIPE_TAX,
        "standing": access.standing_of(request.user),
        "was_abandoned": "abandoned" in request.GET,
    }
    return render(request, "subscriptions/checkout.html", context, status=status)


def _go_and_pay(request, plan, story):
    if not limits.allow(f"checkout:{request.user.pk}", times=20, seconds=600):
        return _render_plan(request, plan, story, status=429, too_fast=True)
    try:
        order = _order(request, plan, story)
        return see_other(checkouts.open_checkout(request.user, order))
    except checkouts.OfferChanged:
        plan.refresh_from_db()
        return _render_plan(request, plan, story, status=422, has_changed=True)
    except checkouts.AlreadySubscribed:
        messages.info(request, _("You are subscribed already. Nothing was charged."))
        return see_other(reverse("accounts:account"))


def _order(request, plan, story):
    thanks_at = with_query(reverse("subscriptions:thanks"), next=story)
    joint = "&" if story else "?"
    back = with_query(plan.get_absolute_url(), next=story, abandoned="1")
    return checkouts.Order(
        plan=plan,
        story=story,
        success_url=request.build_absolute_uri(thanks_at)
        # Stripe looks for these braces, so they may not be quoted.
        + f"{joint}session_id={{CHECKOUT_SESSION_ID}}",
        cancel_url=request.build_absolute_uri(back),
        agreed=request.POST.get("agreed") or NOTHING,
    )


@private_page
def thanks(request):
    """Back from paying: on to the story, or a moment's patience."""
    visit = request.GET.get("session_id", "")
    story = local_path(request.GET.get("next", ""))
    if not VISIT.fullmatch(visit):
        raise Http404
    try:
        checkouts.come_back(request.user, visit)
    except checkouts.NotHers:
        raise Http404 from None
    except PaymentsUnavailable:
        logger.warning("a reader came back from paying, and Stripe does not answer")
    if not access.is_subscriber(request.user):
        return render(request, "subscriptions/confirming.html")
    messages.success(request, _("Thank you. You are a subscriber now."))
    return redirect(story or "accounts:account")


@webhook
def stripe_webhook(request):
    """Stripe's events: 400 for what is none; 503, so that it is sent again."""
    signature = request.headers.get("Stripe-Signature", "")
    try:
        event = stripe_gateway.read_event(_body(request), signature)
    except stripe_gateway.BadEvent as error:
        logger.warning("a webhook was refused: %s", error)
        return HttpResponse("Not an event.", status=400, content_type="text/plain")
    try:
        outcome = webhooks.handle(event)
    except PaymentsUnavailable:
        return HttpResponse("Try again.", status=503, content_type="text/plain")
    return HttpResponse(outcome.value, content_type="text/plain")


def _body(request) -> bytes:
    # Looked at first: a body that is too long is not even read.
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > webhooks.LARGEST_BODY:
        raise stripe_gateway.BadEvent("size")
    if request.content_type != "application/json":
        raise stripe_gateway.BadEvent("content type")
    try:
        return request.body
    except UnreadablePostError:
        raise stripe_gateway.BadEvent("cut off") from None
