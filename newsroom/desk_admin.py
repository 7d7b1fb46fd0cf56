"""What does every list and form of the desk refuse?"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

# At the very ends of the calendar no page could be drawn: in another time zone the last
# hour of 9999 lies in a year that Python does not have.
YEARS = range(1800, 2200)


def refuse_strange_year(moment) -> None:
    """Raise ``ValidationError`` for a time that can only be a slip, or “for ever”."""
    if moment.year not in YEARS:
        said = _("That is in the year %(year)d. Choose one from 1800 to 2199.")
        raise ValidationError(said, params={"year": moment.year})


class DeskAdmin(ModelAdmin):
    """A list of the desk whose address asks no question that the list does not offer.

    Django lets an address filter by any field of the model: whoever may see the list
    could ask what a hash begins with, or who has comments, one letter at a time.
    """

    def lookup_allowed(self, lookup, value, request) -> bool:
        """True for the list's own filters and for one row by its key."""
        offered = {_field(entry) for entry in self.get_list_filter(request)}
        return lookup.split("__")[0] in offered | {"pk", "id"}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A field for a time refuses one that no page could show."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, models.DateTimeField):
            field.validators = [*field.validators, refuse_strange_year]
        return field

    def get_desk_urls(self) -> list:
        """Pages that stand beside the list: their paths begin below ``/admin/<app>/``.

        Each view is wrapped in ``self.admin_site.admin_view``, as in ``get_urls``.
        """
        return []


def _field(entry) -> str:
    name = entry[0] if isinstance(entry, tuple) else entry
    if isinstance(name, str):
        return name.split("__")[0]
    return getattr(name, "parameter_name", "")  # a filter that is a class of its own
