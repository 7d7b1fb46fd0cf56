"""Whose comments does a reader want folded away?"""

from django.db.models import QuerySet

from comments.models import Ignore


def ignore(person_id: int, *, by, on: bool = True) -> None:
    """Fold away what the person writes, for this one reader, or unfold it again."""
    if on:
        ignores = [Ignore(ignored_id=person_id, person=by)]
        Ignore.objects.bulk_create(ignores, ignore_conflicts=True)
    else:
        Ignore.objects.filter(ignored=person_id, person=by).delete()


def ignored(*, by) -> set[int]:
    """The numbers of the people whom the reader ignores, by one query."""
    people = Ignore.objects.filter(person=by)
    return set(people.values_list("ignored_id", flat=True))


def ignored_people(*, by) -> QuerySet[Ignore]:
    """Whom the reader ignores, by name."""
    people = Ignore.objects.filter(person=by).select_related("ignored")
    return people.order_by("ignored__display_name", "pk")


def hear_everyone(*, by) -> None:
    """Ignore nobody any longer."""
    Ignore.objects.filter(person=by).delete()
