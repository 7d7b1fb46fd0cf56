"""What does the demo show of the border?"""

from math import pi, sin

from .air import birds, hills, streaks, sun
from .palette import (
    BLUSH,
    BONE,
    BRICK,
    FOREST,
    INDIGO,
    JADE,
    LAGOON,
    MARIGOLD,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SLATE,
    STONE,
    TEAL,
    TERRACOTTA,
    lighter,
    mix,
)
from .paths import arc, ground, leaf, rect, ridge, smooth
from .sheet import Sheet
from .town import lamp
from .water import glints, mirror, swell


def border_bridge(sheet: Sheet) -> None:
    """Lorries queue across a long bridge over a border river at dusk."""
    sheet.sky(
        mix(INDIGO, TEAL, 0.4),
        mix(PLUM, ROSE, 0.45),
        mix(ROSE, MARIGOLD, 0.4),
        mix(MARIGOLD, PAPER, 0.5),
        floor=64,
    )
    streaks(sheet, 8, 40, BLUSH, 12)
    sun(sheet, 38, 53, 5.5, PAPER)
    hills(
        sheet,
        [(-2, 56), (30, 53), (64, 57), (104, 47), (128, 42), (152, 48)],
        mix(PLUM, ROSE, 0.4),
        PLUM,
    )
    hills(
        sheet,
        [(-2, 61), (60, 62), (110, 57), (152, 58)],
        mix(PLUM, INDIGO, 0.5),
        INDIGO,
        rough=0.07,
    )
    sheet.haze(46, 66, mix(ROSE, MARIGOLD, 0.4), 0.5)
    sheet.shape(rect(-1, 64, 152, 10), mix(MOSS, PLUM, 0.5))
    _bridge_spans(sheet)
    for i, x in enumerate((-8, 14, 37, 60, 84, 108, 131)):
        _lorry(sheet, x, 43.6 - 0.0 * i, i)
    mirror(sheet, 70, mix(TEAL, PLUM, 0.4), 0.42, ripple=1.5, squash=0.9)
    sheet.haze(74, 101, mix(INDIGO, TEAL, 0.4), 0.55)
    glints(sheet, 38, 71, 97, 18, mix(MARIGOLD, PAPER, 0.5))
    swell(sheet, 72, 98, mix(ROSE, TEAL, 0.3), 50)
    bank = ridge(sheet.rng, [(-2, 88), (24, 91), (50, 97), (76, 102)], 0.08)
    sheet.shape(ground(bank), mix(NIGHT, PLUM, 0.3))
    bank = ridge(sheet.rng, [(90, 102), (114, 96), (136, 90), (152, 86)], 0.08)
    sheet.shape(ground(bank), mix(NIGHT, PLUM, 0.3))
    _reeds(sheet)
    birds(sheet, 84, 20, 7, PLUM)


def _bridge_spans(sheet: Sheet) -> None:
    steel, lit = mix(INDIGO, NIGHT, 0.4), mix(SLATE, BLUSH, 0.3)
    for x in range(-12, 170, 30):
        sheet.shape([(x - 1.8, 51), (x + 1.8, 51), (x + 2.6, 72), (x - 2.6, 72)], steel)
        sheet.shape([(x - 1.8, 51), (x - 0.6, 51), (x - 0.9, 72), (x - 2.6, 72)], lit)
        sheet.shape(rect(x - 4, 69, 8, 3), steel)
        span = arc(x + 15, 66, 13.4, 14, 180, 360)
        sheet.line(span, 1.1, steel)
        for k in range(1, 8):
            px = x + 1.6 + k * 3.35
            top = 66 - 14 * sin(pi * (k / 8) ** 1) ** 0.7
            sheet.line([(px, 51), (px, top)], 0.3, steel)
    sheet.shape(rect(-1, 49.4, 152, 3), steel)
    sheet.shape(rect(-1, 49.4, 152, 0.7), lit)
    for x in range(-2, 154, 3):
        sheet.line([(x, 46.6), (x, 49.6)], 0.2, steel)
    sheet.line([(-1, 46.6), (152, 46.6)], 0.3, steel)
    for x in range(3, 152, 30):
        sheet.line(smooth([(x, 49), (x, 31), (x + 1, 29.4), (x + 4, 29)]), 0.5, steel)
        lamp(sheet, x + 4, 29.4, 0.6)


def _lorry(sheet: Sheet, x: float, y: float, kind: int) -> None:
    ink = (TERRACOTTA, BONE, TEAL, OCHRE, BRICK, LAGOON, JADE)[kind % 7]
    base = y + 5.4
    box = rect(x, base - 11, 14.4, 9)
    sheet.shape(box, mix(ink, PLUM, 0.15))
    sheet.stipple(
        box, mix(INDIGO, PLUM, 0.4), (x + 2, base - 10), (x + 16, base - 2), 0.85
    )
    sheet.shape(rect(x, base - 11, 14.4, 0.6), lighter(ink, 0.4))
    cab = [
        (x + 15.2, base - 2),
        (x + 15.2, base - 8.6),
        (x + 18.4, base - 8.6),
        (x + 19.6, base - 5.4),
        (x + 20.4, base - 5),
        (x + 20.4, base - 2),
    ]
    sheet.shape(cab, mix((BONE, BRICK, OCHRE)[kind % 3], PLUM, 0.2))
    sheet.shape(
        [
            (x + 16.4, base - 7.8),
            (x + 18.2, base - 7.8),
            (x + 19, base - 5.4),
            (x + 16.4, base - 5.4),
        ],
        NIGHT,
    )
    sheet.shape(rect(x, base - 2.2, 20.4, 0.9), NIGHT)
    for dx in (2.2, 4.8, 13, 18.2):
        sheet.disc(x + dx, base - 1, 1.15, NIGHT)
        sheet.disc(x + dx, base - 1, 0.5, STONE)
    lamp(sheet, x + 20.4, base - 2.8, 0.35, OCHRE)
    sheet.disc(x, base - 2.6, 0.4, TERRACOTTA)


def _reeds(sheet: Sheet) -> None:
    rng = sheet.rng
    for low, high in ((-2, 42), (104, 152)):
        for _ in range(46):
            x = rng.uniform(low, high)
            y = 101 - 6 * abs(x - 75) / 75
            tall = rng.uniform(9, 24) * abs(x - 75) / 75
            sheet.shape(
                leaf(
                    (x, y), -90 + rng.uniform(-16, 16), tall, 1.1, rng.uniform(-30, 30)
                ),
                mix(NIGHT, FOREST, rng.uniform(0, 0.7)),
            )


SCENES = {"border-bridge": border_bridge}
