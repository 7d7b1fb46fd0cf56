"""What does the desk's own log still say of somebody who has left?"""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet


def forget_names(rows: QuerySet) -> None:
    """Have the log call these rows by their kind alone; who did what to them stays."""
    kind = ContentType.objects.get_for_model(rows.model)
    keys = [str(key) for key in rows.values_list("pk", flat=True)]
    entries = LogEntry.objects.filter(content_type=kind, object_id__in=keys)
    entries.update(object_repr=str(rows.model._meta.verbose_name))
