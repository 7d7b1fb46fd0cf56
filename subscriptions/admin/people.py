"""Why has she access, or none? Everyone, and one person's whole file."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from subscriptions import people, stripe_gateway, timeline
from subscriptions.admin.kept import KeptAdmin, demand

MAY_SEE = "subscriptions.view_subscription"
MAY_REPAIR = "subscriptions.repair_subscription"
MAY_GIVE = "subscriptions.add_grant"


class PeoplePages(KeptAdmin):
    """Pages that stand beside the list of customers: everyone, and one's file."""

    def get_desk_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            *super().get_desk_urls(),
            path("people/", wrap(self.people_view), name="subscriptions_people"),
            path(
                "people/<int:pk>/", wrap(self.person_view), name="subscriptions_person"
            ),
        ]

    def people_view(self, request):
        """Who is meant by an address, a name, an id of Stripe's, or a code."""
        demand(request, MAY_SEE)
        asked = request.GET.get("q", "").strip()[:100]
        found = people.find(asked, number=request.GET.get("page"))
        context = {"title": _("Who has access?"), "asked": asked, "found": found}
        return self.draw(request, "admin/subscriptions/people.html", context)

    def person_view(self, request, pk):
        """One person's access, and everything that led to it."""
        demand(request, MAY_SEE)
        person = get_object_or_404(get_user_model(), pk=pk)
        record = people.record_of(person)
        history = timeline.stretch_of(person, number=_number(request.GET.get("page")))
        context = {
            "title": person.display_name,
            "record": record,
            "history": history,
            "dashboard": dashboard_of(record.customer),
            "may_repair": request.user.has_perm(MAY_REPAIR),
            "may_give": request.user.has_perm(MAY_GIVE),
        }
        return self.draw(request, "admin/subscriptions/person.html", context)


def address_of(person) -> str:
    """Where a person's file is."""
    return reverse("admin:subscriptions_person", args=[person.pk])


def dashboard_of(customer) -> str:
    """The customer's page in Stripe's own dashboard; nothing of a stand-in's."""
    if customer is None or settings.STRIPE_API_BASE:
        return ""
    part = "" if stripe_gateway.is_live() else "test/"
    return f"https://dashboard.stripe.com/{part}customers/{customer.stripe_id}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 1
