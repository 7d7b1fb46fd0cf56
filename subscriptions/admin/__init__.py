"""Who pays, until when, and what is on sale? Nothing here can be deleted."""

from subscriptions.admin import grants, history, plans, subscriptions

__all__ = ["grants", "history", "plans", "subscriptions"]
