"""What does the demo show of a surf beach?"""

from math import pi, sin

from .air import birds, hills, streaks, sun
from .palette import (
    BLUSH,
    BONE,
    FOREST,
    INDIGO,
    LAGOON,
    MARIGOLD,
    NIGHT,
    PAPER,
    PLUM,
    ROSE,
    SAND,
    SEAFOAM,
    SKY,
    TEAL,
    TERRACOTTA,
    mix,
)
from .paths import between, ground, leaf, rect, ribbon, smooth, taper
from .people import Dress
from .plants import palm
from .sheet import Sheet
from .water import glints, swell


def beach_surf(sheet: Sheet) -> None:
    """A surfer rides a long breaking wave at sunset, palms to the side."""
    sheet.sky(
        mix(TEAL, INDIGO, 0.4),
        mix(PLUM, ROSE, 0.5),
        TERRACOTTA,
        MARIGOLD,
        mix(MARIGOLD, PAPER, 0.5),
        floor=52,
    )
    streaks(sheet, 6, 36, mix(BLUSH, MARIGOLD, 0.3), 10)
    sun(sheet, 58, 44, 7.5, PAPER)
    hills(
        sheet,
        [(92, 52), (112, 44), (134, 38), (152, 36)],
        mix(PLUM, INDIGO, 0.5),
        INDIGO,
        floor=53,
    )
    sea = rect(-1, 51, 152, 50)
    sheet.shape(sea, TEAL)
    sheet.fade_out(sea, TERRACOTTA, (75, 50), (75, 70), 0.8)
    glints(sheet, 58, 52, 70, 20, mix(MARIGOLD, PAPER, 0.6))
    swell(sheet, 53, 66, mix(TEAL, NIGHT, 0.4), 50)
    _wave(sheet)
    _surfer(sheet, 66, 76)
    shore = smooth([(-2, 93), (30, 96), (70, 93.5), (110, 97), (152, 93)])
    sheet.shape(ground([(x, y - 2) for x, y in shore]), PAPER, 0.85)
    sheet.shape(ground(shore), mix(SAND, PLUM, 0.35))
    palm(sheet, 140, 104, 72, -12, mix(FOREST, NIGHT, 0.6))
    palm(sheet, 149, 104, 52, -4, mix(FOREST, NIGHT, 0.75))
    birds(sheet, 40, 22, 6, NIGHT)


def _wave(sheet: Sheet) -> None:
    face = smooth(
        [
            (-2, 74),
            (20, 70),
            (44, 62),
            (66, 55.5),
            (88, 52.5),
            (104, 56),
            (118, 66),
            (134, 76),
            (152, 78),
        ]
    )
    body = ground(face)
    sheet.shape(body, mix(TEAL, LAGOON, 0.55))
    sheet.fade_out(body, mix(SEAFOAM, MARIGOLD, 0.35), (80, 52), (80, 70), 0.9)
    sheet.stipple(body, mix(TEAL, NIGHT, 0.5), (75, 62), (75, 94), 0.95)
    with sheet.inside(body):
        for k in range(24):
            x = 4 + k * 5
            start = (x + 34, 52 + abs(84 - x - 34) * 0.12)
            curve = smooth([start, (x + 16, 66 + k * 0.2), (x - 18, 84), (x - 50, 93)])
            tone = SEAFOAM if k % 3 else mix(TEAL, NIGHT, 0.4)
            sheet.shape(ribbon(curve, lambda t: 1.5 * sin(pi * t)), tone, 0.55)
    _foam(sheet)


def _foam(sheet: Sheet) -> None:
    rng = sheet.rng
    lip = smooth(
        [(74, 55), (88, 50), (102, 52), (112, 60), (122, 70), (140, 78), (152, 80)]
    )
    for tone, drop, size in (
        (mix(SKY, PLUM, 0.4), 5, 4.2),
        (mix(SEAFOAM, PAPER, 0.4), 2.4, 3.6),
        (PAPER, 0, 3),
    ):
        for i, (x, y) in enumerate(lip):
            grow = min(1, i / 18)
            for _ in range(3):
                r = size * grow * rng.uniform(0.3, 1)
                sheet.disc(
                    x + rng.gauss(0, 1.5),
                    y + drop * grow * rng.uniform(0.4, 2.2),
                    r,
                    tone,
                )
    for _ in range(120):
        x, y = rng.choice(lip)
        sheet.disc(
            x + rng.gauss(-3, 4),
            y - abs(rng.gauss(0, 3)),
            rng.uniform(0.1, 0.35),
            PAPER,
            0.9,
        )
    for _ in range(26):
        x = rng.uniform(70, 150)
        sheet.oval(
            x,
            84 + rng.uniform(-2, 6),
            rng.uniform(3, 10),
            rng.uniform(0.3, 0.9),
            PAPER,
            0.6,
        )


def _surfer(sheet: Sheet, x: float, y: float) -> None:
    trail = smooth([(x + 3, y + 1), (x + 18, y - 2), (x + 34, y - 10)])
    sheet.shape(ribbon(trail, lambda t: 0.6 + 2.4 * t * (1 - t)), PAPER, 0.85)
    board = leaf((x - 13, y + 2.8), -9, 26, 2.6, 4)
    sheet.shape(board, BONE)
    sheet.shape(
        board[:9]
        + [between(a, b, 0.5) for a, b in zip(board[:9], board[:8:-1], strict=True)][
            ::-1
        ],
        TERRACOTTA,
    )
    dark = Dress.silhouette(mix(NIGHT, PLUM, 0.3))
    ink = dark.skin
    for path, wide in (
        ([(x + 1, y - 9), (x + 6, y - 5), (x + 6, y + 0.4)], 2.1),
        ([(x + 1, y - 9), (x - 5, y - 6.5), (x - 5, y + 1.2)], 2.2),
        ([(x + 1, y - 9), (x - 1, y - 13), (x - 1.6, y - 16.5)], 3.2),
        ([(x - 1.6, y - 16), (x - 7, y - 14), (x - 11, y - 16)], 1.2),
        ([(x - 1.4, y - 16), (x + 5, y - 16.4), (x + 10, y - 20)], 1.2),
    ):
        sheet.shape(ribbon(smooth(path, steps=5), taper(wide * 1.1, wide * 0.6)), ink)
    sheet.disc(x - 3, y - 18.6, 1.7, ink)


SCENES = {"beach-surf": beach_surf}
