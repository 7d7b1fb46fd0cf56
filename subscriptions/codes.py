"""What does a code give, to whom, and why not? How are codes made?"""

import unicodedata
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from subscriptions import mirror
from subscriptions.explaining import access_ends
from subscriptions.models import Code, CodeBatch, Grant
from subscriptions.models.codes import ALPHABET

LETTERS = 12
TWICE = timedelta(minutes=1)


class Why(StrEnum):
    """Why a code gives nothing now."""

    MISREAD = "misread"  # it can't be a code of ours
    UNKNOWN = "unknown"
    USED = "used"  # by somebody else
    OVER = "over"  # by her, and its days are over
    EXPIRED = "expired"
    SAME_BATCH = "same batch"
    HAS_ACCESS = "has access"


class NotRedeemed(Exception):
    """The code gives nothing and nothing has changed; ``str`` tells the reader why."""

    def __init__(self, why: Why, *, day: datetime | None = None, last: str = ""):
        self.why = why
        super().__init__(_sentence(why) % {"day": _day(day), "last": last})


def tidy(typed: str) -> str:
    """A code as we print it, of what somebody has typed or pasted.

    Raises ``NotRedeemed`` for what has another length, or letters that no code has.
    """
    text = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(letter for letter in text if letter.isalnum())
    if len(letters) != LETTERS or not set(letters) <= set(ALPHABET):
        raise NotRedeemed(Why.MISREAD)
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def look(typed: str) -> Code:
    """The code that somebody new could redeem now; raises ``NotRedeemed``."""
    code = Code.objects.filter(code=tidy(typed)).select_related("batch").first()
    if code is None:
        raise NotRedeemed(Why.UNKNOWN)
    if code.grant_id:
        raise NotRedeemed(Why.USED)
    _refuse_when_over(code.batch)
    return code


@transaction.atomic
def redeem(typed: str, person) -> Grant:
    """Give the person what the code is good for; raises ``NotRedeemed``.

    Asked twice it is given once, and both get the same answer; of several people who
    ask at once, one gets it.
    """
    mirror.hold(f"reader:{person.pk}")  # first: she may hold two codes of one batch
    # Alone, without what it points to: that is read after the wait, as it is then.
    code = Code.objects.select_for_update().filter(code=tidy(typed)).first()
    if code is None:
        raise NotRedeemed(Why.UNKNOWN)
    if code.grant is not None:
        return _given_before(code.grant, person)
    _refuse_when_over(code.batch)
    if Grant.objects.filter(user=person, code__batch=code.batch).exists():
        raise NotRedeemed(Why.SAME_BATCH)
    if until := access_ends(person):
        last = date_format(code.batch.last_day, "F j, Y")
        raise NotRedeemed(Why.HAS_ACCESS, day=until, last=last)
    return _give(code, person)


def _given_before(grant: Grant, person) -> Grant:
    if grant.user_id != person.pk:
        raise NotRedeemed(Why.USED)
    if grant.until <= timezone.now():
        raise NotRedeemed(Why.OVER, day=grant.until)
    return grant


def _refuse_when_over(batch: CodeBatch) -> None:
    if batch.is_over:
        raise NotRedeemed(Why.EXPIRED, last=date_format(batch.last_day, "F j, Y"))


def _give(code: Code, person) -> Grant:
    now, batch = timezone.now(), code.batch
    code.grant = Grant.objects.create(
        user=person,
        starts_at=now,
        until=now + timedelta(days=batch.days),
        reason=batch.reason,
        by_id=batch.by_id,
    )
    code.save(update_fields=["grant"])
    return code.grant


@transaction.atomic
def make(batch: CodeBatch) -> None:
    """Save a new batch together with all its codes."""
    batch.save()
    Code.objects.bulk_create(
        [Code(batch=batch) for _number in range(batch.size)], batch_size=1_000
    )


def was_just_made(*, reason: str, size: int, days: int) -> bool:
    """True when such a batch was made within a minute: somebody has clicked twice.

    Within a transaction, it waits for whoever makes one at this moment.
    """
    mirror.hold("codes")
    since = timezone.now() - TWICE
    such = CodeBatch.objects.filter(reason=reason, size=size, days=days)
    return such.filter(made_at__gt=since).exists()


def end_of(last_day: date) -> datetime:
    """The first instant after a day, as the paper counts days."""
    after = datetime.combine(last_day + timedelta(days=1), datetime.min.time())
    return timezone.make_aware(after)


def _sentence(why: Why) -> str:
    sentences = {
        Why.MISREAD: _(
            "That is no code of ours. A code has twelve letters and digits, such as "
            "K7QM-2XWD-9TRA, and never I, L, O, U, 0 or 1. Please look at it again."
        ),
        Why.UNKNOWN: _("We don't know this code. Please look at it again."),
        Why.USED: _(
            "This code has been used by somebody else. Each code works once; ask "
            "whoever gave it to you for another."
        ),
        Why.OVER: _(
            "You have used this code already; the access it gave ended on %(day)s."
        ),
        Why.EXPIRED: _(
            "This code could be redeemed until %(last)s. Ask whoever gave it to you "
            "for another."
        ),
        Why.SAME_BATCH: _(
            "You have used another code of this kind already; each person can use one. "
            "You can give this one to somebody else."
        ),
        Why.HAS_ACCESS: _(
            "You have access already, until %(day)s, so the code is not used up. Keep "
            "it: you can redeem it once your access has ended, until %(last)s, or give "
            "it to somebody else."
        ),
    }
    return sentences[why]


def _day(instant: datetime | None) -> str:
    return date_format(timezone.localtime(instant), "F j, Y") if instant else ""
