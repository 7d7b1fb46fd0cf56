"""How does an editor arrange the front page, look at it, and publish it?"""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles import arranging
from articles.front_page import PLACES, front_page, top_stories
from articles.models import Article, Front, Slot
from newsroom.desk_admin import DeskAdmin, refuse_strange_year

KEPT = 10  # former front pages on the desk
FOUND = 8  # stories that a search offers
MEANWHILE = _(
    "%(who)s changed the front page meanwhile, so yours was not done. Look at it as it"
    " stands now, then do it again."
)


@dataclass(frozen=True)
class Place:
    """A place as the desk shows it: what an editor put there, and what stands there."""

    number: int
    slot: Slot | None
    standing: Article | None

    @property
    def holds(self) -> bool:
        """True when the story that stands there is the one the editor chose."""
        return bool(
            self.slot and self.standing and self.slot.article_id == self.standing.pk
        )

    @property
    def is_last(self) -> bool:
        """True for the place below which there is none."""
        return self.number == PLACES - 1


class PlaceForm(forms.Form):
    """One thing to do to one place."""

    place = forms.IntegerField(min_value=0, max_value=PLACES - 1)
    article = forms.ModelChoiceField(arranging.stories_to_put(), required=False)
    until = forms.DateTimeField(required=False, validators=[refuse_strange_year])
    verb = forms.ChoiceField(
        choices=[(verb, verb) for verb in ("put", "up", "down", "out", "until")]
    )

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if said.get("verb") == "put" and not said.get("article"):
            raise forms.ValidationError(_("That story is not public any more."))

    def change(self) -> arranging.Change:
        """What is asked for, to be done to the arrangement."""
        said, place = self.cleaned_data, self.cleaned_data["place"]
        return {
            "put": lambda: arranging.put(place, said["article"].pk),
            "up": lambda: arranging.swap(place, place - 1),
            "down": lambda: arranging.swap(place, place + 1),
            "out": lambda: arranging.take_out(place),
            "until": lambda: arranging.keep_until(place, said["until"]),
        }[said["verb"]]()


@admin.register(Front)
class FrontAdmin(DeskAdmin):
    """There is one front page: its list is the desk that arranges it."""

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.desk_view), name="articles_front_changelist"),
            path("preview/", wrap(self.draft_view), name="articles_front_draft"),
            path(
                "<int:pk>/preview/",
                wrap(self.former_view),
                name="articles_front_former",
            ),
        ]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def desk_view(self, request):
        """The places and their stories; a POST does one thing to them."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._desk(request)
        do = {
            "publish": self._publish,
            "discard": self._discard,
            "put_back": self._put_back,
        }.get(request.POST.get("verb", ""), self._arrange)
        try:
            return do(request)
        except arranging.ChangedMeanwhile as meanwhile:
            return self._told(request, meanwhile.front)

    def draft_view(self, request):
        """The whole front page as it would be."""
        return self._whole(request, arranging.at_hand())

    def former_view(self, request, pk):
        """The whole front page as an earlier arrangement would make it today."""
        return self._whole(request, get_object_or_404(Front, pk=pk))

    def _whole(self, request, front):
        if not self.has_change_permission(request):
            raise PermissionDenied
        context = {"page": front_page(front), "is_preview": True}
        return render(request, "articles/front_page.html", context)

    def _desk(self, request, *, status=200, **context):
        words = request.GET.get("q", "").replace("\x00", "")
        front, asked = arranging.at_hand(), words.strip()[:100]
        context |= self.admin_site.each_context(request) | {
            "title": _("The front page"),
            "places": _places(front),
            "draft": front if front and not front.published_at else None,
            "seen": arranging.as_seen(front),
            "former": Front.objects.newest_published().with_slots()[:KEPT],
            "may_publish": _may_publish(request),
            "asked": asked,
            "found": arranging.stories_to_put(asked)[:FOUND],
            "numbers": range(PLACES),
        }
        template = "admin/articles/front/desk.html"
        return render(request, template, context, status=status)

    def _arrange(self, request):
        form = PlaceForm(request.POST)
        if not form.is_valid():
            faults = [fault for field in form.errors.values() for fault in field]
            return self._desk(request, status=422, faults=faults)
        arranging.arrange(form.change(), seen=_seen(request), by=request.user)
        return self._back(request)

    def _publish(self, request):
        if not _may_publish(request):
            raise PermissionDenied
        if arranging.publish(seen=_seen(request), by=request.user):
            return self._back(
                request, _("Published. Readers see it within 30 seconds.")
            )
        return self._back(request, _("There is nothing new to publish."))

    def _discard(self, request):
        arranging.discard(seen=_seen(request))
        return self._back(request, _("The draft is gone; what readers see stays."))

    def _put_back(self, request):
        if not _may_publish(request):
            raise PermissionDenied
        pk = request.POST.get("front", "")
        former = Front.objects.newest_published().filter(pk=pk if pk.isdecimal() else 0)
        if not (front := former.first()):
            raise Http404
        arranging.put_back(front, by=request.user)
        return self._back(request, _("Put back. Readers see it within 30 seconds."))

    def _told(self, request, front):
        """Nothing was changed: what the other editor did stands there now."""
        who = front.by.display_name if front and front.by else _("Somebody")
        return self._desk(request, status=409, faults=[MEANWHILE % {"who": who}])

    def _back(self, request, said=""):
        if said:
            self.message_user(request, said, messages.SUCCESS)
        asked = request.GET.urlencode()
        address = reverse("admin:articles_front_changelist")
        return HttpResponseRedirect(f"{address}?{asked}" if asked else address)


def _seen(request) -> str:
    return request.POST.get("seen", "")


def _may_publish(request) -> bool:
    return request.user.has_perm("articles.publish_article")


def _places(front: Front | None) -> list[Place]:
    slots = (
        {slot.place: slot for slot in front.slots.select_related("article")}
        if front
        else {}
    )
    return [
        Place(number, slots.get(number), standing)
        for number, standing in enumerate(top_stories(front))
    ]
