"""How does the database become ready for this code, and the demo get its edition?"""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate the database and, in the demo, make its edition; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        if settings.DEMO:
            call_command("seed_demo")
