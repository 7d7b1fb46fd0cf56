"""What does the desk's front page say about money, to whoever may know?"""

from django import template
from django.utils import timezone

from subscriptions import attention, figures

register = template.Library()


@register.inclusion_tag("admin/subscriptions/_line.html")
def money_line(person) -> dict:
    """Subscribers, what they bring in a month, and how much needs somebody."""
    if not person.has_perm("subscriptions.view_subscription"):
        return {"shown": False}
    at = timezone.now()
    return {
        "shown": True,
        "subscribers": sum(plan.total for plan in figures.subscribers(at)),
        "recurring": figures.recurring(at),
        "needing": attention.count(attention.concerns(at)),
    }
