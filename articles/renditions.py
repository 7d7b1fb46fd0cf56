"""Which sizes of a picture does a page offer, and how are they made?"""

from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.tasks import task
from PIL import Image, ImageOps

from articles.models import Picture
from articles.pictures import on_white

# Shape → its ratio (none keeps the picture's own) and its widths in pixels.
SHAPES: dict[str, tuple[float | None, tuple[int, ...]]] = {
    "full": (None, (480, 960, 1600)),
    "card": (3 / 2, (320, 640)),
    "wide": (16 / 9, (1200,)),
    "classic": (4 / 3, (1200,)),
    "square": (1.0, (1200,)),
}
WITH_AVIF = {"full", "card"}  # the others are for search engines and messengers
AVIF = {"format": "AVIF", "quality": 60, "speed": 8}
JPEG = {"format": "JPEG", "quality": 82, "progressive": True}


@task(priority=-10)  # after every mail: someone waits for a code to sign in with
def make_renditions(picture_id: int) -> int:
    """Draw every size of a picture, store them, and return how many there are."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return 0
    with picture.file.open() as file:
        original = on_white(Image.open(file))
        renditions = {shape: _sizes(picture, original, shape) for shape in SHAPES}
    Picture.objects.filter(pk=picture_id).update(renditions=renditions)
    return sum(len(sizes) for sizes in renditions.values())


def _sizes(picture: Picture, original: Image.Image, shape: str) -> list[dict]:
    ratio, widths = SHAPES[shape]
    cropped = _crop(picture, original, ratio)
    fitting = [width for width in widths if width <= cropped.width] or [cropped.width]
    return [_stored(picture, cropped, shape, width) for width in fitting]


def _crop(picture: Picture, original: Image.Image, ratio: float | None) -> Image.Image:
    if ratio is None:
        return original
    width = min(original.width, round(original.height * ratio))
    height = min(original.height, round(width / ratio))
    centring = (picture.focal_x / 100, picture.focal_y / 100)
    return ImageOps.fit(original, (width, height), centering=centring)


def _stored(picture: Picture, cropped: Image.Image, shape: str, width: int) -> dict:
    height = max(1, round(cropped.height * width / cropped.width))
    resized = cropped.resize((width, height), Image.Resampling.LANCZOS)
    stem = PurePosixPath(str(picture.file.name)).stem
    focus = f"{picture.focal_x}-{picture.focal_y}"
    name = f"renditions/{stem}-{shape}-{focus}-{width}"
    size = {"width": width, "height": height, "jpeg": _kept(resized, name, JPEG)}
    if shape in WITH_AVIF:
        size["avif"] = _kept(resized, name, AVIF)
    return size


def _kept(resized: Image.Image, name: str, options: dict) -> str:
    """Store it under its name; the same picture drawn twice is one file."""
    path = f"{name}.{options['format'].lower()}"
    if not default_storage.exists(path):
        buffer = BytesIO()
        resized.save(buffer, **options)
        default_storage.save(path, ContentFile(buffer.getvalue()))
    return path
