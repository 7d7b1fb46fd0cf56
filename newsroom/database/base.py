"""How does Django connect, and who starts the embedded server it connects to?

Django finds a database backend by this module's name. Without ``DATABASE_URL`` the
first connection of any process boots the server in ``settings.EMBEDDED_POSTGRES``, so
commands that need no database never start one. With it, this is plain PostgreSQL.
"""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, features

from newsroom.database import patience, server


class DatabaseFeatures(features.DatabaseFeatures):
    # Asking the server for its version would make every ``check`` connect to it, and
    # our generated columns are all stored.
    supports_virtual_generated_columns = False


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if settings.EMBEDDED_POSTGRES is not None:
            conn_params["host"] = server.ensure(settings.EMBEDDED_POSTGRES)
        options = f"{conn_params.get('options', '')} {patience.server_options()}"
        conn_params["options"] = options.strip()
        return super().get_new_connection(conn_params)
