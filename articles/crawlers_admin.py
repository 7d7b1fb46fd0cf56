"""Where does an editor say what the crawlers of AI companies may do?"""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from unfold.widgets import UnfoldAdminRadioSelectWidget

from articles.models import CrawlerRules
from newsroom.desk_admin import DeskAdmin

THE_ONE = "1"


class CrawlerRulesForm(forms.ModelForm):
    class Meta:
        model = CrawlerRules
        fields = ("preset",)
        widgets = {"preset": UnfoldAdminRadioSelectWidget}


@admin.register(CrawlerRules)
class CrawlerRulesAdmin(DeskAdmin):
    """There is one set of rules: its list is its form."""

    form = CrawlerRulesForm

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_object(self, request, object_id, from_field=None):
        """The rules that hold now, whether or not anyone has ever saved them."""
        return CrawlerRules.current() if object_id == THE_ONE else None

    def changelist_view(self, request, extra_context=None):
        """No list of one: straight to its form."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        address = reverse("admin:articles_crawlerrules_change", args=[THE_ONE])
        return HttpResponseRedirect(address)
