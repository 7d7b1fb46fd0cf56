"""How does someone cancel who can't sign in, or won't?

Whoever knows an address may ask; only who reads its mail can cancel. Nobody learns
whether an address is known: the answer is the same, and the looking up is done later.
"""

from django.contrib.auth import get_user_model
from django.core import signing
from django.tasks import task
from django.urls import reverse

from newsroom import limits, mail
from subscriptions import account

SALT = "subscriptions.cancelling"
LINK_LASTS = 48 * 3600


class WrongLink(ValueError):
    """Nobody of ours signed this link, it is too old, or the person is gone."""


def path(person) -> str:
    """Where the link in the mail leads."""
    token = signing.dumps(person.pk, salt=SALT)
    return reverse("subscriptions:cancel_by_link", args=[token])


def read(token: str):
    """The person whose link it is; raises ``WrongLink``."""
    people = get_user_model().objects.filter(is_active=True)
    try:
        return people.get(pk=signing.loads(token, salt=SALT, max_age=LINK_LASTS))
    except (signing.BadSignature, ValueError, get_user_model().DoesNotExist) as error:
        raise WrongLink from error


def ask(address: str) -> None:
    """Have a link mailed to an address, if it has something to cancel; 3 an hour."""
    if limits.allow(f"cancel-link:{address.lower()}", times=3, seconds=3600):
        mail_link.enqueue(address=address)


@task
def mail_link(*, address: str) -> None:
    """Mail the link to the address on file, not to the one that was typed."""
    people = get_user_model().objects.filter(email__iexact=address, is_active=True)
    person = people.first()
    if person is None or account.live_subscription(person) is None:
        return
    context = {"reader": person, "link_path": path(person)}
    mail.send("subscription_cancel_link", to=person.email, context=context)
