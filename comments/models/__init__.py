"""The conversation's things: comments, discussions, readers' marks, decisions."""

from comments.models.appeals import Appeal
from comments.models.comments import Comment
from comments.models.discussions import Discussion, HourOfTalk, Voice
from comments.models.moderation import ModerationAction, Reason, Sanction
from comments.models.readers import Ignore, Like, MailChoices, ThreadMark
from comments.models.reports import Report
from comments.models.revisions import CommentRevision
from comments.models.rules import ListedWord, Rules

__all__ = [
    "Appeal",
    "Comment",
    "CommentRevision",
    "Discussion",
    "HourOfTalk",
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
