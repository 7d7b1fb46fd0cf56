"""What is done again and again, so that nothing piles up?"""

from io import StringIO

from django.core.management import call_command
from django.tasks import task

from newsroom import limits

# A finished task holds the words of a mail, codes to sign in with included.
FINISHED_TASKS_STAY = "1h"


@task
def tidy_up() -> str:
    """Delete old counters, ended sessions and finished tasks; say what was done."""
    limits.forget_old()
    said = StringIO()
    call_command("clearsessions", stdout=said)
    call_command("ox_prune", older_than=FINISHED_TASKS_STAY, stdout=said)
    return said.getvalue()
