"""What does the demo show of a market?"""

from .palette import (
    BLUSH,
    BONE,
    BOUGAINVILLEA,
    BRICK,
    CLAY,
    COCOA,
    INDIGO,
    JADE,
    LAGOON,
    LIME,
    MARIGOLD,
    NIGHT,
    OCHRE,
    PAPER,
    ROSE,
    SAND,
    SKIN,
    SKY,
    TEAL,
    TERRACOTTA,
    Colour,
    darker,
    lighter,
    mix,
)
from .paths import Floor, Point, Points, arc, between, rect
from .people import Dress, anyone, crowd, person
from .sheet import Sheet
from .town import facade, papel_picado, tiles


def market(sheet: Sheet) -> None:
    """Shoppers between market stalls heaped with fruit under paper banners."""
    sheet.sky(SKY, mix(SKY, BONE, 0.6), mix(OCHRE, PAPER, 0.6), floor=64)
    _market_street(sheet)
    crowd(sheet, 56, 94, 66, 11, 9)
    for depth, inks in (
        (3.1, (JADE, BONE)),
        (2.1, (MARIGOLD, BONE)),
        (1.42, (BOUGAINVILLEA, BONE)),
    ):
        for side in (-1, 1):
            _stall(
                sheet,
                side,
                depth,
                inks
                if side < 0
                else (
                    TEAL
                    if inks[0] == JADE
                    else (TERRACOTTA if inks[0] == MARIGOLD else LAGOON),
                    BONE,
                ),
            )
        if depth > 2:
            crowd(sheet, 60, 92, 50 + 46 / depth + 3, 34 / depth, 3)
    sheet.oval(84, 94, 9, 1.3, NIGHT, 0.35)
    person(
        sheet,
        82,
        94,
        36,
        Dress(SKIN[2], BOUGAINVILLEA, TEAL, skirt=True),
        stride=0.09,
        arms=(0.1, 0.14),
    )
    _basket(sheet, 88.6, 79)
    person(sheet, 66, 90, 31, Dress(SKIN[1], BONE, INDIGO, hat=SAND), stride=0.1)
    for y, sag, size in ((6, 9, 9), (17, 7, 7), (26, 5, 5)):
        inset = (y - 6) * 1.1
        papel_picado(sheet, (-4 + inset, y), (154 - inset, y - 2), sag, size)


def _market_street(sheet: Sheet) -> None:
    for x, wide, high, ink in (
        (38, 16, 33, ROSE),
        (53, 15, 29, OCHRE),
        (67, 17, 34, LAGOON),
        (83, 14, 30, TERRACOTTA),
        (96, 18, 35, BOUGAINVILLEA),
    ):
        facade(sheet, x, 64, wide, high, mix(ink, BLUSH, 0.35))
    ground_shape = rect(-1, 63, 152, 40)
    sheet.shape(ground_shape, mix(SAND, CLAY, 0.5))
    tiles(
        sheet, Floor(56, 75, 46), (mix(SAND, CLAY, 0.35), mix(SAND, CLAY, 0.6)), 12, 6
    )
    sheet.stipple(ground_shape, mix(BRICK, COCOA, 0.4), (75, 66), (75, 108), 0.85)


def _stall(sheet: Sheet, side: int, depth: float, inks: tuple[Colour, Colour]) -> None:
    unit = 1 / depth

    def at(x: float, y: float) -> Point:
        return 75 + side * (26 + x) * unit * 1.6, 52 + (46 - y) * unit

    for x in (3, 46):
        sheet.line([at(x, 0), at(x, 62)], 1.6 * unit, COCOA)
    sheet.shape([at(4, 58), at(4, 22), at(60, 22), at(60, 58)], NIGHT, 0.4)
    person(sheet, *at(26, 12), 36 * unit, anyone(sheet), arms=(0.2, 0.2))
    sheet.shape([at(0, 0), at(0, 19), at(60, 19), at(60, 0)], mix(inks[0], NIGHT, 0.55))
    sheet.shape([at(0, 16), at(0, 19), at(60, 19), at(60, 16)], CLAY)
    fruit = (
        (MARIGOLD, 2.7),
        (BRICK, 2.1),
        (LIME, 2.4),
        (OCHRE, 3),
        (BOUGAINVILLEA, 2),
        (TERRACOTTA, 2.5),
    )
    for k in range(4):
        ink, size = fruit[(k + int(depth * 7) + side) % 6]
        _heap(sheet, at(7 + k * 13, 19), size * unit, ink)
    _awning(sheet, [at(-7, 50), at(62, 50), at(62, 68), at(6, 68)], inks, unit)


def _heap(sheet: Sheet, spot: Point, size: float, ink: Colour) -> None:
    x, y = spot
    basket = [
        (x - size * 2.9, y - size),
        (x + size * 2.9, y - size),
        (x + size * 2.2, y + size * 1.6),
        (x - size * 2.2, y + size * 1.6),
    ]
    sheet.shape(basket, mix(OCHRE, CLAY, 0.5))
    sheet.stipple(basket, COCOA, (x - size, y), (x + size * 3, y + size * 2), 0.9)
    for row in range(4):
        for k in range(4 - row):
            px, py = x + (k - (3 - row) / 2) * size * 1.5, y - size * (1.2 + row * 1.15)
            sheet.disc(px, py, size, darker(ink, 0.4))
            sheet.disc(px - size * 0.12, py - size * 0.14, size * 0.82, ink)
            sheet.disc(
                px - size * 0.34, py - size * 0.36, size * 0.2, lighter(ink, 0.6)
            )


def _awning(
    sheet: Sheet, corners: Points, inks: tuple[Colour, Colour], unit: float
) -> None:
    a, b, c, d = corners
    stripes = 8
    for k in range(stripes):
        t, u = k / stripes, (k + 1) / stripes
        ink = inks[k % 2]
        low, low2 = between(a, b, t), between(a, b, u)
        sheet.shape([low, low2, between(d, c, u), between(d, c, t)], ink)
        half = abs(low2[0] - low[0]) / 2
        middle = (low[0] + low2[0]) / 2
        flap = [
            (middle - half, low[1] - 0.1),
            *arc(middle, low[1] + 2 * unit, half, 2.6 * unit, 180, 0),
            (middle + half, low[1] - 0.1),
        ]
        sheet.shape(flap, darker(ink, 0.25))
    sheet.stipple(
        corners, mix(inks[0], NIGHT, 0.6), between(d, c, 0.3), between(a, b, 0.9), 0.7
    )


def _basket(sheet: Sheet, x: float, y: float) -> None:
    sheet.line(arc(x, y, 4.2, 5.4, 180, 360), 0.7, COCOA)
    for dx, ink in ((-2.4, LIME), (0.2, TERRACOTTA), (2.4, MARIGOLD)):
        sheet.disc(x + dx, y - 0.6, 1.9, ink)
    weave = [(x - 5, y), (x + 5, y), (x + 3.8, y + 6.4), (x - 3.8, y + 6.4)]
    sheet.shape(weave, OCHRE)
    for k in range(4):
        sheet.line(
            [
                (x - 4.8 + k * 0.3, y + 1 + k * 1.5),
                (x + 4.8 - k * 0.3, y + 1 + k * 1.5),
            ],
            0.3,
            COCOA,
            0.7,
        )
    sheet.stipple(weave, COCOA, (x - 2, y), (x + 6, y + 6), 0.9)


SCENES = {"market": market}
