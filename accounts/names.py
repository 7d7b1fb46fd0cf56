"""Which display names can be seen, and are not made to deceive the eye?"""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 2
JOINER = "\u200d"  # joins the parts of one emoji
# Controls, invisible marks, unassigned and private characters, line separators.
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def validate_display_name(name: str) -> None:
    """Raise ``ValidationError`` for a name that is too short or hides something."""
    if any(unicodedata.category(char) in UNSEEN and char != JOINER for char in name):
        raise ValidationError(_("Use letters that can be seen."))
    if sum(char.isalnum() for char in name) < SHORTEST:
        raise ValidationError(_("Use at least two letters or digits."))
