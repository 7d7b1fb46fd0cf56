"""How is one value read from the environment, and refused when it makes no sense?"""

import os

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable's text, or the default when it is missing or blank."""
    return os.environ.get(name, "").strip() or default


def required(name: str, advice: str) -> str:
    """The variable's text; raises ``ImproperlyConfigured`` with the advice if blank."""
    if value := text(name):
        return value
    raise ImproperlyConfigured(f"{name} is empty; {advice}")


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off."""
    value = text(name).lower()
    if value in YES:
        return True
    if value in NO:
        return default if value == "" else False
    raise ImproperlyConfigured(f"{name} must be 1 or 0; it is {value!r}.")


def number(name: str, default: int) -> int:
    """A whole number, zero or more."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number; it is {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated values, without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
