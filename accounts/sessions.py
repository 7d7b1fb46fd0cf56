"""Which session does a cookie name? Only a key that Django could have made."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Sessions in the database; a key with a NUL or an accent never reaches it."""

    def _validate_session_key(self, key):
        usual = super()._validate_session_key(key)  # type: ignore[misc]
        return usual and key.isascii() and key.isalnum()
