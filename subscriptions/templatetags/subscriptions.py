"""Which parts about subscriptions do other apps' pages ask for?"""

from django import template
from django.conf import settings

from subscriptions import access, account, offers

register = template.Library()


@register.inclusion_tag("subscriptions/_panel.html", takes_context=True)
def subscription_panel(context, user) -> dict:
    """How the reader's subscription stands, and what she can do; on private pages."""
    token = context.get("csrf_token")
    return {"panel": account.panel_of(user), "csrf_token": token}


@register.inclusion_tag("subscriptions/_masthead_notice.html", takes_context=True)
def payment_notice(context, user) -> dict:
    """What someone whose payment failed sees above every page, and the way out."""
    token = context.get("csrf_token")
    return {"standing": access.standing_of(user), "csrf_token": token}


@register.inclusion_tag("subscriptions/_plans.html")
def plan_choices(next_path: str = "") -> dict:
    """What is on sale, as links that come back to ``next_path``; for public pages."""
    return {
        "offers": offers.on_sale(),
        "next_path": next_path,
        "tax_included": settings.STRIPE_TAX,
    }
