"""What do pages draw of the paper's own parts: sections, pictures, structured data?"""

from django import template
from django.core.files.storage import default_storage

from articles import structured_data
from articles.body import printable
from articles.models import Article, Page, Picture, Section

register = template.Library()


@register.inclusion_tag("articles/_sections.html")
def section_links() -> dict:
    """Links to every section, in their order."""
    return {"sections": Section.objects.all()}


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
    absolute = context["request"].build_absolute_uri
    return structured_data.news_article(article, absolute)


@register.simple_tag(takes_context=True)
def absolute(context, path: str) -> str:
    """The address with its scheme and host."""
    return context["request"].build_absolute_uri(path)


register.filter("printable", printable)


@register.filter
def social_picture(article: Article) -> str:
    """The path of the picture that messengers show with a link."""
    paths = structured_data.picture_paths(article)
    return paths[0] if paths else ""
