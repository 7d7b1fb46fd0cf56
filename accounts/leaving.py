"""How does somebody delete her account, and what if a part of it must wait?

She is signed out everywhere at once. The rest are the steps that the setting
``LEAVING`` lists, in its order, each done by a task and safe to do twice: a step that
fails stops those after it, and all are tried again until every one is done.
"""

import json
import logging
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import Leaving, User
from newsroom import desk_log, mail

logger = logging.getLogger(__name__)

SALT = "accounts.leaving"
NAMELESS = "Former reader"
# The queue itself tries again within minutes; the schedule looks after the others.
A_WHILE = timedelta(minutes=10)


def may_leave(person: User) -> bool:
    """Readers may; whoever works at the desk gives that back first."""
    return not (person.is_staff or person.is_superuser)


@transaction.atomic
def ask_to_leave(person: User, *, takes_her_words: bool) -> Leaving:
    """Sign her out everywhere, and enqueue the rest; asked twice it is asked once."""
    leaving, is_new = Leaving.objects.get_or_create(
        user=person, defaults={"takes_her_words": takes_her_words}
    )
    if is_new:
        # Every session asks for its person first, and nobody gets one who is inactive.
        User.objects.filter(pk=person.pk).update(is_active=False)
        carry_out.enqueue(leaving=leaving.pk)
    return leaving


def proof_for(person: User) -> str:
    """What a form carries so that its second click is known when she is signed out."""
    return signing.dumps(person.pk, salt=SALT)


def has_asked(proof: str) -> bool:
    """True for a form of somebody who has asked to leave."""
    try:
        person = signing.loads(proof, salt=SALT)
    except signing.BadSignature:
        return False
    return Leaving.objects.filter(user=person).exists()


@task
def carry_out(*, leaving: int) -> None:
    """Do every step; what one of them raises stops it here, until the next try."""
    asked = Leaving.objects.waiting().filter(pk=leaving)
    if not asked.update(tries=F("tries") + 1, tried_at=timezone.now()):
        return
    going = Leaving.objects.select_related("user").get(pk=leaving)
    for step in settings.LEAVING:
        import_string(step)(going)
    asked.update(done_at=timezone.now())
    logger.info("an account is deleted", extra={"person": going.user_id})


@task
def try_again() -> int:
    """Every 15 minutes: enqueue all who still wait, for ever; how many."""
    waiting = Leaving.objects.not_tried_since(timezone.now() - A_WHILE)
    for leaving in waiting.values_list("pk", flat=True):
        carry_out.enqueue(leaving=leaving)
    return len(waiting)


@transaction.atomic
def erase(leaving: Leaving) -> None:
    """Forget who she was, and tell her so: the last step, and the last mail.

    The row itself stays, with what law makes us keep hanging on it, and names nobody.
    """
    person = User.objects.select_for_update().get(pk=leaving.user_id)
    nobodys = f"left-{person.pk}@deleted.invalid"
    if person.email == nobodys:
        return
    _close_every_way_in(person)
    mail.send(
        "account_deleted",
        to=person.email,
        context={"name": person.display_name, "leaving": leaving},
    )
    person.email, person.display_name = nobodys, NAMELESS
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save()
    desk_log.forget_names(User.objects.filter(pk=person.pk))


def _close_every_way_in(person: User) -> None:
    for kind in (EmailAddress, SocialAccount, Authenticator):
        kind.objects.filter(user=person).delete()
    person.groups.clear()
    person.user_permissions.clear()
    _end_sessions(person)


def _end_sessions(person: User) -> None:
    """Delete every session that names her, a sign-in that was never finished too."""
    hers = [
        session.pk
        for session in Session.objects.iterator(chunk_size=1000)
        if _names(session.get_decoded(), person)
    ]
    Session.objects.filter(pk__in=hers).delete()


def _names(session: dict, person: User) -> bool:
    is_hers = session.get(SESSION_KEY) == str(person.pk)
    return is_hers or person.email in json.dumps(session, ensure_ascii=False)
