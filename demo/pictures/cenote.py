"""What does the demo show of a cenote?"""

from math import cos, pi, sin

from .palette import (
    BOUGAINVILLEA,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    INK,
    LAGOON,
    LIME,
    MARIGOLD,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    ROSE,
    SAND,
    SEAFOAM,
    SKIN,
    SKY,
    TEAL,
    darker,
    mix,
)
from .paths import arc, belly, blob, ground, leaf, rect, ribbon, ridge, smooth
from .people import Dress, person
from .sheet import Sheet
from .water import glints, mirror


def cenote(sheet: Sheet) -> None:
    """Sunlight falls through the open roof of a cave onto a pool with a swimmer."""
    sheet.sky(
        mix(CLAY, COCOA, 0.45), mix(CLAY, TEAL, 0.5), mix(TEAL, SEAFOAM, 0.2), floor=66
    )
    _strata(sheet)
    wall = rect(-1, -1, 152, 68)
    for side in (-60, 210):
        sheet.stipple(
            wall, mix(NIGHT, COCOA, 0.25), (75, 34), (75 + (side - 75) * 0.62, 20), 1
        )
    _opening(sheet)
    _rim_rocks(sheet)
    mirror(sheet, 62, TEAL, 0.4, ripple=1, squash=0.8)
    pool = rect(-1, 62, 152, 40)
    sheet.fade(pool, mix(TEAL, NIGHT, 0.5), (75, 74), (75, 116))
    for side in (-1, 1):
        sheet.stipple(pool, NIGHT, (75 + side * 16, 72), (75 + side * 92, 86), 1)
    sheet.glow(76, 73, 40, SEAFOAM, 0.95)
    for left, right, part in ((40, 58, 0.5), (60, 84, 0.65), (90, 108, 0.45)):
        shaft = [(62 + left * 0.2, 8), (66 + right * 0.2, 8), (right, 82), (left, 82)]
        sheet.fade_out(shaft, PAPER, (78, 4), (76, 86), part)
    glints(sheet, 76, 64, 94, 50, mix(SEAFOAM, PAPER, 0.5))
    _roots(sheet)
    _swimmer(sheet)
    _cave_frame(sheet)


def _strata(sheet: Sheet) -> None:
    rng = sheet.rng
    for k in range(15):
        y = 14 + k * 3.6
        line = [
            (x, y + 5 * ((x - 75) / 75) ** 2 - 3 + rng.uniform(-1, 1))
            for x in range(-4, 160, 7)
        ]
        tone = (mix(CLAY, SAND, 0.3), mix(COCOA, TEAL, 0.3), mix(CLAY, COCOA, 0.6))[
            k % 3
        ]
        thick = rng.uniform(0.8, 2.6)
        band = ribbon(line, belly(thick))
        sheet.shape(band, tone, 0.65)


def _opening(sheet: Sheet) -> None:
    rng = sheet.rng
    sheet.shape(blob(rng, 78, 13, 34, 12, 0.08), mix(CLAY, SAND, 0.35))
    hole = blob(rng, 78, 11, 28, 8.6, 0.09)
    sheet.shape(hole, mix(SKY, PAPER, 0.65))
    with sheet.inside(hole):
        for _ in range(60):
            angle = rng.uniform(0, 2 * pi)
            x, y = 78 + 27 * cos(angle), 11 + 8.4 * sin(angle)
            leafy = blob(rng, x, y, rng.uniform(3, 7), rng.uniform(2, 3.4), 0.2)
            sheet.shape(leafy, mix(FOREST, LIME, rng.random()))
    sheet.glow(78, 11, 46, mix(OCHRE, PAPER, 0.7), 0.6)


def _rim_rocks(sheet: Sheet) -> None:
    rng = sheet.rng
    for side in (-1, 1):
        for k in range(9):
            x = 75 + side * (38 + k * 5.4)
            rock = blob(rng, x, 63, rng.uniform(4, 7), 2.5 + k * 0.9, 0.2)
            tone = mix(mix(CLAY, TEAL, 0.4), NIGHT, 0.1 + 0.1 * k)
            sheet.shape(rock, tone)
            sheet.round_off(rock, NIGHT, (76, 30), 0.9)


def _roots(sheet: Sheet) -> None:
    rng = sheet.rng
    for k in range(17):
        x = 52 + k * 3.3 + rng.uniform(-1, 1)
        start, long = 15 + 4 * sin((x - 50) / 17), rng.uniform(8, 36)
        line = [(x + rng.uniform(-0.8, 0.8), start + long * i / 5) for i in range(6)]
        sheet.shape(
            ribbon(smooth(line, steps=4), lambda t: 0.6 * (1.1 - t)), darker(COCOA, 0.1)
        )
    for k in range(26):
        x = 49 + k * 2.3
        start = 17 + rng.uniform(-2, 2)
        for angle in (60, 90, 120):
            sheet.shape(
                leaf(
                    (x, start), angle + rng.uniform(-12, 12), rng.uniform(3, 7), 1.1, 10
                ),
                mix(FOREST, MOSS, rng.random()),
            )


def _swimmer(sheet: Sheet) -> None:
    x, y = 66, 79
    for k in range(4):
        sheet.line(arc(x, y, 7 + k * 5, 1.6 + k * 1.1), 0.3, PAPER, 0.6 - k * 0.12)
    skin = (184, 130, 94)
    for side, bend in ((-1, -3.4), (1, -1)):
        arm = smooth(
            [
                (x + side * 1.6, y - 0.4),
                (x + side * 5, y + bend * 0.5),
                (x + side * 8.4, y + bend),
            ]
        )
        sheet.shape(ribbon(arm, lambda t: 1.7 - 0.8 * t), skin)
    sheet.oval(x, y - 0.2, 3.2, 1.5, BOUGAINVILLEA)
    sheet.disc(x, y - 3, 2.1, skin)
    sheet.shape(arc(x, y - 3.3, 2.4, 2.3, 150, 390), INK)
    sheet.oval(x, y + 1.1, 7, 0.7, mix(LAGOON, SEAFOAM, 0.5))


def _cave_frame(sheet: Sheet) -> None:
    rng = sheet.rng
    roof = ridge(
        rng,
        [
            (-2, 46),
            (8, 22),
            (26, 10),
            (48, 3),
            (60, -3),
            (100, -3),
            (112, 4),
            (130, 12),
            (143, 28),
            (152, 52),
        ],
        0.09,
        4,
    )
    sheet.shape([*roof, (152, -2), (-2, -2)], NIGHT)
    for x, y, long in (
        (10, 20, 22),
        (20, 12, 18),
        (29, 8, 12),
        (126, 9, 15),
        (134, 16, 22),
        (142, 26, 20),
        (39, 4, 9),
    ):
        spike = [
            (x - 2.6, y - 3),
            (x + 2.8, y - 3),
            (x + rng.uniform(-0.6, 0.6), y + long),
        ]
        sheet.shape(smooth(spike, closed=True, steps=4), NIGHT)
    shore = ridge(rng, [(-2, 80), (16, 88), (36, 96), (60, 102)], 0.1, 4)
    sheet.shape(ground(shore), NIGHT)
    shore = ridge(rng, [(96, 102), (118, 95), (136, 90), (152, 78)], 0.1, 4)
    sheet.shape(ground(shore), NIGHT)
    person(sheet, 108, 97, 15, Dress(SKIN[2], MARIGOLD, INDIGO), stride=0.06)
    person(sheet, 114, 96, 13.6, Dress(SKIN[1], ROSE, TEAL, skirt=True))


SCENES = {"cenote": cenote}
