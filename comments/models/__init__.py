"""The conversation's things: comments, discussions, reports, decisions."""

from comments.models.comments import Comment, CommentRevision
from comments.models.discussions import Discussion, Voice
from comments.models.moderation import ModerationAction, Reason, Sanction
from comments.models.reports import Report

__all__ = [
    "Comment",
    "CommentRevision",
    "Discussion",
    "ModerationAction",
    "Reason",
    "Report",
    "Sanction",
    "Voice",
]
