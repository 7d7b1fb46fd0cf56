"""How is the stand-in run as a process of its own?"""

import argparse
import signal
import sys
import threading
from pathlib import Path

from .stand_in import StandIn


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stripe_stand_in", description="A local Stripe in which no money moves."
    )
    parser.add_argument("--host", default="127.0.0.1", help="loopback only")
    parser.add_argument("--port", type=int, default=12111)
    parser.add_argument("--webhook-url", required=True, help="where events are posted")
    parser.add_argument("--webhook-secret", required=True, help='begins with "whsec_"')
    parser.add_argument("--webhook-delay", type=float, default=0, help="in seconds")
    parser.add_argument("--state", type=Path, help="the file that keeps everything")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run until SIGINT or SIGTERM; the exit status says whether it could start."""
    parser = _options()
    options = parser.parse_args(arguments)
    if not options.webhook_secret.startswith("whsec_"):
        parser.error('--webhook-secret must begin with "whsec_".')
    try:
        stand_in = StandIn(**vars(options))
    except (OSError, ValueError) as error:
        place = f"{options.host}:{options.port}"
        sys.stderr.write(f"The Stripe stand-in can't start on {place}: {error}\n")
        return 1
    asked_to_stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked_to_stop.set())
    stand_in.offer_a_code()
    with stand_in:
        sys.stdout.write(f"Stripe stand-in ready at {stand_in.url}\n")
        sys.stdout.flush()
        asked_to_stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
