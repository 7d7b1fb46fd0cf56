"""What does a moderator see and decide? Nobody else gets past the first line of it."""

from comments.admin import comments, log, rules, sanctions, threads, words

__all__ = ["comments", "log", "rules", "sanctions", "threads", "words"]
