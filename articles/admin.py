"""How does an editor write, preview, publish and take back a story?"""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import TabularInline
from unfold.decorators import action, display

from articles import banners_admin, crawlers_admin, fronts_admin
from articles.corrections_admin import CorrectionInline
from articles.models import (
    Article,
    Author,
    Byline,
    Correction,
    Page,
    Picture,
    RelatedPick,
    Section,
    Source,
    Topic,
)
from articles.renditions import make_renditions
from newsroom.desk_admin import DeskAdmin

__all__ = ["banners_admin", "crawlers_admin", "fronts_admin"]

GOES_ON_WORKING = _(
    "Readers have this address. Change it if you must: the old one goes on working "
    "and sends them to the new one."
)
STATUS_COLOURS = {
    Article.Status.DRAFT: "info",
    Article.Status.IN_REVIEW: "warning",
    Article.Status.LIVE: "success",
    "scheduled": "warning",
    Article.Status.WITHDRAWN: "danger",
}


class BylineInline(TabularInline):
    model = Byline
    extra = 1
    autocomplete_fields = ("author",)
    fields = ("author", "position")
    tab = True


class SourceInline(TabularInline):
    model = Source
    extra = 1
    fields = ("name", "link", "position")
    tab = True


class RelatedPickInline(TabularInline):
    model = RelatedPick
    fk_name = "article"
    extra = 1
    max_num = 3
    autocomplete_fields = ("related",)
    fields = ("related", "position")
    tab = True


@admin.register(Article)
class ArticleAdmin(SimpleHistoryAdmin, DeskAdmin):
    """Stories are withdrawn, never deleted: their address must go on answering."""

    list_display = ("headline", "section", "show_status", "published_at")
    list_filter = ("status", "section", "kind", "language")
    list_select_related = ("section",)
    search_fields = ("headline", "deck", "slug")
    date_hierarchy = None
    prepopulated_fields = {"slug": ("headline",)}
    autocomplete_fields = ("picture", "topics", "translation_of")
    readonly_fields = ("status", "conversation")
    inlines = (BylineInline, SourceInline, RelatedPickInline)
    actions_detail = ("preview", "thread")
    actions_submit_line = ("publish", "withdraw")
    save_on_top = True
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": ("kicker", "headline", "deck", "dateline", "body")}),
        (
            _("On the page"),
            {"fields": ("section", "picture", "topics", "excerpt", "slug")},
        ),
        (_("What it is"), {"fields": (("kind", "sponsor"),)}),
        (_("Language"), {"fields": (("language", "translation_of"),)}),
        (
            _("Publication"),
            {"fields": ("status", "published_at", "updated_at", "conversation")},
        ),
    )

    @display(description=_("status"), label=STATUS_COLOURS)
    def show_status(self, article: Article):
        if article.is_scheduled:
            return "scheduled", _("Scheduled")
        return article.status, article.get_status_display()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change) -> None:
        """Keep what only a button changes: a form, or an old version, never does."""
        if change:
            now = Article.objects.get(pk=obj.pk)
            obj.status = now.status
            if not may_publish(request):
                obj.published_at = now.published_at
        super().save_model(request, obj, form, change)

    def get_inlines(self, request, obj):
        """What nobody has read needs no correction."""
        read = _had_readers(obj)
        return (*self.inlines, CorrectionInline) if read else self.inlines

    def save_formset(self, request, form, formset, change) -> None:
        if formset.model is Correction:
            CorrectionInline.sign(formset, request.user)
        super().save_formset(request, form, formset, change)

    def get_form(self, request, obj=None, **kwargs):
        if _had_readers(obj):
            kwargs["help_texts"] = {"slug": GOES_ON_WORKING}
        return super().get_form(request, obj, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        """Only those who publish decide when, and where a story stands that is read."""
        fields = list(super().get_readonly_fields(request, obj))
        if may_publish(request):
            return fields
        return [*fields, "published_at", *(["slug"] if _had_readers(obj) else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if _had_readers(obj) else self.prepopulated_fields

    def view_on_site(self, article: Article) -> str:
        """The story's page; before publication its preview."""
        if article.is_published:
            return article.get_absolute_url()
        return article.get_preview_url()

    @action(description=_("Preview"), url_path="preview", permissions=["view"])
    def preview(self, request, object_id):
        article = get_object_or_404(Article, pk=object_id)
        return HttpResponseRedirect(article.get_preview_url())

    @display(description=_("the conversation"))
    def conversation(self, article: Article):
        """How the thread under the story is run; the button above leads to it."""
        if article.pk is None:
            return _("Open, once the story is saved")
        thread = article.discussion
        return _("Closed") if thread.is_closed else thread.get_mode_display()

    @action(
        description=_("The conversation"),
        url_path="conversation",
        permissions=["thread"],
    )
    def thread(self, request, object_id):
        return redirect("admin:comments_discussion_change", object_id)

    # Both are buttons of the form, so that what was typed is saved first, and so that
    # no link from elsewhere can publish or withdraw anything.
    @action(description=_("Save and publish"), permissions=["publish"])
    def publish(self, request, article: Article) -> None:
        article.publish()
        self.log_change(request, article, str(_("Published")))

    @action(description=_("Save and withdraw"), permissions=["withdraw"])
    def withdraw(self, request, article: Article) -> None:
        article.withdraw()
        self.log_change(request, article, str(_("Withdrawn")))
        said = _("Withdrawn. Publish it again to bring it back.")
        messages.success(request, said)

    # Named by its app, it would be looked up in a database that may not be there yet.
    def has_thread_permission(self, request, object_id=None) -> bool:
        return request.user.has_perm("comments.change_discussion")

    def has_publish_permission(self, request, object_id=None) -> bool:
        return may_publish(request) and _fits(object_id, live=False)

    def has_withdraw_permission(self, request, object_id=None) -> bool:
        return may_publish(request) and _fits(object_id, live=True)

    def response_post_save_change(self, request, obj):
        """After publishing the editor lands on the story, not on the list."""
        if "articles_article_publish" in request.POST:
            return HttpResponseRedirect(obj.get_preview_url())
        return super().response_post_save_change(request, obj)


def _fits(pk, *, live: bool) -> bool:
    # unfold asks with the id to draw the buttons, and without when one is pressed.
    is_live = Article.objects.filter(pk=pk, status=Article.Status.LIVE).exists()
    return pk is None or is_live is live


def _had_readers(article: Article | None) -> bool:
    # Asked of the database: a form with a mistake has changed the object already.
    known = Article.objects.filter(pk=article.pk) if article else Article.objects.none()
    return known.filter(published_at__isnull=False).exists()


def may_publish(request) -> bool:
    """True for people whose role publishes and withdraws stories."""
    return request.user.has_perm("articles.publish_article")


@admin.register(Picture)
class PictureAdmin(DeskAdmin):
    list_display = ("thumbnail", "caption", "alt", "credit", "created_at")
    list_display_links = ("thumbnail", "caption")
    search_fields = ("caption", "alt", "credit")
    readonly_fields = ("thumbnail",)
    fields = ("file", "thumbnail", "alt", "caption", "credit", ("focal_x", "focal_y"))

    @display(description=_("picture"))
    def thumbnail(self, picture: Picture):
        if not picture.file:
            return "–"
        return format_html(
            '<img src="{}" alt="" width="120" loading="lazy">', picture.file.url
        )

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        make_renditions.enqueue(obj.pk)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class NamedAdmin(DeskAdmin):
    """Something with a page of its own, whose address is made from its name."""

    prepopulated_fields = {"slug": ("name",)}
    search_fields = ("name",)

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


@admin.register(Section)
class SectionAdmin(NamedAdmin):
    list_display = ("name", "slug", "position")
    list_editable = ("position",)

    def get_readonly_fields(self, request, obj=None):
        return []

    def get_form(self, request, obj=None, **kwargs):
        if obj:
            kwargs["help_texts"] = {"slug": GOES_ON_WORKING}
        return super().get_form(request, obj, **kwargs)


@admin.register(Author)
class AuthorAdmin(NamedAdmin):
    list_display = ("name", "role")
    autocomplete_fields = ("user",)

    def get_fields(self, request, obj=None):
        """Only those who may see people tie an author to one."""
        fields = super().get_fields(request, obj)
        if request.user.has_perm("accounts.view_user"):
            return fields
        return [field for field in fields if field != "user"]


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    list_display = ("name", "slug")


@admin.register(Page)
class PageAdmin(DeskAdmin):
    """Terms and privacy may be changed, and never be gone."""

    list_display = ("headline", "slug")

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
