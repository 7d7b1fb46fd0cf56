"""What HTML may an editor write in a story? One allow-list, applied on every save."""

import re

import nh3
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

ALLOWED_TAGS = {
    "p", "h2", "h3", "blockquote", "ul", "ol", "li", "a", "em", "strong", "br", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ALLOWED_CLASSES = {"blockquote": {"pull"}}  # the story's own words, set large
ALLOWED_ATTRIBUTES = {
    "a": {"href"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
EDITOR_TOOLS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "NodeClass": {
        "cssClasses": {"blockquote": [{"className": "pull", "title": _("Pull quote")}]}
    },
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}
END_OF_BLOCK = re.compile("</(p|h2|h3|li|th|td)>")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _cleaner_with(link_rel: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        allowed_classes=ALLOWED_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=link_rel,
    )


_cleaner = _cleaner_with("noopener")
_cleaner_of_paid = _cleaner_with("sponsored nofollow noopener")


def clean(html: str) -> str:
    """The same text with every tag and attribute off the allow-list taken away."""
    safe = _cleaner.clean(printable(html or ""))
    return safe if plain(safe) else ""


def paid(html: str) -> str:
    """The same text with links that tell search engines that somebody paid for them."""
    return _cleaner_of_paid.clean(html)


def printable(text: str) -> str:
    """The text without the control characters that XML, and so a feed, can't hold."""
    return UNPRINTABLE.sub("", text)


def plain(html: str) -> str:
    """The words alone, on one line."""
    return " ".join(strip_tags(END_OF_BLOCK.sub(r"\g<0> ", html)).split())


class BodyField(ProseEditorField):
    """Rich text that is safe in the database, whoever wrote it and by whatever road."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("extensions", EDITOR_TOOLS)
        kwargs.setdefault("sanitize", clean)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        html = clean(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, html)
        return html

    def get_prep_value(self, value):
        return clean(super().get_prep_value(value))
