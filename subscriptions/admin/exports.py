"""How is a list about money taken away as a file?"""

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import Http404, HttpResponseBadRequest
from django.urls import path
from django.utils import timezone

from newsroom.csv_file import csv_file
from newsroom.desk_admin import DeskAdmin
from subscriptions import sheets
from subscriptions.admin.kept import demand
from subscriptions.admin.people import MAY_SEE


class SubscriptionsFile(DeskAdmin):
    """The list of subscriptions as a file, searched and filtered as it stands there."""

    list_before_template = "admin/subscriptions/_file.html"

    def get_urls(self) -> list:
        export = self.admin_site.admin_view(self.export_view)
        return [
            path("csv/", export, name="subscriptions_subscription_csv"),
            *super().get_urls(),
        ]

    def export_view(self, request):
        """The rows that the list would show on all its pages."""
        demand(request, MAY_SEE)
        try:
            found = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseBadRequest()
        rows = sheets.subscription_rows(found)
        return csv_file("subscriptions", sheets.SUBSCRIPTIONS, rows)


def sheet_view(request, sheet):
    """One of the lists that stand behind the dashboard."""
    demand(request, MAY_SEE)
    if sheet not in sheets.SHEETS:
        raise Http404
    wanted = sheets.SHEETS[sheet]
    return csv_file(sheet, wanted.titles, wanted.rows(timezone.now()))
