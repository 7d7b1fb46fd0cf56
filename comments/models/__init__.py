"""The conversation's things: comments, discussions, readers' marks, decisions."""

from comments.models.comments import Comment, CommentRevision
from comments.models.discussions import Discussion, Voice
from comments.models.moderation import Appeal, ModerationAction, Reason, Sanction
from comments.models.readers import Ignore, Like, MailChoices, ThreadMark
from comments.models.reports import Report
from comments.models.rules import ListedWord, Rules

__all__ = [
    "Appeal",
    "Comment",
    "CommentRevision",
    "Discussion",
    "Ignore",
    "Like",
    "ListedWord",
    "MailChoices",
    "ModerationAction",
    "Reason",
    "Report",
    "Rules",
    "Sanction",
    "ThreadMark",
    "Voice",
]
