"""Is this upload a picture, and how is it stored so that nothing else hides in it?"""

import hashlib
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import ImageField
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
LARGEST_FILE = 20 * 1024 * 1024  # bytes
MOST_PIXELS = 60_000_000
WIDEST = 2400  # pixels kept of an original: enough for a full page on a fine screen
BAD_PICTURE = (
    UnidentifiedImageError,
    OSError,
    Image.DecompressionBombError,
    SyntaxError,
    ValueError,
)


def opened(file: IO[bytes]) -> Image.Image:
    """The decoded picture, upright; raises ``ValidationError`` when it is none."""
    file.seek(0)
    try:
        picture = Image.open(file, formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationError(
                _("The picture has too many pixels; make it smaller.")
            )
        picture.load()
        return ImageOps.exif_transpose(picture)
    except BAD_PICTURE as error:
        raise ValidationError(
            _("This file is not a picture we can read; use JPEG, PNG, WebP or AVIF.")
        ) from error


def valid_picture(file) -> None:
    """Raise ``ValidationError`` for an upload that is too large or no picture."""
    if getattr(file, "_committed", False):
        return  # stored already, and looked at then
    if file.size > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 20 MB; make it smaller."))
    opened(file)


def encoded_anew(file: IO[bytes]) -> ContentFile:
    """The picture drawn again as a JPEG: no metadata, no script, no second file."""
    picture = opened(file)
    picture.thumbnail((WIDEST, WIDEST * 2), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    on_white(picture).save(buffer, "JPEG", quality=88, progressive=True)
    return ContentFile(buffer.getvalue())


def on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency."""
    if picture.mode == "RGB":
        return picture
    layer = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert(
        "RGB"
    )


class PictureField(ImageField):
    """A picture that was decoded and drawn anew before it was stored."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("upload_to", "pictures")
        kwargs.setdefault("validators", [valid_picture])
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        file = getattr(model_instance, self.attname)
        if file and not file._committed:
            content = encoded_anew(file.file)
            name = hashlib.sha256(content.read()).hexdigest()[:20] + ".jpg"
            file.save(name, content, save=False)
            self.update_dimension_fields(model_instance, force=True)
        return super().pre_save(model_instance, add)
