"""Make the demo edition; running it again changes nothing that is there."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo import conversation, moderators_day, money, seed

STEPS = {
    "People": seed.make_people,
    "Sections and authors": seed.make_paper,
    "Stories and pictures": seed.make_stories,
    "Conversations": conversation.make_conversations,
    "Moderation": moderators_day.make_moderators_day,
    "Plans": money.make_plans,
    "Subscriptions": money.make_subscribers,
}


class Command(BaseCommand):
    help = "Make the demo edition: people, stories, pictures, comments, subscriptions."

    def handle(self, *args, **options) -> None:
        now = timezone.now()
        for step, make in STEPS.items():
            self.stdout.write(f"  {step}")
            make(now, self._say)

    def _say(self, progress: str) -> None:
        self.stdout.write(f"    {progress}")
