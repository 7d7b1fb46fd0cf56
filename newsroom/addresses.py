"""What does the address of a database or a mail server say, as Django's settings?"""

from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(url: str) -> dict:
    """Django's settings for ``postgresql://user:password@host:port/name?option=…``."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL must start with postgresql://, not with {parts.scheme!r}."
        )
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def mailer(url: str) -> dict:
    """Django's mail settings for ``smtp://…``, ``smtps://…`` or ``anymail://KEY@name``."""
    parts = urlsplit(url)
    if parts.scheme == "anymail":
        return {
            "BACKEND": f"anymail.backends.{parts.hostname}.EmailBackend",
            "OPTIONS": {"api_key": unquote(parts.username or "")},
        }
    if parts.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured("MAIL_URL must start with smtp, smtps or anymail.")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp",
            "timeout": 10,
        },
    }
