"""What does the demo show of a reservoir running dry?"""

from functools import cache
from math import sin

from .air import hills
from .palette import (
    AGAVE,
    BLUSH,
    BONE,
    BRICK,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    LAGOON,
    MARIGOLD,
    MOSS,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    PLUM,
    SAND,
    SEAFOAM,
    SKY,
    SLATE,
    STONE,
    TEAL,
    TERRACOTTA,
    lighter,
    mix,
)
from .paths import Floor, Point, Points, between, ground, moved, rect, ridge, smooth
from .people import Dress, person
from .sheet import Sheet
from .water import swell


def reservoir(sheet: Sheet) -> None:
    """A reservoir at low water: ringed hills, cracked mud, a stranded boat."""
    sheet.sky(
        mix(SKY, SLATE, 0.3), mix(SKY, BONE, 0.6), mix(OCHRE, PAPER, 0.6), floor=52
    )
    sheet.glow(112, 20, 40, MARIGOLD, 0.6)
    sheet.disc(112, 20, 4.2, PAPER)
    hills(
        sheet,
        [(-2, 40), (28, 30), (52, 36), (86, 26), (118, 38), (152, 30)],
        mix(AGAVE, BLUSH, 0.4),
        mix(PLUM, AGAVE, 0.4),
    )
    sheet.haze(28, 52, mix(OCHRE, PAPER, 0.6), 0.6)
    sheet.shape(rect(-1, 50, 152, 20), LAGOON)
    _rings(sheet, [(-14, 20), (18, 26), (38, 38), (52, 49), (58, 54)], -1)
    _rings(sheet, [(96, 55), (104, 46), (120, 36), (138, 26), (164, 20)], 1)
    sheet.shape(rect(56, 45.4, 45, 6), mix(BONE, STONE, 0.4))
    for k in range(9):
        sheet.shape(rect(58 + k * 4.8, 46.6, 1.6, 5), mix(STONE, SLATE, 0.5))
    sheet.shape(rect(55, 44.6, 47, 1.2), BONE)
    sheet.fade(rect(-1, 51.5, 152, 18), mix(TEAL, SKY, 0.2), (75, 51), (75, 68))
    swell(sheet, 53, 66, mix(SEAFOAM, PAPER, 0.4), 40)
    _mud(sheet)
    _stranded(sheet, 62, 84)
    person(sheet, 93, 83, 17, Dress(top=TERRACOTTA, legs=INDIGO, hat=SAND), stride=0.07)
    sheet.shape([(91, 83), (94, 83), (86, 92), (82, 92)], COCOA, 0.4)


def _rings(sheet: Sheet, anchors: list[Point], side: int) -> None:
    line = ridge(sheet.rng, anchors, 0.06, 4)
    sheet.shape(ground(line, 66), mix(MOSS, FOREST, 0.35))
    for x, y in line[::3]:
        sheet.disc(
            x, y + 1.6, sheet.rng.uniform(0.8, 2), mix(MOSS, FOREST, sheet.rng.random())
        )
    for k in range(11):
        drop = 7 + k * 2.6
        shore = [(x - side * k * 0.7, y + drop + 0.3 * sin(x)) for x, y in line]
        tone = mix(
            mix(SAND, PAPER, 0.3),
            mix(CLAY, BRICK, 0.3),
            (0.3 if k % 2 else 0) + k * 0.05,
        )
        sheet.shape(ground(shore, 74), tone)
    sheet.stipple(
        ground(line, 74),
        mix(COCOA, PLUM, 0.4),
        (75 - side * 10, 60),
        (75 + side * 95, 50),
        0.6,
    )


def _mud(sheet: Sheet) -> None:
    rng = sheet.rng
    shore = ridge(
        rng, [(-2, 62), (26, 66), (60, 68), (96, 66), (124, 65), (152, 60)], 0.04
    )
    sheet.shape(ground([(x, y - 0.8) for x, y in shore]), mix(SAND, PAPER, 0.4))
    mud = ground(shore)
    sheet.shape(mud, mix(SAND, CLAY, 0.5))
    with sheet.inside(mud):
        _cracks(sheet, Floor(52, 75, 50))
    sheet.stipple(mud, COCOA, (85, 66), (60, 108), 0.7)


def _cracks(sheet: Sheet, floor: Floor) -> None:
    rng = sheet.rng
    rows, columns, step, wide = 17, 78, 1.1, 7.5

    @cache
    def corner(row: int, column: int) -> Point:
        zigzag = -0.17 if (row + column) % 2 else 0.17
        depth = 0.9 * step ** (row + zigzag + rng.uniform(-0.22, 0.22))
        return floor.at((column - columns / 2 + rng.uniform(-0.34, 0.34)) * wide, depth)

    for row in range(rows - 1, -1, -1):
        for column in range(row % 2, columns - 2, 2):
            low = [corner(row, column + k) for k in range(3)]
            high = [corner(row + 1, column + k) for k in (2, 1, 0)]
            _flake(sheet, [*low, *high], 1 / step**row)


def _flake(sheet: Sheet, outline: Points, near: float) -> None:
    middle = (sum(x for x, _ in outline) / 6, sum(y for _, y in outline) / 6)
    cell = [between(middle, p, 0.9) for p in outline]
    sheet.shape(moved(outline, 0, 0.5 * near), mix(COCOA, OXBLOOD, 0.4))
    tone = mix(mix(SAND, CLAY, 0.3), TERRACOTTA, sheet.rng.uniform(0, 0.3))
    sheet.shape(cell, tone)
    rim = [between(middle, p, 0.82) for p in cell]
    sheet.shape(moved(rim, 0, -0.25 * near), lighter(tone, 0.14))


def _stranded(sheet: Sheet, x: float, y: float) -> None:
    sheet.shadow(
        [(x - 24, y + 1), (x + 16, y), (x + 10, y + 5), (x - 24, y + 6)], 0.6, 2
    )
    hull = smooth(
        [
            (x - 22, y - 8),
            (x - 17, y + 1.6),
            (x, y + 3.4),
            (x + 15, y + 0.4),
            (x + 21, y - 10),
        ]
    )
    rim = smooth([(x + 21, y - 10), (x, y - 4.6), (x - 22, y - 8)])
    inner = [*rim, *smooth([(x - 22, y - 8), (x, y - 8.4), (x + 21, y - 10)])]
    sheet.shape(inner, COCOA)
    body = [*hull, *rim]
    sheet.shape(body, TEAL)
    with sheet.inside(body, 6):
        sheet.shape(
            [
                (x - 26, y - 0.6),
                (x, y + 1),
                (x + 26, y - 3),
                (x + 26, y + 8),
                (x - 26, y + 8),
            ],
            BRICK,
        )
        sheet.line(
            smooth([(x - 21.6, y - 7), (x, y - 3.4), (x + 21, y - 9)]), 0.9, BONE
        )
    sheet.stipple(body, NIGHT, (x + 6, y - 6), (x - 12, y + 6), 0.9)
    for part in (0.36, 0.62):
        px = x - 22 + 43 * part
        sheet.shape(
            [(px, y - 8.4), (px + 3, y - 8.6), (px + 3, y - 4.8), (px, y - 4.8)], CLAY
        )
    sheet.line([(x - 6, y - 6), (x + 30, y + 1)], 0.7, SAND)


SCENES = {"reservoir": reservoir}
