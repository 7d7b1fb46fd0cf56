"""What HTML may an editor write in a story? One allow-list, applied on every save."""

import re

import nh3
from django.utils.html import strip_tags
from django_prose_editor.fields import ProseEditorField

ALLOWED_TAGS = {
    "p", "h2", "h3", "blockquote", "ul", "ol", "li", "a", "em", "strong", "br", "hr",
}  # fmt: skip
EDITOR_TOOLS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
)


def clean(html: str) -> str:
    """The same text with every tag and attribute off the allow-list taken away."""
    safe = _cleaner.clean(printable(html or ""))
    return safe if plain(safe) else ""


def printable(text: str) -> str:
    """The text without the control characters that XML, and so a feed, can't hold."""
    return UNPRINTABLE.sub("", text)


def plain(html: str) -> str:
    """The words alone, on one line."""
    return " ".join(strip_tags(html.replace("</p>", "</p> ")).split())


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
