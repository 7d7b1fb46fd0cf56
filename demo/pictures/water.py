"""How does water shine and move in the demo pictures?"""

from math import sin

from PIL import Image, ImageChops

from .palette import Colour
from .paths import smooth
from .sheet import Sheet


def glints(
    sheet: Sheet, x: float, top: float, bottom: float, width: float, colour: Colour
) -> None:
    """The path of light that a low sun, moon or lamp lays on water."""
    rng = sheet.rng
    y = top
    while y < bottom:
        near = (y - top) / (bottom - top)
        reach = width * (0.35 + 0.65 * near) * rng.uniform(0.3, 1)
        middle = x + rng.gauss(0, width * 0.12)
        thick = 0.12 + 0.4 * near
        sheet.oval(middle, y, reach / 2, thick, colour, rng.uniform(0.5, 0.95))
        y += 0.4 + 1.3 * near


def swell(
    sheet: Sheet, top: float, bottom: float, colour: Colour, count: int = 60
) -> None:
    """Short dashes of wave, longer and further apart the nearer they are."""
    rng = sheet.rng
    for _ in range(count):
        near = rng.random() ** 1.6
        x, y = rng.uniform(-5, 155), top + (bottom - top) * near
        long, high = 2 + 9 * near, 0.12 + 0.35 * near
        dash = [(x - long, y), (x, y - high), (x + long, y), (x, y + high * 0.4)]
        sheet.shape(smooth(dash, closed=True, steps=4), colour, rng.uniform(0.25, 0.8))


def mirror(
    sheet: Sheet,
    level: float,
    colour: Colour,
    strength: float,
    *,
    ripple: float = 0.5,
    squash: float = 1,
) -> None:
    """Fill everything below ``level`` with water showing what stands above it."""
    width, top = sheet.image.width, round(level * sheet.sy)
    depth = sheet.image.height - top
    source = max(0, round(top - depth / squash))
    above = sheet.image.crop((0, source, width, top))
    above = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    above = above.resize((width, round(above.height * squash)))
    reflected = Image.blend(above, Image.new("RGB", above.size, colour), strength)
    water = Image.new("RGB", (width, depth), colour)
    for row in range(0, min(depth, reflected.height), 3):
        near = row / depth
        swing = sin(row * 0.13 / (0.25 + near)) + sheet.rng.uniform(-0.6, 0.6)
        shift = round(swing * ripple * sheet.sx * (0.2 + near))
        band = reflected.crop((0, row, width, row + 3))
        water.paste(ImageChops.offset(band, shift, 0), (0, row))
    sheet.image.paste(water, (0, top))
