"""How is someone stopped from writing, and let write again? Reading stays."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments import emails, policy
from comments.models import Sanction
from comments.records import may_be_put_back

logger = logging.getLogger(__name__)

Kind = Sanction.Kind

AN_END = _("Say until when: a suspension has an end. Without an end it is a ban.")
IN_THE_FUTURE = _("Choose a later time: this one is over already.")
NOT_YOURSELF = _("You can’t stop yourself from writing.")
NOT_A_MODERATOR = _(
    "%(name)s is a moderator. Take that role away first; a publisher can do it."
)
STANDS_ALREADY = _(
    "The same stands against %(name)s already. Lift it first, or change its end."
)


def object_to(*, person, kind: str, until, by) -> None:
    """Raise ``ValidationError`` when this can't be done, with what to do instead."""
    name = {"name": person.display_name}
    if person.pk == by.pk:
        raise ValidationError(NOT_YOURSELF)
    if policy.may_moderate(person):
        raise ValidationError(NOT_A_MODERATOR, params=name)
    if Sanction.objects.in_force().against(person).filter(kind=kind).exists():
        raise ValidationError(STANDS_ALREADY, params=name)
    object_to_end(kind=kind, until=until)


def object_to_end(*, kind: str, until) -> None:
    """Raise ``ValidationError`` for the field ``until`` when it can't be the end."""
    if kind == Kind.SUSPENSION and until is None:
        raise ValidationError({"until": AN_END})
    if until is not None and until <= timezone.now():
        raise ValidationError({"until": IN_THE_FUTURE})


def impose(sanction: Sanction) -> None:
    """Stop the person from now on, as the sanction says, and tell her by mail."""
    with transaction.atomic():
        sanction.save(force_insert=True)
        emails.tell_of_sanction(sanction)
    logger.info("sanction given", extra={"sanction": sanction.pk})


def lift(sanction: Sanction) -> bool:
    """Let her write again from now on; false when it was lifted before."""
    lifted = _standing(sanction).update(lifted_at=timezone.now())
    return _noted(sanction, "sanction lifted", changed=lifted)


def put_back(sanction: Sanction) -> bool:
    """Take back that it was lifted; false when that is too long ago."""
    if not may_be_put_back(sanction):
        return False
    row = Sanction.objects.filter(pk=sanction.pk, lifted_at=sanction.lifted_at)
    return _noted(sanction, "sanction put back", changed=row.update(lifted_at=None))


def _standing(sanction: Sanction):
    return Sanction.objects.in_force().filter(pk=sanction.pk)


def _noted(sanction: Sanction, event: str, *, changed: int) -> bool:
    if changed:
        sanction.refresh_from_db(fields=["lifted_at"])
        logger.info(event, extra={"sanction": sanction.pk})
    return bool(changed)
