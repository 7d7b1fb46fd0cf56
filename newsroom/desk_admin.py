"""What may a list of the desk be filtered by? By what it offers, and nothing else."""

from unfold.admin import ModelAdmin


class DeskAdmin(ModelAdmin):
    """A list of the desk whose address asks no question that the list does not offer.

    Django lets an address filter by any field of the model: whoever may see the list
    could ask what a hash begins with, or who has comments, one letter at a time.
    """

    def lookup_allowed(self, lookup, value, request) -> bool:
        """True for the list's own filters and for one row by its key."""
        offered = {_field(entry) for entry in self.get_list_filter(request)}
        return lookup.split("__")[0] in offered | {"pk", "id"}

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
