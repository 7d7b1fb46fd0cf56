"""What hangs in the air of a demo picture: sun, stars, cloud, smoke and birds?"""

from collections.abc import Callable, Sequence
from math import sin, sqrt

from .palette import PAPER, TERRACOTTA, Colour, mix
from .paths import Point, Points, belly, ground, ribbon, ridge, smooth
from .sheet import Sheet


def sun(sheet: Sheet, x: float, y: float, radius: float, colour: Colour) -> None:
    """A flat disc with light spilling around it."""
    sheet.glow(x, y, radius * 7, mix(colour, TERRACOTTA, 0.3), 0.5)
    sheet.glow(x, y, radius * 2.6, colour, 0.5)
    sheet.disc(x, y, radius, colour)


def stars(sheet: Sheet, bottom: float, count: int = 140) -> None:
    """Points of light thinning out towards ``bottom``."""
    rng = sheet.rng
    for _ in range(count):
        x, y = rng.uniform(0, 150), bottom * rng.random() ** 1.4
        size = rng.choice((0.08, 0.1, 0.12, 0.2))
        sheet.disc(x, y, size, PAPER, rng.uniform(0.4, 1))


def cloud(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    colour: Colour,
    shade: Colour | None = None,
) -> None:
    """A flat-bottomed bank of cloud, shaded underneath."""
    rng = sheet.rng
    puffs = []
    for i in range(8):
        part = (i + rng.uniform(0.3, 0.7)) / 8
        radius = width * (0.05 + 0.11 * sin(3.14 * part)) * rng.uniform(0.75, 1.15)
        puffs.append((x + width * (part - 0.5), radius * rng.uniform(0.1, 0.6), radius))
    outline = ground(_puffy_top(puffs, x, y, width), y)
    sheet.shape(outline, colour)
    if shade:
        sheet.stipple(outline, shade, (x, y - width * 0.14), (x, y + width * 0.03), 0.9)


def _puffy_top(
    puffs: Sequence[tuple[float, float, float]], x: float, y: float, width: float
) -> Points:
    top = []
    for i in range(121):
        px = x + width * (i / 120 - 0.5) * 1.1
        rise = max(
            (
                up + sqrt(r * r - (px - cx) ** 2)
                for cx, up, r in puffs
                if abs(px - cx) < r
            ),
            default=0,
        )
        top.append((px, y - rise))
    return top


def billow(
    sheet: Sheet,
    path: Sequence[Point],
    width: Callable[[float], float],
    inks: Sequence[Colour],
) -> None:
    """Smoke or steam rolling along a path, in inks from shade to light."""
    rng = sheet.rng
    puffs = []
    for i, (x, y) in enumerate(path):
        size = width(i / (len(path) - 1))
        for _ in range(3):
            puffs.append(
                (
                    x + rng.gauss(0, size * 0.35),
                    y + rng.gauss(0, size * 0.3),
                    size * rng.uniform(0.45, 0.8),
                )
            )
    for level, ink in enumerate(inks):
        part = 1 - level * 0.2
        for x, y, r in puffs:
            sheet.disc(x - r * level * 0.12, y - r * level * 0.26, r * part, ink)


def streaks(
    sheet: Sheet, top: float, bottom: float, colour: Colour, count: int = 9
) -> None:
    """Long thin clouds."""
    rng = sheet.rng
    for _ in range(count):
        x, y = rng.uniform(0, 150), rng.uniform(top, bottom)
        long = rng.uniform(14, 50)
        line = [(x + long * i / 6, y + rng.uniform(-0.3, 0.3)) for i in range(7)]
        thick = rng.uniform(0.5, 1.5)
        band = ribbon(line, belly(thick))
        sheet.shape(smooth(band, closed=True, steps=3), colour, rng.uniform(0.3, 0.7))


def birds(sheet: Sheet, x: float, y: float, count: int, colour: Colour) -> None:
    """A loose skein of far birds."""
    rng = sheet.rng
    for _ in range(count):
        bx, by = x + rng.gauss(0, 7), y + rng.gauss(0, 3)
        span = rng.uniform(0.7, 1.4)
        lift = rng.uniform(0.2, 0.7)
        wings = [(bx - span, by - lift), (bx, by), (bx + span, by - lift)]
        sheet.line(smooth(wings, steps=4), 0.25, colour)


def hills(
    sheet: Sheet,
    anchors: Sequence[Point],
    colour: Colour,
    shade: Colour | None = None,
    *,
    rough: float = 0.14,
    floor: float = 101,
) -> Points:
    """A range of hills; the shade gathers away from the top left light."""
    line = ridge(sheet.rng, anchors, rough)
    outline = ground(line, floor)
    sheet.shape(outline, colour)
    if shade:
        top = min(y for _, y in line)
        sheet.stipple(outline, shade, (75, top), (75, min(floor, top + 32)), 0.8)
    return line
