"""What does the demo show of the underground?"""

from .palette import (
    BONE,
    BOUGAINVILLEA,
    BRICK,
    COCOA,
    INK,
    MARIGOLD,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    PLUM,
    SAND,
    SKIN,
    SKY,
    SLATE,
    STONE,
    TEAL,
    TERRACOTTA,
    mix,
)
from .paths import Point, between, rect, smooth, wobble
from .people import Dress, anyone, person
from .sheet import Sheet
from .town import lamp


def subway_platform(sheet: Sheet) -> None:
    """An orange train pulls in beside a curved underground platform of travellers."""
    vanish = (66, 42)
    sheet.shape(rect(-1, -1, 152, 103), mix(BONE, STONE, 0.35))
    roof = [(-2, -2), (152, -2), (152, 8), vanish, (-2, 12)]
    sheet.shape(roof, mix(STONE, SLATE, 0.35))
    wall = [(152, 6), (152, 86), vanish]
    sheet.shape(wall, mix(OCHRE, SAND, 0.4))
    _subway_wall(sheet, vanish)
    bed = [(-2, 102), (58, 102), vanish, (-2, 60)]
    sheet.shape(bed, NIGHT)
    left = [(-2, 10), vanish, (-2, 80)]
    sheet.shape(left, mix(SLATE, NIGHT, 0.4))
    floor = [(50, 102), (152, 102), (152, 80), vanish]
    sheet.shape(floor, mix(STONE, BONE, 0.45))
    for k in range(14):
        depth = 1.22**k
        a, b = (
            between(vanish, (50, 102), 1 / depth),
            between(vanish, (170, 102), 1 / depth),
        )
        sheet.line([a, b], 0.5 / depth, STONE)
    sheet.shape([(50, 102), (59, 102), vanish], MARIGOLD)
    sheet.stipple(floor, mix(SLATE, PLUM, 0.4), (70, 46), (110, 110), 0.7)
    _roof_lights(sheet, vanish)
    _metro(sheet, vanish)
    for depth, x in (
        (3.6, 0.5),
        (2.9, 0.72),
        (2.5, 0.56),
        (2.1, 0.86),
        (1.8, 0.52),
        (1.55, 0.75),
    ):
        foot = between(vanish, (58 + 84 * x, 98), 1 / depth)
        sheet.oval(foot[0] + 3 / depth, foot[1], 6 / depth, 0.9 / depth, NIGHT, 0.35)
        person(sheet, *foot, 47 / depth, anyone(sheet), stride=0.07)
    sheet.oval(112, 97, 9, 1.6, NIGHT, 0.35)
    person(
        sheet, 108, 97, 47, Dress(SKIN[1], TEAL, INK), stride=0.08, arms=(0.08, 0.09)
    )
    sheet.shape(
        smooth(wobble(sheet.rng, rect(100.6, 60, 9, 14), 0.4), closed=True),
        BOUGAINVILLEA,
    )
    sheet.line([(102, 61), (104.6, 57)], 1, BOUGAINVILLEA)


def _subway_wall(sheet: Sheet, vanish: Point) -> None:
    for k in range(16):
        part = 0.86**k
        x = vanish[0] + (152 - vanish[0]) * part
        top, base = between(vanish, (152, 6), part), between(vanish, (152, 86), part)
        near = 0.86 ** (k + 1)
        top2, base2 = between(vanish, (152, 6), near), between(vanish, (152, 86), near)
        for a, b, ink in (
            (0.08, 0.2, BRICK),
            (0.3, 0.66, (TERRACOTTA, OCHRE, TEAL)[k % 3]),
            (0.86, 1, BRICK),
        ):
            panel = [
                between(top, base, a),
                between(top2, base2, a),
                between(top2, base2, b),
                between(top, base, b),
            ]
            sheet.shape(panel, mix(ink, SAND, 0.1))
        sheet.line([(x, top[1]), (x, base[1])], 0.6 * part, COCOA, 0.5)
    sheet.stipple([(152, 6), (152, 86), vanish], OXBLOOD, (152, 30), (66, 44), 0.6)


def _roof_lights(sheet: Sheet, vanish: Point) -> None:
    for far in (104, 30):
        for k in range(12):
            a, b = 0.8**k, 0.8 ** (k + 0.6)
            tube = [
                between(vanish, (far, -8), a),
                between(vanish, (far + 7, -8), a),
                between(vanish, (far + 7, -8), b),
                between(vanish, (far, -8), b),
            ]
            sheet.shape(tube, PAPER)
            x, y = between(vanish, (far + 3, -8), a)
            sheet.glow(x, y, 16 * a, BONE, 0.4)


def _metro(sheet: Sheet, vanish: Point) -> None:
    x, y, wide, high = 10, 24, 40, 58
    near_top, near_low = (x + wide, y + 3), (x + wide, y + high - 2)
    side = [
        near_top,
        between(near_top, vanish, 0.88),
        between(near_low, vanish, 0.88),
        near_low,
    ]
    sheet.shape(side, mix(TERRACOTTA, MARIGOLD, 0.25))
    _carriage_windows(sheet, near_top, near_low, vanish)
    sheet.stipple(side, OXBLOOD, (50, 50), (66, 42), 0.9)
    face = smooth(
        [
            (x, y + high),
            (x - 1, y + 26),
            (x + 3, y + 4),
            (x + 10, y),
            (x + wide - 10, y),
            (x + wide - 2, y + 4),
            (x + wide, y + 26),
            (x + wide, y + high),
        ],
        steps=4,
    )
    sheet.shape(face, mix(TERRACOTTA, MARIGOLD, 0.4))
    sheet.shape(rect(x - 1, y + high * 0.66, wide + 1.2, 3.4), BONE)
    sheet.stipple(face, OXBLOOD, (x + wide * 0.7, y), (x - 6, y + high), 0.8)
    screen = smooth(
        [
            (x + 4, y + 28),
            (x + 5, y + 8),
            (x + 12, y + 6),
            (x + wide - 12, y + 6),
            (x + wide - 5, y + 8),
            (x + wide - 4, y + 28),
        ],
        steps=4,
    )
    sheet.shape(screen, mix(NIGHT, TEAL, 0.4))
    sheet.shape(
        [(x + 8, y + 28), (x + 16, y + 6), (x + 21, y + 6), (x + 13, y + 28)], SKY, 0.35
    )
    sheet.line([(x + wide / 2, y + 6), (x + wide / 2, y + 28)], 0.6, BRICK)
    for dx in (7, wide - 7):
        lamp(sheet, x + dx, y + 34, 1.8, OCHRE)
    sheet.shape(rect(x + 4, y + high - 4, wide - 8, 8), INK)


def _carriage_windows(
    sheet: Sheet, near_top: Point, near_low: Point, vanish: Point
) -> None:
    for k in range(6):
        a, b = 1 - 0.78**k, 1 - 0.78 ** (k + 0.72)
        glass = [
            between(between(near_top, vanish, t), between(near_low, vanish, t), v)
            for t, v in ((a + 0.02, 0.2), (b, 0.2), (b, 0.52), (a + 0.02, 0.52))
        ]
        sheet.shape(glass, mix(OCHRE, PAPER, 0.6))


SCENES = {"subway-platform": subway_platform}
