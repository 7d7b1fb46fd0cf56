"""What HTML may an editor write in a story? One allow-list, applied on every save."""

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
_cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
)


def clean(html: str) -> str:
    """The same text with every tag and attribute off the allow-list taken away."""
    safe = _cleaner.clean(html or "")
    return safe if plain(safe) else ""


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
