from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = "The conversation"

    def ready(self) -> None:
        from comments import checks  # noqa: F401
