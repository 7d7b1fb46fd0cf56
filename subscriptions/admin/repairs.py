"""What can the desk do about somebody's subscription? Look again, end it, pay back."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from subscriptions import people, repairs
from subscriptions.admin.kept import demand
from subscriptions.admin.people import MAY_REPAIR, PeoplePages, address_of
from subscriptions.models import Subscription
from subscriptions.repairs import OtherPayment, Unlinked
from subscriptions.stripe_gateway import PaymentsUnavailable


class RepairPages(PeoplePages):
    """What is done from a person's file; whoever did it is written into her history."""

    def get_desk_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            *super().get_desk_urls(),
            path(
                "people/<int:pk>/refresh/",
                wrap(self.refresh_view),
                name="subscriptions_refresh",
            ),
            path(
                "people/<int:pk>/end/<int:subscription>/",
                wrap(self.end_view),
                name="subscriptions_end",
            ),
        ]

    def refresh_view(self, request, pk):
        """Copy everything from Stripe again, and say what changed."""
        demand(request, MAY_REPAIR)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        person = get_object_or_404(get_user_model(), pk=pk)
        try:
            said = repairs.refresh(person)
        except Unlinked:
            return self._back(request, person, _nobody(), messages.WARNING)
        except PaymentsUnavailable:
            said = _("Stripe did not answer, so nothing was compared. Try again soon.")
            return self._back(request, person, said, messages.ERROR)
        self.log_change(request, person, _("Looked again at Stripe. %s") % said)
        return self._back(request, person, said, messages.SUCCESS)

    def end_view(self, request, pk, subscription):
        """Ask whether it should end now and what is paid back; a POST does it."""
        demand(request, MAY_REPAIR)
        person = get_object_or_404(get_user_model(), pk=pk)
        row = get_object_or_404(
            Subscription.objects.select_related("plan", "user"),
            pk=subscription,
            user=person,
        )
        if not row.is_live:
            said = _("Nothing changed: it has ended already.")
            return self._back(request, person, said, messages.WARNING)
        if request.method == "POST":
            return self._end(request, person, row)
        return self._ask(request, person, row)

    def _ask(self, request, person, row, *, status=200, changed=False):
        wrong = next(
            (one for one in people.record_of(person).wrongs if one.ending == row), None
        )
        context = {
            "title": _("End a subscription now"),
            "person": person,
            "row": row,
            "wrong": wrong,
            "changed": changed,
        }
        try:
            context["payment"] = repairs.owed_for(row, wrong, at=timezone.now())
        except Unlinked:
            return self._back(request, person, _nobody(), messages.WARNING)
        except PaymentsUnavailable:
            context["is_silent"], status = True, 503
        template = "admin/subscriptions/person_end.html"
        return self.draw(request, template, context, status=status)

    def _end(self, request, person, row):
        kept = _kept(person, row)
        try:
            back = repairs.end(
                row, pay_back=request.POST.get("pay_back", ""), kept=kept
            )
        except OtherPayment:
            return self._ask(request, person, row, status=409, changed=True)
        except Unlinked:
            return self._back(request, person, _nobody(), messages.WARNING)
        except PaymentsUnavailable:
            said = _(
                "Stripe did not answer, so it may or may not have been done. Look "
                "again at Stripe in a minute; what is asked twice is done once."
            )
            return self._back(request, person, said, messages.ERROR)
        said = _done(row, back)
        self.log_change(request, person, said)
        return self._back(request, person, said, messages.SUCCESS)

    def _back(self, request, person, said, level):
        self.message_user(request, said, level)
        return HttpResponseRedirect(address_of(person))


def _kept(person, row) -> Subscription | None:
    wrongs = people.record_of(person).wrongs
    return next((one.kept for one in wrongs if one.ending == row), None)


def _done(row, back: str) -> str:
    facts = {"id": row.stripe_id, "plan": row.plan or "—", "back": back}
    if back:
        return _("%(plan)s (%(id)s) was ended, and %(back)s was paid back.") % facts
    return _("%(plan)s (%(id)s) was ended; nothing was paid back.") % facts


def _nobody() -> str:
    return _("Stripe knows no customer for this person, so there was nothing to do.")
