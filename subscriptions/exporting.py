"""What do we hold about what one person pays, to be handed out to herself?"""

from django.db.models import QuerySet

from subscriptions.models import (
    AccessChange,
    Consent,
    Customer,
    Grant,
    Notice,
    Subscription,
)
from subscriptions.models.plans import money


def about_money(person) -> dict:
    """Her subscriptions, what she agreed to, what she was given, what we told her."""
    customer = Customer.objects.filter(user=person).first()
    return {
        "subscriptions": {
            "stripe_customer": customer.stripe_id if customer else "",
            "subscriptions": _subscriptions(person),
        },
        "consents": _consents(person),
        "complimentary_access": _rows(
            Grant.objects.filter(user=person), "starts_at", "until", "reason"
        ),
        "access_changes": _rows(
            AccessChange.objects.filter(user=person),
            *("at", "cause", "was", "became", "was_until", "until", "cancel_at"),
            subscription="subscription__stripe_id",
        ),
        "mails_about_money": _rows(
            Notice.objects.filter(subscription__user=person),
            *("kind", "cause", "made_at"),
            subscription="subscription__stripe_id",
        ),
    }


def _rows(rows: QuerySet, *fields: str, **named: str) -> list[dict]:
    """These fields of each, the first one first."""
    found = list(rows.order_by("pk").values(*fields, *named.values()))
    for row in found:
        for name, field in named.items():
            row[name] = row.pop(field)
    return found


def _subscriptions(person) -> list[dict]:
    hers = Subscription.objects.filter(user=person).select_related("plan")
    return [
        {
            "stripe_id": row.stripe_id,
            "plan": row.plan.name if row.plan else "",
            "price": money(row.amount, row.currency) if row.currency else "",
            "every": row.interval,
            "status": row.status,
            "began": row.started_at,
            "period_ends": row.current_period_end,
            "set_to_end": row.cancel_at,
            "ended": row.ended_at,
            "access_until": row.access_until,
        }
        for row in hers.order_by("pk")
    ]


def _consents(person) -> list[dict]:
    given = Consent.objects.filter(user=person).select_related("plan").order_by("pk")
    return [
        {
            "agreed_at": one.agreed_at,
            "words": one.text,
            "plan": one.plan.name,
            "price": one.price,
            "every": one.interval,
            "next_charge": one.next_charge_on,
            "visit_to_the_checkout": one.checkout,
        }
        for one in given
    ]
