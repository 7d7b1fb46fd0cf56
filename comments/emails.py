"""Which mails does the conversation send, and may she still have this one?

Only numbers go into the queue. When a mail is due, its task asks anew whether its
receiver may read, what she has chosen and whether the comment is still there; then it
hands the finished mail to the mail server itself. So nobody's words lie in the queue,
and none reach a reader who has lapsed meanwhile.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.tasks import task
from django.urls import reverse
from django.utils import timezone

from comments import policy, unsubscribing
from comments.models import (
    Appeal,
    Comment,
    MailChoices,
    ModerationAction,
    Sanction,
    ThreadMark,
)
from comments.unsubscribing import Kind
from comments.wall import open_wall
from newsroom import mail

# How long a decision's mails wait, so that Undo takes them back as well.
PATIENCE = timedelta(minutes=1)

# A header says who a mail is for, to the demo's inbox: it lies open to everybody.
EYES = "X-Newsroom-Eyes"
SUBSCRIBERS, RECEIVER = "subscribers", "receiver"

Status = Comment.Status
Pace = MailChoices.Pace
TEMPLATES = {
    (Status.VISIBLE, Status.REMOVED): "comment_removed",
    (Status.HELD, Status.REMOVED): "comment_removed",
    (Status.REMOVED, Status.VISIBLE): "comment_restored",
    (Status.HELD, Status.VISIBLE): "comment_approved",
}


def tell_of_reply(comment: Comment) -> None:
    """Enqueue, in this transaction, the mails about a comment that can be read now.

    They go to the author of what it answers, and to who follows the thread at once.
    """
    if comment.is_visible:
        spread.enqueue(comment=comment.pk)


def tell_the_author(action: ModerationAction) -> None:
    """Enqueue, in this transaction, the notice of a decision that changed something.

    What it made visible is told to others as well, unless they were told before.
    """
    if action.was == action.became:
        return
    later = timezone.now() + PATIENCE
    mail_decision.using(run_after=later).enqueue(action=action.pk)
    if action.became == Status.VISIBLE:
        spread.using(run_after=later).enqueue(comment=action.comment_id)


def tell_of_appeal(appeal: Appeal) -> None:
    """Enqueue the answer to an appeal that was turned down.

    One that was granted is told by the notice of the restored comment.
    """
    later = timezone.now() + PATIENCE
    mail_appeal.using(run_after=later).enqueue(appeal=appeal.pk)


def tell_of_sanction(sanction: Sanction) -> None:
    """Enqueue the notice of a new sanction. It is sent whatever she has chosen."""
    later = timezone.now() + PATIENCE
    mail_sanction.using(run_after=later).enqueue(sanction=sanction.pk)


def reachable(person: int):
    """The person with this number, if she has not left."""
    return get_user_model().objects.filter(pk=person, is_active=True).first()


def write(name: str, *, to, kind: Kind, eyes: str, **context) -> mail.Letter:
    """A letter with the footer and the headers that turn its kind off."""
    context |= {
        "name": to.display_name,
        "kind": kind.label,
        "unsubscribe_path": unsubscribing.path(to, kind),
        "choices_path": reverse("comments:mail_choices"),
    }
    headers = unsubscribing.headers(to, kind) | {EYES: eyes}
    return mail.write(name, to=to.email, context=context, headers=headers)


# ── Comments of others ─────────────────────────────────────────────────────────────


@task
def spread(*, comment: int) -> None:
    """Enqueue a mail for each person who may want to know of the comment."""
    with open_wall():
        new = Comment.objects.visible().with_answered().filter(pk=comment).first()
        for person in sorted(_concerned(new)) if new else ():
            mail_comment.enqueue(comment=comment, person=person)


def _concerned(new: Comment) -> set[int]:
    following = ThreadMark.objects.filter(
        article=new.article_id,
        wish=ThreadMark.Wish.FOLLOW,
        person__mail_choices__followed=Pace.INSTANT,
    )
    people = set(following.values_list("person", flat=True))
    if answered := new.in_reply_to or new.parent:
        people.add(answered.author_id)
    return people - {new.author_id}


@task
def mail_comment(*, comment: int, person: int) -> None:
    """Mail one person about one comment, if she may and wants to know of it still."""
    to = reachable(person)
    if to is None or not policy.may_read(to):
        return
    with open_wall():
        new = Comment.objects.to_tell(to).with_answered().filter(pk=comment).first()
        kind = _kind_of(new, to) if new else None
        if new is None or kind is None:
            return
        context = {"comment": new, "is_reply": kind is Kind.REPLIES}
        letter = write("comment_new", to=to, kind=kind, eyes=SUBSCRIBERS, **context)
    mail.hand_over_once(letter, key=f"comment:{comment}:{person}")


def _kind_of(new: Comment, to) -> Kind | None:
    """Why she is told of it at once; None when she is not."""
    choices = MailChoices.of(to)
    answered = new.in_reply_to or new.parent
    if answered and answered.author_id == to.pk and choices.replies == Pace.INSTANT:
        return Kind.REPLIES
    follows = ThreadMark.objects.filter(
        person=to, article=new.article_id, wish=ThreadMark.Wish.FOLLOW
    )
    if choices.followed == Pace.INSTANT and follows.exists():
        return Kind.FOLLOWED
    return None


# ── Decisions about one's own ──────────────────────────────────────────────────────


@task
def mail_decision(*, action: int) -> None:
    """Tell the author what was decided, unless it was decided anew meanwhile."""
    with open_wall():
        done = ModerationAction.objects.get(pk=action)
        own = Comment.objects.with_story().with_author().get(pk=done.comment_id)
        if not (name := _template(done, own)) or not _wants_decisions(own.author):
            return
        letter = _about_own(own, name, note=done.note, reason=done.get_reason_display())
    mail.hand_over_once(letter, key=f"decision:{action}")


def _template(done: ModerationAction, own: Comment) -> str:
    """What the decision is told with; nothing when it is not, or no longer, so."""
    others = ModerationAction.objects.deciding(own).exclude(pk=done.pk)
    if own.status != done.became or others.filter(pk__gt=done.pk).exists():
        return ""
    granted = Appeal.objects.reversed().filter(comment=own)
    if granted.filter(decided_at__gte=done.created_at).exists():
        return "appeal_reversed"
    before = others.first()
    if before and before.was == done.became and not _was_told(before, done):
        return ""
    return TEMPLATES.get((Status(done.was), Status(done.became)), "")


def _was_told(before: ModerationAction, done: ModerationAction) -> bool:
    return done.created_at - before.created_at >= PATIENCE


@task
def mail_appeal(*, appeal: int) -> None:
    """Tell the author that her comment stays removed, if it does."""
    with open_wall():
        own = Comment.objects.with_story().with_author().filter(appeal=appeal).first()
        if own is None or own.appeal.outcome != Appeal.Outcome.UPHELD:
            return
        if own.status != Status.REMOVED or not _wants_decisions(own.author):
            return
        reason = own.get_reason_display()
        letter = _about_own(own, "appeal_upheld", reason=reason)
    mail.hand_over_once(letter, key=f"appeal:{appeal}")


@task
def mail_sanction(*, sanction: int) -> None:
    """Tell someone that she may not write for now, if that is so still."""
    given = Sanction.objects.in_force().select_related("person").filter(pk=sanction)
    if (one := given.first()) is None or not one.person.is_active:
        return
    context = {"name": one.person.display_name, "sanction": one}
    eyes = {EYES: RECEIVER}
    letter = mail.write("sanction", to=one.person.email, context=context, headers=eyes)
    mail.hand_over_once(letter, key=f"sanction:{sanction}")


def _wants_decisions(author) -> bool:
    return author.is_active and MailChoices.of(author).decisions == Pace.INSTANT


def _about_own(own: Comment, name: str, **context) -> mail.Letter:
    kind, appeal = Kind.DECISIONS, getattr(own, "appeal", None)
    context |= {"comment": own, "article": own.article, "appeal": appeal}
    return write(name, to=own.author, kind=kind, eyes=RECEIVER, **context)
