"""What does the demo show of an avocado orchard?"""

from .air import cloud, hills
from .palette import (
    AGAVE,
    BLUSH,
    BONE,
    BRICK,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    JADE,
    LIME,
    MOSS,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    SAND,
    SKY,
    TEAL,
    TERRACOTTA,
    mix,
)
from .paths import Floor, Points, arc, leaf, rect, ribbon, smooth, turn
from .people import Dress, person
from .plants import tree
from .sheet import Sheet


def avocado_orchard(sheet: Sheet) -> None:
    """Avocados hang over a crate of fruit, rows of trees and a volcano behind."""
    sheet.sky(SKY, mix(SKY, BONE, 0.6), BONE, floor=56)
    cloud(sheet, 40, 22, 48, PAPER, mix(SKY, BONE, 0.3))
    hills(
        sheet,
        [(-2, 46), (40, 40), (66, 26), (76, 22), (84, 24), (104, 40), (152, 44)],
        mix(AGAVE, SKY, 0.35),
        mix(TEAL, INDIGO, 0.3),
        rough=0.06,
    )
    hills(
        sheet, [(-2, 50), (50, 46), (100, 50), (152, 43)], mix(JADE, AGAVE, 0.5), TEAL
    )
    sheet.haze(36, 58, BONE, 0.55)
    soil = rect(-1, 54, 152, 48)
    sheet.shape(soil, mix(LIME, OCHRE, 0.4))
    sheet.stipple(soil, FOREST, (75, 54), (75, 100), 0.8)
    floor = Floor(49, 78, 52)
    depth = 7.5
    while depth > 1.35:
        for row in (-4, -3, -2, 2, 3, 4, -1, 1):
            x, y = floor.at(row * 52, depth)
            if -20 < x < 170:
                sheet.oval(x + 6 / depth, y, 20 / depth, 2.6 / depth, NIGHT, 0.4)
                tree(
                    sheet,
                    x,
                    y,
                    52 / depth,
                    mix(JADE, mix(AGAVE, BONE, 0.3), min(1, depth / 10)),
                    (20, 0),
                )
        depth *= 0.8
    person(
        sheet,
        76,
        76,
        19,
        Dress(top=TERRACOTTA, legs=INDIGO, hat=SAND),
        arms=(0.1, 0.34),
    )
    _crate(sheet, 84, 93)
    _bough(sheet)


def _crate(sheet: Sheet, x: float, y: float) -> None:
    sheet.shadow(rect(x - 18, y + 2, 54, 5), 0.6, 2.4)
    for row, count in ((-14, 4), (-11.4, 5)):
        for k in range(count):
            _avocado(
                sheet,
                x + k * 7.2 - (count - 4) * 3.6 - 11 + 4,
                y + row,
                8,
                sheet.rng.uniform(-70, 70),
            )
    for k in range(3):
        slat = rect(x - 17, y - 9.4 + k * 5, 40, 4.2)
        sheet.shape(slat, mix(SAND, CLAY, 0.35))
        sheet.stipple(slat, BRICK, (x - 20, y), (x + 34, y), 0.6)
    for dx in (-17, 20):
        sheet.shape(rect(x + dx, y - 10, 3, 15.4), mix(SAND, CLAY, 0.6))
    _half(sheet, x - 30, y - 3, 15)


def _avocado(sheet: Sheet, x: float, y: float, size: float, angle: float = 0) -> None:
    pear = _pear(x, y, size)
    pear = turn(pear, (x, y), angle)
    ink = mix(FOREST, MOSS, sheet.rng.uniform(0.15, 0.5))
    sheet.shape(pear, ink)
    sheet.round_off(pear, NIGHT, (x - 40, y - 60), 0.9)
    shine = turn(
        leaf((x - size * 0.24, y + size * 0.2), -88, size * 0.5, size * 0.1, 16),
        (x, y),
        angle,
    )
    sheet.shape(shine, LIME, 0.65)


def _pear(x: float, y: float, size: float) -> Points:
    side = [
        (0, -0.62),
        (0.15, -0.56),
        (0.2, -0.34),
        (0.3, -0.08),
        (0.43, 0.2),
        (0.38, 0.48),
        (0.2, 0.63),
        (0, 0.66),
    ]
    right = [(x + dx * size, y + dy * size) for dx, dy in side]
    left = [(x - dx * size, y + dy * size) for dx, dy in side[-2:0:-1]]
    return smooth([*right, *left], closed=True, steps=4)


def _half(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.shadow(rect(x - size * 0.4, y + size * 0.4, size, size * 0.3), 0.5, 1.4)
    for scale, ink in ((1, FOREST), (0.9, LIME), (0.8, mix(LIME, PAPER, 0.55))):
        sheet.shape(turn(_pear(x, y, size * scale), (x, y), -24), ink)
    sheet.disc(x + size * 0.09, y + size * 0.2, size * 0.27, mix(LIME, OCHRE, 0.5))
    stone = arc(x + size * 0.09, y + size * 0.2, size * 0.23, size * 0.23)
    sheet.shape(stone, mix(COCOA, CLAY, 0.55))
    sheet.round_off(stone, OXBLOOD, (x - 40, y - 60), 1)
    sheet.disc(x + size * 0.02, y + size * 0.12, size * 0.045, BLUSH)


def _bough(sheet: Sheet) -> None:
    rng = sheet.rng
    spine = smooth([(154, -4), (128, 8), (100, 11), (70, 7), (48, 10)])
    sheet.shape(ribbon(spine, lambda t: 4.4 - 3.6 * t), COCOA)
    for x, y, size in ((118, 31, 18), (98, 34, 20), (134, 26, 16), (73, 27, 14)):
        sheet.line(
            smooth([(x + 4, 8), (x + 1, y - size * 0.8), (x, y - size * 0.6)]),
            0.6,
            MOSS,
        )
        _avocado(sheet, x, y, size, rng.uniform(-8, 8))
    for twig in spine[::2]:
        for _ in range(2):
            long = rng.uniform(11, 20)
            angle = rng.choice(
                (
                    rng.uniform(20, 80),
                    rng.uniform(105, 165),
                    rng.uniform(-70, -20),
                    rng.uniform(190, 250),
                )
            )
            blade = leaf(twig, angle, long, long * 0.3, rng.uniform(-20, 20))
            sheet.shape(blade, mix(JADE, LIME, rng.uniform(0, 0.5)))
            sheet.shape([*blade[:9], twig], mix(FOREST, JADE, rng.uniform(0, 0.5)))


SCENES = {"avocado-orchard": avocado_orchard}
