"""Which pictures can the demo edition draw, and how is one drawn?"""

from collections.abc import Callable
from math import ceil
from random import Random

from PIL import Image

from . import (
    assembly,
    bakery,
    border,
    cenote,
    coffee,
    coins,
    drylands,
    farmland,
    football,
    heights,
    industry,
    kitchen,
    lagoon,
    marketplace,
    metro,
    mountains,
    mural,
    newsdesk,
    orchard,
    plaza,
    port,
    rails,
    reef,
    reservoir,
    stage,
    storm,
    surf,
    workshop,
)
from .alt import ALT
from .sheet import HEIGHT, WIDTH, Sheet

__all__ = ["ALT", "SCENES", "draw"]

type Scene = Callable[[Sheet], None]

SCENES: dict[str, Scene] = {
    **assembly.SCENES,
    **bakery.SCENES,
    **border.SCENES,
    **cenote.SCENES,
    **coffee.SCENES,
    **coins.SCENES,
    **drylands.SCENES,
    **farmland.SCENES,
    **football.SCENES,
    **heights.SCENES,
    **industry.SCENES,
    **kitchen.SCENES,
    **lagoon.SCENES,
    **marketplace.SCENES,
    **metro.SCENES,
    **mountains.SCENES,
    **mural.SCENES,
    **newsdesk.SCENES,
    **orchard.SCENES,
    **plaza.SCENES,
    **port.SCENES,
    **rails.SCENES,
    **reef.SCENES,
    **reservoir.SCENES,
    **stage.SCENES,
    **storm.SCENES,
    **surf.SCENES,
    **workshop.SCENES,
}


def draw(
    scene: str, *, seed: int = 0, size: tuple[int, int] = (1600, 1067)
) -> Image.Image:
    """The named scene as an RGB picture; the same arguments draw the same picture.

    Scenes are composed three wide to two high; any other shape is cut from the middle.
    """
    unit = max(size[0] / WIDTH, size[1] / HEIGHT)
    whole = (ceil(WIDTH * unit), ceil(HEIGHT * unit))
    sheet = Sheet(whole, Random(f"{scene} {seed}"))  # noqa: S311 (a drawing)
    SCENES[scene](sheet)
    left, top = (whole[0] - size[0]) // 2, (whole[1] - size[1]) // 2
    return sheet.printed().crop((left, top, left + size[0], top + size[1]))
