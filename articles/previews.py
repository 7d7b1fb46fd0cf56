"""Who may see a story before it is published? Whoever holds its signed address."""

import datetime

from django.core import signing

GOOD_FOR = datetime.timedelta(days=7)
_signer = signing.TimestampSigner(salt="articles.preview")


def token_of(article_id: int) -> str:
    """The part of a preview's address that names the story, signed."""
    return _signer.sign(str(article_id))


def story_of(token: str) -> int | None:
    """The story's id, or None when the signature is wrong or a week old."""
    try:
        return int(_signer.unsign(token, max_age=GOOD_FOR))
    except (signing.BadSignature, ValueError):
        return None
