"""How is the paid side doing, does it work, and who needs somebody?"""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from newsroom.desk_admin import DeskAdmin
from subscriptions import attention, figures, health, story_counts, stripe_gateway
from subscriptions.admin.charts import Chart, chart
from subscriptions.admin.exports import sheet_view
from subscriptions.admin.kept import demand
from subscriptions.admin.people import MAY_SEE
from subscriptions.stripe_gateway import Patience, PaymentsUnavailable
from subscriptions.stripe_gateway.deliveries import COUNTED


class DashboardPages(DeskAdmin):
    """Pages that stand beside the list of plans: the figures, and files of them."""

    def get_desk_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            *super().get_desk_urls(),
            path(
                "dashboard/", wrap(self.dashboard_view), name="subscriptions_dashboard"
            ),
            path(
                "dashboard/csv/<slug:sheet>/",
                wrap(sheet_view),
                name="subscriptions_sheet",
            ),
        ]

    def dashboard_view(self, request):
        """The figures; a POST asks Stripe what it could not tell us."""
        demand(request, MAY_SEE)
        if request.method == "POST":
            level, said = undelivered()
            self.message_user(request, said, level)
            return HttpResponseRedirect(reverse("admin:subscriptions_dashboard"))
        context = self.admin_site.each_context(request) | told()
        return render(request, "admin/subscriptions/dashboard.html", context)


def told() -> dict:
    """Everything that the dashboard says."""
    at = timezone.now()
    plans, months = figures.subscribers(at), figures.months(at)
    found = attention.concerns(at)
    return {
        "title": _("Money"),
        "is_new": not any(month.at_start or month.new for month in months),
        "plans": plans,
        "all": figures.PlanCount(
            plan="",
            paying=sum(plan.paying for plan in plans),
            trialing=sum(plan.trialing for plan in plans),
            dunning=sum(plan.dunning for plan in plans),
        ),
        "complimentary": figures.complimentary(at),
        "recurring": figures.recurring(at),
        "months": months[::-1],
        "charts": _charts(months),
        "stories": story_counts.by_story(at),
        "concerns": found,
        "needing": attention.count(found),
        "health": health.health(at),
    }


def _charts(months: list[figures.Month]) -> dict[str, Chart]:
    begins = [month.begins for month in months]

    def of(title: str, *pairs: tuple[str, str]) -> Chart:
        series = {
            name: [getattr(month, attribute) for month in months]
            for name, attribute in pairs
        }
        return chart(title, begins, **series)

    return {
        "subscribers": of(
            _("Subscribers at the month’s end"), (_("Subscribers"), "at_end")
        ),
        "changes": of(_("New and lost"), (_("New"), "new"), (_("Lost"), "lost")),
        "churn": of(_("Churn, in a hundred"), (_("Churn"), "churn")),
        "trials": of(
            _("Trials"), (_("Begun"), "trials"), (_("Became paying"), "converted")
        ),
        "payments": of(
            _("Failed payments"), (_("Failed"), "failed"), (_("Recovered"), "recovered")
        ),
    }


def undelivered() -> tuple[int, str]:
    """What Stripe says of the events that it could not deliver."""
    try:
        number = stripe_gateway.count_undelivered(patience=Patience.PAGE)
    except PaymentsUnavailable:
        said = _("Stripe did not answer, so we don’t know. Ask again in a while.")
        return messages.WARNING, said
    if not number:
        return messages.SUCCESS, _("Stripe has delivered every event of 30 days.")
    said = ngettext(
        "%(number)s event waits at Stripe or was given up. What it was about has been "
        "found by comparing, or will be; if it grows, look at the webhook there.",
        "%(number)s events wait at Stripe or were given up. What they were about has "
        "been found by comparing, or will be; if it grows, look at the webhook there.",
        number,
    )
    shown = f"{number}+" if number == COUNTED else number
    return messages.WARNING, said % {"number": shown}
