"""Who pays, until when, and what is on sale? Nothing here can be deleted."""

from subscriptions.admin import codes, grants, history, plans, subscriptions

__all__ = ["codes", "grants", "history", "plans", "subscriptions"]
