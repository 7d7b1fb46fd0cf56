"""How does a moderator work through what waits: many on a page, or one at a time?"""

import re
import uuid
from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comments import cards, claims, queues
from comments.admin.behind_the_wall import behind_the_wall
from comments.admin.decisions import REASONS, DecisionForm, Told, decide, undo
from comments.models import ModerationAction
from comments.queues import CARDS_PER_PAGE, Entry, Place, Queue

UNDONE_WITHIN = timedelta(hours=24)


class QueuePages:
    """The pages of the queues, beside the list of all comments."""

    admin_site: AdminSite

    def get_desk_urls(self) -> list:
        """What stands below ``/admin/comments/``."""
        view = self.admin_site.admin_view
        return [
            path("queue/<queue>/", view(self.queue_view), name="comments_queue"),
            path("queue/<queue>/next/", view(self.next_view), name="comments_next"),
            path("decide/", view(self.decide_view), name="comments_decide"),
            path("undo/", view(self.undo_view), name="comments_undo"),
        ]

    @behind_the_wall
    @method_decorator(require_safe)
    def queue_view(self, request, queue):
        """Some of what waits, each on its card; or what was decided."""
        queue = _named(queue)
        mine = queue is Queue.DECIDED and "mine" in request.GET
        found = queues.entries(
            queue,
            after=Place.read(request.GET.get("after", "")),
            by=request.user if mine else None,
            limit=CARDS_PER_PAGE + 1,
        )
        context = {
            "cards": _cards(request, queue, found[:CARDS_PER_PAGE]),
            "further": _further(found),
            "mine": mine,
            "at": "queue",
        }
        return self._page(request, "admin/comments/queue.html", queue, context)

    @behind_the_wall
    @method_decorator(require_safe)
    def next_view(self, request, queue):
        """One comment that nobody else looks at meanwhile."""
        queue = _named(queue)
        if not queue.waits:
            raise Http404
        after = Place.read(request.GET.get("after", ""))
        claimed = claims.claim_next(queue, by=request.user, after=after)
        changed, hers = _changed(request), [claimed.pk] if claimed else []
        found = cards.cards(hers, viewer=request.user)
        for card in found:
            card.is_changed = card.comment.pk in changed
        context = {
            "cards": found,
            "elsewhere": [one for one in changed if one not in hers],
            "skip_to": str(found[0].place_in(queue)) if found else "",
            "at": "next",
        }
        return self._page(request, "admin/comments/next.html", queue, context)

    @behind_the_wall
    @method_decorator(require_POST)
    def decide_view(self, request):
        """One decision about one comment or many, then back to where it was made."""
        form = DecisionForm(request.POST)
        if form.is_valid():
            told = decide(form, by=request.user)
        else:
            told = Told(form.refused, messages.ERROR)
        return _back(request, told)

    @behind_the_wall
    @method_decorator(require_POST)
    def undo_view(self, request):
        """Take back a batch of decisions; without its number, her own last one."""
        batch = _as_uuid(request.POST.get("batch", ""))
        if batch is None and (last := _last_of(request.user)):
            batch = last.batch
        if batch is None:
            nothing = _("There is nothing of yours to undo in the last 24 hours.")
            return _back(request, Told(nothing, messages.WARNING))
        return _back(request, undo(batch, by=request.user))

    def _page(self, request, template: str, queue: Queue, context: dict):
        number = queues.counts()
        context |= self.admin_site.each_context(request) | {
            "title": _("Moderation"),
            "queue": queue,
            "tabs": [(one, number.get(one, "")) for one in Queue],
            "after": str(Place.read(request.GET.get("after", "")) or ""),
            "reasons": REASONS,
            "last": _last_of(request.user),
        }
        return TemplateResponse(request, template, context)


def _named(queue: str) -> Queue:
    if queue not in set(Queue):
        raise Http404
    return Queue(queue)


def _cards(request, queue: Queue, found: list[Entry]) -> list[cards.Card]:
    if queue is Queue.DECIDED:
        return cards.decided([one.place.pk for one in found], viewer=request.user)
    return cards.cards(
        [one.comment for one in found], viewer=request.user, changed=_changed(request)
    )


def _further(found: list[Entry]) -> str:
    """The place that the next page goes on from; empty when this is the last."""
    return str(found[CARDS_PER_PAGE - 1].place) if len(found) > CARDS_PER_PAGE else ""


def _changed(request) -> list[int]:
    """The comments that have to be read again, as the last decision said."""
    asked = request.GET.get("changed", "").split(",")[:CARDS_PER_PAGE]
    return [int(one) for one in asked if re.fullmatch(r"\d{1,18}", one, re.ASCII)]


def _last_of(moderator) -> ModerationAction | None:
    since = timezone.now() - UNDONE_WITHIN
    return ModerationAction.objects.last_of(moderator, since=since)


def _as_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _back(request, told: Told) -> HttpResponseRedirect:
    """To the page that the button stood on, with what came of it."""
    if told.sentence:
        tags = "undo" if told.may_be_undone else ""
        messages.add_message(request, told.level, told.sentence, extra_tags=tags)
    asked, at = request.POST, request.POST.get("at", "")
    if re.fullmatch(r"\d{1,18}", at, re.ASCII):
        return HttpResponseRedirect(reverse("admin:comments_comment_change", args=[at]))
    queue = asked.get("queue") if asked.get("queue") in set(Queue) else Queue.HELD
    name = "next" if at == "next" and Queue(queue).waits else "queue"
    kept = {"after": str(Place.read(asked.get("after", "")) or "")}
    kept |= {"mine": asked.get("mine", "")}
    kept |= {"changed": ",".join(str(pk) for pk in told.changed)}
    query = urlencode({key: text for key, text in kept.items() if text})
    address = reverse(f"admin:comments_{name}", args=[queue])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
