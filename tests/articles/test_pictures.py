from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django_ox.models import OxTask
from PIL import Image

from articles.models import Picture
from articles.pictures import valid_picture
from articles.renditions import make_renditions
from newsroom import mail
from tests.factories import make_picture, picture_file

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
        b"GIF89a" + b"\x00" * 40,
    ],
)
def test_a_file_that_is_no_picture_is_refused_in_words(content):
    with pytest.raises(ValidationError, match="not a picture we can read"):
        valid_picture(ContentFile(content, name="picture.png"))


def test_an_upload_is_drawn_anew_so_that_nothing_hides_in_it():
    hidden = b"<script>steal()</script>"
    upload = picture_file()
    poisoned = ContentFile(upload.read() + hidden, name="picture.php.png")

    picture = make_picture(file=poisoned)

    with picture.file.storage.open(picture.file.name) as file:
        stored = file.read()
    assert hidden not in stored
    assert picture.file.name.endswith(".jpg")
    assert Image.open(BytesIO(stored)).format == "JPEG"


def test_a_picture_on_its_side_is_stood_upright():
    buffer = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # "turn me a quarter"
    Image.new("RGB", (60, 40)).save(buffer, "JPEG", exif=exif)

    picture = make_picture(file=ContentFile(buffer.getvalue(), name="p.jpg"))

    assert (picture.width, picture.height) == (40, 60)


def test_renditions_are_made_by_the_task_and_may_be_made_twice(drain):
    picture = make_picture(file=picture_file(size=(1800, 1200)))

    make_renditions.enqueue(picture.pk)
    make_renditions.enqueue(picture.pk)
    drain()

    renditions = Picture.objects.get(pk=picture.pk).renditions
    assert [size["width"] for size in renditions["full"]] == [480, 960, 1600]
    assert all(size["avif"].endswith(".avif") for size in renditions["card"])
    assert renditions["square"][0]["width"] == renditions["square"][0]["height"]


def test_the_focal_point_stays_in_the_crop(drain):
    wide = Image.new("RGB", (400, 100), "white")
    wide.paste("red", (0, 0, 40, 100))
    buffer = BytesIO()
    wide.save(buffer, "PNG")
    picture = make_picture(file=ContentFile(buffer.getvalue(), name="p.png"), focal_x=0)

    make_renditions.enqueue(picture.pk)
    drain()

    picture.refresh_from_db()
    with picture.file.storage.open(picture.renditions["square"][0]["jpeg"]) as file:
        red, green, _blue = Image.open(file).convert("RGB").getpixel((5, 50))
    assert red > 200
    assert green < 90


def test_a_page_offers_every_size_with_its_own_measures(client, drain, article):
    make_renditions.enqueue(article.picture.pk)
    drain()

    page = client.get(article.get_absolute_url()).content.decode()

    assert 'type="image/avif"' in page
    assert 'width="60" height="40"' in page


@pytest.mark.parametrize("name", ["nope.jpg", "a" * 3000, "%00", "..%2f..%2fetc"])
def test_a_picture_that_is_not_there_is_a_404(client, name):
    assert client.get(f"/media/{name}").status_code in {400, 404}


def test_a_mail_does_not_wait_behind_the_pictures():
    picture = make_picture()
    make_renditions.enqueue(picture.pk)
    mail.enqueue(subject="Your code", text="ABCD", html="", to="ana@example.com")

    waiting = OxTask.objects.order_by("-priority", "enqueued_at")
    order = [task.task_path.rsplit(".", 1)[1] for task in waiting]

    assert order == ["deliver", "make_renditions"]
