"""What stands in for Stripe on a first run and in tests, where no money may move?"""

from .stand_in import StandIn

__all__ = ["StandIn"]
