"""Which display names can be seen, and are not made to deceive the eye?"""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 2
JOINER = "\u200d"  # joins the parts of one emoji
# Controls, invisible marks, unassigned and private characters, line separators.
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
BLANKS = set("\u115f\u1160\u2800\u3164\uffa0")  # letters by name, and nothing to see


def validate_display_name(name: str) -> None:
    """Raise ``ValidationError`` for a name that is too short or hides something."""
    if any(map(_is_unseen, name)):
        raise ValidationError(_("Use letters that can be seen."))
    if sum(char.isalnum() for char in name) < SHORTEST:
        raise ValidationError(_("Use at least two letters or digits."))


def _is_unseen(char: str) -> bool:
    return char in BLANKS or (unicodedata.category(char) in UNSEEN and char != JOINER)
