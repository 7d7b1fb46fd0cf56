"""Who is meant by these words, and how does each of them stand?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from subscriptions import access, explaining, repairs
from subscriptions.models import Consent, Customer, Grant, Subscription

PER_PAGE = 25
CODE = re.compile(r"[A-Z0-9]{4}-?[A-Z0-9]{4}-?[A-Z0-9]{4}")

Status = Subscription.Status


@dataclass(slots=True)
class Entry:
    """One person in the list: how she stands, and until when."""

    person: Any
    paid: list[Any] = field(default_factory=list)
    given: list[Any] = field(default_factory=list)

    @property
    def until(self) -> datetime | None:
        """When what she has now ends; None when she has no access."""
        ends = [one.access_until for one in self.paid if one.is_open]
        ends += [one.until for one in self.given if one.is_open]
        return max(ends, default=None)

    @property
    def subscription(self) -> Subscription | None:
        """The one that says most: a live one, the latest to begin."""
        ranked = sorted(self.paid, key=lambda one: (one.is_live, one.started_at))
        return ranked[-1] if ranked else None

    @property
    def sentence(self) -> str:
        """Why she has access, or none."""
        return explaining.explain(self.paid, self.given, at=timezone.now())

    @property
    def needs_a_hand(self) -> bool:
        """True when something is wrong that a person has to decide."""
        return bool(repairs.wrong_with(self.paid))


def find(words: str, *, number: str | int | None = 1) -> Page:
    """A page of the people who are meant; without words, of all who have or had access.

    Four queries for any number of people.
    """
    page = Paginator(_meant(words.strip()), PER_PAGE).get_page(number)
    page.object_list = list(_entries(page.object_list))
    return page


def _meant(words: str) -> QuerySet:
    people = get_user_model().objects.order_by("-pk")
    if not words:
        paid = Subscription.objects.filter(user=OuterRef("pk"))
        given = Grant.objects.filter(user=OuterRef("pk"))
        return people.filter(Q(Exists(paid)) | Q(Exists(given)))
    if words.startswith("cus_"):
        return people.filter(stripe_customer__stripe_id=words)
    if words.startswith("sub_"):
        return people.filter(subscriptions__stripe_id=words)
    if CODE.fullmatch(words.upper()):
        return people.filter(_named(words) | Q(pk__in=_redeemed(words)))
    return people.filter(_named(words))


def _named(words: str) -> Q:
    return Q(email__icontains=words) | Q(display_name__icontains=words)


def _redeemed(words: str) -> QuerySet:
    letters = words.upper().replace("-", "")
    code = "-".join((letters[:4], letters[4:8], letters[8:]))
    return Grant.objects.filter(code__code=code).values("user")


def _entries(people: Iterable) -> Iterable[Entry]:
    entries = {person.pk: Entry(person) for person in people}
    for row in explaining.paid_of(entries):
        entries[row.user_id].paid.append(row)
    for grant in explaining.given_to(entries):
        entries[grant.user_id].given.append(grant)
    return entries.values()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is known about one person's access and money."""

    person: Any
    sentence: str
    has_access: bool
    customer: Customer | None
    subscriptions: list[Subscription]
    grants: list[Grant]
    consents: list[Consent]
    wrongs: list[repairs.Wrong]


def record_of(person) -> Record:
    """What there is about a person, the newest first."""
    paid = list(explaining.paid_of([person.pk]).newest_first())
    given = list(
        explaining.given_to([person.pk])
        .select_related("by", "code__batch")
        .order_by("-until")
    )
    consents = Consent.objects.filter(user=person).select_related("plan")
    return Record(
        person=person,
        sentence=explaining.explain(paid, given, at=timezone.now()),
        has_access=access.is_subscriber(person),
        customer=Customer.objects.filter(user=person).first(),
        subscriptions=paid,
        grants=given,
        consents=list(consents.order_by("-agreed_at")),
        wrongs=repairs.wrong_with(paid),
    )
