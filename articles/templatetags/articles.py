"""What do pages draw of the paper's own parts: sections, pictures, structured data?"""

from django import template
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from articles import reading, reads, structured_data
from articles.body import printable
from articles.models import Article, Banner, Page, Picture, Section

register = template.Library()


@register.inclusion_tag("articles/_sections.html")
def section_links() -> dict:
    """Links to every section, in their order."""
    return {"sections": Section.objects.all()}


@register.inclusion_tag("articles/_banner.html")
def banner() -> dict:
    """The line across the top of the paper, when one runs now."""
    return {"banner": Banner.objects.shown()}


@register.inclusion_tag("articles/_ranking.html")
def most_read() -> dict:
    """What is read most; nothing at all on a paper that few read yet."""
    title = _("Most read")
    return {"name": "most-read", "title": title, "ranking": reads.most_read()}


@register.inclusion_tag("articles/_pages.html")
def page_links() -> dict:
    """Links to the pages about the paper."""
    return {"pages": Page.objects.defer("body")}


@register.inclusion_tag("articles/_picture.html")
def picture(picture: Picture | None, shape: str, sizes: str, *, eager: bool = False):
    """A picture in the shape asked for, with every size a browser may choose.

    ``sizes`` is the HTML attribute. An eager picture is the page's largest: it is
    fetched first and never lazily.
    """
    if picture is None:
        return {"original": None}
    renditions = picture.renditions.get(shape, [])
    return {
        "original": picture,
        "largest": renditions[-1] if renditions else None,
        "jpeg": _source_set(renditions, "jpeg"),
        "avif": _source_set(renditions, "avif"),
        "fallback": default_storage.url(renditions[-1]["jpeg"]) if renditions else "",
        "sizes": sizes,
        "eager": eager,
        "shape": shape,
    }


def _source_set(renditions: list[dict], kind: str) -> str:
    return ", ".join(
        f"{default_storage.url(size[kind])} {size['width']}w"
        for size in renditions
        if kind in size
    )


@register.simple_tag(takes_context=True)
def json_ld(context, article: Article) -> str:
    """The story's structured data."""
    return structured_data.story(article, context["request"].build_absolute_uri)


@register.simple_tag(takes_context=True)
def json_ld_breadcrumbs(context, article: Article) -> str:
    """The way to the story, as structured data."""
    return structured_data.breadcrumbs(article, context["request"].build_absolute_uri)


@register.simple_tag(takes_context=True)
def json_ld_paper(context) -> str:
    """The paper, as structured data."""
    return structured_data.organization(context["request"].build_absolute_uri)


@register.simple_tag(takes_context=True)
def absolute(context, path: str) -> str:
    """The address with its scheme and host."""
    return context["request"].build_absolute_uri(path)


register.filter("printable", printable)


register.filter("social_picture", structured_data.social_picture)
register.filter("drawn", reading.drawn)
register.filter("minutes_to_read", reading.minutes)
register.filter("age", reading.age)
