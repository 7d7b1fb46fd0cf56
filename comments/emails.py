"""Which mails does the conversation send? None of them holds another person's words."""

from comments.models import ModerationAction
from newsroom import mail

Verb = ModerationAction.Verb
TEMPLATES = {
    Verb.REMOVE: "comment_removed",
    Verb.RESTORE: "comment_restored",
    Verb.APPROVE: "comment_approved",
}


def tell_the_author(action: ModerationAction) -> None:
    """Enqueue the notice of a moderator's decision, within the same transaction."""
    author = action.comment.author
    if not author.is_active or action.verb not in TEMPLATES:
        return
    context = {
        "name": author.display_name,
        "headline": action.comment.article.headline,
        "reason": action.get_reason_display(),
        "note": action.note,
    }
    mail.send(TEMPLATES[Verb(action.verb)], to=author.email, context=context)
