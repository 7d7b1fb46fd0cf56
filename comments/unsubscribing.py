"""How does one click in a mail, without signing in, turn that kind of mail off?

The link holds a person's number and the kind of mail, signed. It opens nothing else.
Source: https://www.rfc-editor.org/rfc/rfc8058
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comments.models import MailChoices

SALT = "comments.unsubscribing"
Pace = MailChoices.Pace


class Kind(models.TextChoices):
    """The mails that can be turned off, as their footers name them."""

    REPLIES = "replies", _("replies to your comments")
    FOLLOWED = "followed", _("new comments in conversations you follow")
    DECISIONS = "decisions", _("moderators’ decisions about your comments")
    DIGEST = "digest", _("what is new in your conversations, once a day")


class WrongLink(ValueError):
    """Nobody of ours signed this link, or the person is gone."""


def path(person, kind: str) -> str:
    """Where the link in a mail of this kind leads."""
    token = signing.dumps([person.pk, Kind(kind).value], salt=SALT)
    return reverse("comments:unsubscribe", args=[token])


def headers(person, kind: str) -> dict[str, str]:
    """What lets a mail program offer the one click by itself."""
    return {
        "List-Unsubscribe": f"<{settings.SITE_ADDRESS}{path(person, kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read(token: str):
    """The person and the kind of mail in a link; raises ``WrongLink`` for others."""
    try:
        number, kind = signing.loads(token, salt=SALT)
        return get_user_model().objects.get(pk=number), Kind(kind)
    except (signing.BadSignature, ValueError, get_user_model().DoesNotExist) as error:
        raise WrongLink from error


def is_off(person, kind: Kind) -> bool:
    """True when the person gets no mail of this kind."""
    return not _ways(person, kind)


def turn_off(person, kind: Kind) -> None:
    """Send the person no more mail of this kind. Twice is as good as once."""
    _choose(person, dict.fromkeys(_ways(person, kind), Pace.OFF.value))


def turn_on(person, kind: Kind) -> None:
    """Send the person mail of this kind again, as often as is usual."""
    name = Kind.FOLLOWED if kind is Kind.DIGEST else kind
    _choose(person, {name.value: getattr(MailChoices(), name.value)})


def masked(address: str) -> str:
    """As much of an address as its owner needs to know it again."""
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}•••@{host}"


def _ways(person, kind: Kind) -> list[str]:
    """Which of her choices let mail of this kind through."""
    choices = MailChoices.of(person)
    if kind is Kind.DIGEST:
        names = ("replies", "followed")
        return [name for name in names if getattr(choices, name) == Pace.DAILY]
    return [] if getattr(choices, kind.value) == Pace.OFF else [kind.value]


def _choose(person, chosen: dict[str, str]) -> None:
    with transaction.atomic():
        MailChoices.objects.update_or_create(person=person, defaults=chosen)
