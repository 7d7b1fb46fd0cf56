"""How is the web server started? ``python -m newsroom.web``, its flags in one place.

Arguments are added to ours and win over them: ``--host 0.0.0.0 --workers 4``.
"""

import os
import shlex
import sys

# A thread that ends leaves its database connection open, so idle threads are kept. A
# worker that is still importing ignores SIGTERM for ever without the kill timeout.
COMMAND = shlex.split(
    "granian --interface wsgi --workers 2 --blocking-threads 4"
    " --blocking-threads-idle-timeout 600 --backpressure 64 --workers-kill-timeout 10"
    " --respawn-failed-workers --log-level warning --no-ws newsroom.wsgi:application"
)


def main() -> None:
    """Become the web server."""
    command = [sys.executable, "-m", *COMMAND, *sys.argv[1:]]
    os.execv(sys.executable, command)  # noqa: S606


if __name__ == "__main__":
    main()
