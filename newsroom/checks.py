"""What must be true before this site may start?"""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connection

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


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


@register(Tags.database)
def the_role_obeys_the_lock(app_configs, databases=None, **kwargs) -> list[Error]:
    """A superuser, or a role that bypasses row security, would open the wall."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        bypasses = cursor.fetchone()[0]
    if not bypasses:
        return []
    return [
        Error(
            "DATABASE_URL connects as a role that bypasses row-level security; "
            "connect as one made with NOSUPERUSER NOBYPASSRLS.",
            id="newsroom.E003",
        )
    ]
