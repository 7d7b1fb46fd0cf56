from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        from newsroom import checks, roles  # noqa: F401

        # The last app's turn: by then every app's permissions have been made.
        last = list(apps.get_app_configs())[-1]
        post_migrate.connect(roles.synchronise, sender=last)


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk.Desk"
