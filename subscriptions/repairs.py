"""What can be wrong with what somebody pays, and how does the desk put it right?

Stripe is asked first, holding the customer; then our rows are copied anew. Whatever was
pressed twice happens once: a payment given back has nothing left to give back, and a
subscription that has ended stays ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from subscriptions import emails, mirror, stripe_gateway
from subscriptions.access import GIVING
from subscriptions.explaining import access_sentence
from subscriptions.models import Customer, Notice, Subscription
from subscriptions.models.plans import money
from subscriptions.stripe_gateway import Patience, Payment


class Kind(StrEnum):
    """What is wrong."""

    TWO = "two"  # she pays twice
    TAKEN_BACK = "taken back"  # a bank took the payment back; Stripe goes on charging


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that a person has to decide, and the subscription that should end."""

    kind: Kind
    ending: Subscription
    kept: Subscription | None = None


class Unlinked(Exception):
    """Stripe has no customer for this person, or has one no more."""


class OtherPayment(Exception):
    """The last payment is not the one that was shown before."""


def wrong_with(paid: Sequence[Subscription]) -> list[Wrong]:
    """What is wrong with one person's subscriptions, the gravest first."""
    # Never another shop's: that is not the paper's to end.
    live = [row for row in paid if row.is_live and row.plan]
    back = [row for row in live if is_taken_back(row)]
    sound = sorted((row for row in live if row not in back), key=_worth)
    wrongs = [Wrong(Kind.TAKEN_BACK, row) for row in back]
    return wrongs + [Wrong(Kind.TWO, row, sound[-1]) for row in sound[:-1]]


def is_taken_back(row: Subscription) -> bool:
    """True for one that Stripe goes on with, although a bank took its payment back."""
    return row.plan is not None and row.status in GIVING and row.access_until is None


def _worth(row: Subscription) -> tuple:
    """Of two, the one to keep: which gives access, goes on, and is paid for longest."""
    return (
        row.access_until is not None,
        row.cancel_at is None,
        row.current_period_end or row.started_at,
        row.started_at,
        row.pk,
    )


def refresh(person) -> str:
    """Copy everything from Stripe again, and say in a sentence what changed.

    Raises ``Unlinked``, or ``PaymentsUnavailable`` when Stripe does not answer; then
    nothing has changed.
    """
    customer = _customer_of(person.pk)
    before, seen = access_sentence(person), person.access_changes.count()
    _copy(customer)
    after, grown = access_sentence(person), person.access_changes.count() - seen
    if not grown:
        return _("Nothing changed: our copy was the same as Stripe's.")
    if after != before:
        sentences = {"before": before, "after": after}
        return _("It was: “%(before)s” Now: “%(after)s”") % sentences
    return _("Details changed, but not the access; the history has them.")


def _customer_of(person: int) -> Customer:
    customer = Customer.objects.filter(user=person).first()
    if customer is None:
        raise Unlinked
    return customer


def _copy(customer: Customer) -> None:
    mirror.mirror_customer(
        customer.stripe_id,
        patience=Patience.PAGE,
        reason=mirror.Reason(mirror.Cause.DESK),
    )


def owed_for(row: Subscription, wrong: Wrong | None, *, at: datetime) -> Payment | None:
    """What may be paid back when a subscription ends: its last payment.

    Of two at once only what is paid for a time still to come; what a bank has taken
    back can't be given back once more. Raises ``Unlinked`` or ``PaymentsUnavailable``.
    """
    _customer_of(row.user_id)
    if wrong and wrong.kind is Kind.TAKEN_BACK:
        return None
    payment = stripe_gateway.fetch_last_payment(row.stripe_id)
    if payment is None or not payment.left:
        return None
    is_used_up = payment.paid_until and payment.paid_until <= at
    return None if wrong and is_used_up else payment


@transaction.atomic
def end(
    row: Subscription, *, pay_back: str = "", kept: Subscription | None = None
) -> str:
    """End a subscription now; what came back to her, as she reads it, or nothing.

    ``pay_back`` is the payment that was shown to whoever decides: raises
    ``OtherPayment`` when another is the last by now. The money goes first: if Stripe
    falls silent in between, the same button ends what is still running.
    """
    customer = _customer_of(row.user_id)
    mirror.hold(customer.stripe_id)
    paid_back = _give_back(row, pay_back) if pay_back else ""
    stripe_gateway.end_now(row.stripe_id)
    facts = {"paid_back": paid_back, "kept": kept}
    if row.plan and row.is_live:
        emails.tell(row, Notice.Kind.ENDED, cause=row.stripe_id, **facts)
    _copy(customer)
    return paid_back


def _give_back(row: Subscription, shown: str) -> str:
    payment = stripe_gateway.fetch_last_payment(row.stripe_id)
    if payment is None or payment.id != shown:
        raise OtherPayment
    cents = stripe_gateway.pay_back(payment)
    return money(cents, payment.currency) if cents else ""
