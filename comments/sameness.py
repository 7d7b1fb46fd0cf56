"""Is this the same text again, or the same word in disguise?"""

import hashlib
import re
import unicodedata


def normalise(text: str) -> str:
    """The text without capitals, accents, marks and spare spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"\s+", " ", kept).strip()


def fingerprint(text: str) -> str:
    """Forty characters that two texts share when they say the same."""
    return hashlib.sha1(normalise(text).encode(), usedforsecurity=False).hexdigest()
