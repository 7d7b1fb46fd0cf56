"""Do the demo edition's pictures come out whole, varied and the same every time?"""

from functools import cache

import pytest
from PIL import Image, ImageStat

from demo.pictures import ALT, SCENES, draw

SMALL = (240, 160)
WANTED = {
    "volcano", "port", "railway", "maize-field", "market", "cenote", "coral-reef",
    "desert-cactus", "reservoir", "wind-farm", "factory-line", "peso-coins",
    "border-bridge", "agave-field", "kitchen-mole", "bakery-conchas",
    "coffee-highlands", "street-mural", "pottery", "concert-guitar",
    "cathedral-plaza", "canyon-train", "lagoon-flamingos", "monarch-butterflies",
    "subway-platform", "city-storm", "beach-surf", "newspaper-desk", "assembly-hall",
    "avocado-orchard", "observatory", "football-pitch",
}  # fmt: skip

every_scene = pytest.mark.parametrize("scene", sorted(SCENES))


@cache
def drawn(scene: str) -> Image.Image:
    return draw(scene, size=SMALL)


def test_there_is_a_scene_for_every_story_the_edition_tells():
    assert set(SCENES) == WANTED


@every_scene
def test_a_scene_is_drawn_in_rgb_at_the_size_asked_for(scene):
    picture = drawn(scene)

    assert (picture.mode, picture.size) == ("RGB", SMALL)


@every_scene
def test_the_same_scene_drawn_twice_is_the_same_picture(scene):
    again = draw(scene, size=SMALL)

    assert again.tobytes() == drawn(scene).tobytes()


@every_scene
def test_another_seed_draws_another_picture(scene):
    other = draw(scene, seed=1, size=SMALL)

    assert other.tobytes() != drawn(scene).tobytes()


@every_scene
def test_a_scene_has_light_and_dark_and_more_than_one_colour(scene):
    # Small enough that grain averages out: what is left is composition.
    coarse = drawn(scene).resize((24, 16), Image.Resampling.BOX)

    contrast = ImageStat.Stat(coarse.convert("L")).stddev[0]
    inks = {
        tuple(v // 32 for v in coarse.getpixel((x, y)))
        for x in range(24)
        for y in range(16)
    }

    assert contrast > 15
    assert len(inks) >= 12


@every_scene
def test_a_scene_leaves_nothing_of_the_bare_sheet_showing(scene):
    picture = drawn(scene)

    inks = {ink for _, ink in picture.getcolors(SMALL[0] * SMALL[1])}

    assert (0, 0, 0) not in inks


def test_no_two_scenes_are_alike():
    pictures = {drawn(scene).tobytes() for scene in SCENES}

    assert len(pictures) == len(SCENES)


@pytest.mark.parametrize("size", [(160, 160), (160, 90), (90, 160)])
def test_another_shape_is_cut_from_the_middle_without_stretching(size):
    square = draw("peso-coins", size=size)

    assert square.size == size


def test_every_scene_has_its_own_alt_text_and_nothing_else_does():
    assert set(ALT) == set(SCENES)
    assert len(set(ALT.values())) == len(ALT)


@every_scene
def test_an_alt_text_is_one_plain_sentence(scene):
    text = ALT[scene]

    assert text[0].isupper()
    assert text.endswith(".")
    assert text.count(". ") == 0
    assert len(text) <= 160
