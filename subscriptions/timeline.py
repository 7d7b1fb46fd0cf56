"""What has happened about one person's access and money, and in which order?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from subscriptions.models import (
    AccessChange,
    Consent,
    Customer,
    Grant,
    Notice,
    StripeEvent,
    Subscription,
)

PER_PAGE = 25
LAST_PAGE = 200


class Kind(StrEnum):
    """Where a line of the history comes from."""

    CHANGE = "change"
    EVENT = "event"
    MAIL = "mail"
    CONSENT = "consent"
    GRANT = "grant"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, as a sentence."""

    at: datetime
    kind: Kind
    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page of somebody's history, the newest first."""

    moments: list[Moment]
    number: int
    has_more: bool


def stretch_of(person, *, number: int = 1) -> Stretch:
    """A page of what happened. Seven queries, however long the history is."""
    number = min(max(number, 1), LAST_PAGE)
    most = number * PER_PAGE
    sources = (_changes, _events, _mails, _consents, _grants, _desk)
    found = [one for source in sources for one in source(person, most + 1)]
    found.sort(key=lambda one: one.at, reverse=True)
    return Stretch(found[most - PER_PAGE : most], number, len(found) > most)


def _changes(person, most: int) -> Iterator[Moment]:
    sent = StripeEvent.objects.filter(pk=OuterRef("event")).values("type")
    steps = AccessChange.objects.filter(user=person).annotate(type=Subquery(sent))
    for step in steps.order_by("-at", "-pk")[:most]:
        yield Moment(step.at, Kind.CHANGE, _step(step), _because(step))


def _step(step: AccessChange) -> str:
    became = _status(step.became)
    facts = {"was": _status(step.was), "became": became, "day": _minute(step.until)}
    if step.was == step.became:
        said = _("Still %(became)s") % facts
    elif step.was:
        said = _("%(was)s → %(became)s") % facts
    else:
        said = _("Begins: %(became)s") % facts
    until = _("access until %(day)s") % facts if step.until else _("no access")
    ends = _(", set to end on %(day)s") % {"day": _minute(step.cancel_at)}
    return f"{said}, {until}{ends if step.cancel_at else ''}"


def _because(step) -> str:
    if step.event:
        facts = {"type": step.type or _("an event"), "event": step.event}
        return _("because Stripe sent %(type)s (%(event)s)") % facts
    return step.get_cause_display()


def _status(status: str) -> str:
    known = status in Subscription.Status
    return str(Subscription.Status(status).label) if known else status


def _events(person, most: int) -> Iterator[Moment]:
    """Events that changed nothing; the others are told with what they changed."""
    hers = Customer.objects.filter(user=person).values("stripe_id")
    told = AccessChange.objects.filter(user=person).exclude(event="").values("event")
    quiet = StripeEvent.objects.filter(customer__in=hers).exclude(pk__in=told)
    for event in quiet.order_by("-received_at")[:most]:
        what = _("Stripe sent %(type)s; nothing changed") % {"type": event.type}
        yield Moment(event.received_at, Kind.EVENT, what, event.pk)


def _mails(person, most: int) -> Iterator[Moment]:
    mails = Notice.objects.filter(subscription__user=person)
    for mail in mails.order_by("-made_at", "-pk")[:most]:
        what = _("Mail: %(kind)s") % {"kind": mail.get_kind_display()}
        yield Moment(mail.made_at, Kind.MAIL, what, mail.cause)


def _consents(person, most: int) -> Iterator[Moment]:
    given = Consent.objects.filter(user=person).select_related("plan")
    for consent in given.order_by("-agreed_at", "-pk")[:most]:
        facts = {"plan": consent.plan, "price": consent.price}
        what = _("Agreed to %(plan)s for %(price)s") % facts
        yield Moment(consent.agreed_at, Kind.CONSENT, what, consent.checkout)


def _grants(person, most: int) -> Iterator[Moment]:
    given = Grant.objects.filter(user=person).select_related("by", "code")
    for grant in given.order_by("-starts_at", "-pk")[:most]:
        day = {"day": _minute(grant.until)}
        what = _("Complimentary access until %(day)s") % day
        yield Moment(grant.starts_at, Kind.GRANT, what, _giver(grant))


def _giver(grant: Grant) -> str:
    facts = {
        "reason": grant.reason,
        "who": grant.by,
        "code": getattr(grant, "code", ""),
    }
    if facts["code"]:
        return _("%(reason)s, with the code %(code)s") % facts
    return _("%(reason)s, given by %(who)s") % facts if grant.by else grant.reason


def _desk(person, most: int) -> Iterator[Moment]:
    entries = _log_of(person).select_related("user").order_by("-action_time", "-pk")
    for entry in entries[:most]:
        who = _("by %(who)s") % {"who": entry.user.display_name}
        yield Moment(entry.action_time, Kind.DESK, entry.get_change_message(), who)


def _log_of(person) -> QuerySet[LogEntry]:
    kind = ContentType.objects.get_for_model(get_user_model())
    return LogEntry.objects.filter(content_type=kind, object_id=str(person.pk))


def _minute(instant: datetime | None) -> str:
    """The day and time in the paper's time zone."""
    if instant is None:
        return "—"
    return date_format(timezone.localtime(instant), "F j, Y, g:i a")
