"""What must be true before this site may start?"""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def the_demo_is_harmless(app_configs, **kwargs) -> list[Error]:
    """The demo never touches real money; DEBUG is never on."""
    errors = []
    if settings.DEMO and "_live_" in settings.STRIPE_SECRET_KEY:
        errors.append(
            Error(
                "NEWSROOM_DEMO is 1 and STRIPE_SECRET_KEY is a live key; "
                "take one of them away.",
                id="newsroom.E001",
            )
        )
    return errors


@register()
def renewals_are_announced_in_time(app_configs, **kwargs) -> list[Error]:
    """Five calendar days before a charge, with one more for the daily run."""
    if settings.RENEWAL_NOTICE_DAYS >= 6:
        return []
    return [
        Error(
            f"RENEWAL_NOTICE_DAYS is {settings.RENEWAL_NOTICE_DAYS}; the law wants a "
            "notice five days before, so at least 6.",
            id="newsroom.E003",
        )
    ]


@register(Tags.security, deploy=True)
def production_is_complete(app_configs, **kwargs) -> list[Error]:
    """What a live site needs, named as the operator must set it."""
    wanted = {
        "ALLOWED_HOSTS": (settings.ALLOWED_HOSTS, "the paper's own host names"),
        "STRIPE_SECRET_KEY": (settings.STRIPE_SECRET_KEY, "starts with sk_ or rk_"),
        "STRIPE_WEBHOOK_SECRETS": (
            settings.STRIPE_WEBHOOK_SECRETS,
            "copy it from the Stripe dashboard, it starts with whsec_",
        ),
        "DATABASE_URL": (settings.DATABASE_URL, "postgresql://user:password@host/name"),
    }
    return [
        Error(f"{name} is empty; {advice}.", id="newsroom.E002")
        for name, (value, advice) in wanted.items()
        if not value
    ]
