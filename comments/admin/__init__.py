"""What does a moderator see and decide? Nobody else gets past the first line of it."""

from comments.admin import comments, sanctions

__all__ = ["comments", "sanctions"]
