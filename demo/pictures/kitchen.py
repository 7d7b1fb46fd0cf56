"""What does the demo show of a kitchen?"""

from math import cos, pi, radians, sin

from .interior import tabletop, talavera
from .palette import (
    BLUSH,
    BONE,
    BRICK,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    MARIGOLD,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    SAND,
    TEAL,
    TERRACOTTA,
    Colour,
    darker,
    lighter,
    mix,
)
from .paths import arc, between, dome, leaf, moved, rect, ribbon, smooth, turn
from .sheet import Sheet


def kitchen_mole(sheet: Sheet) -> None:
    """A clay pot of dark mole on a tiled hearth, its ingredients around it."""
    talavera(sheet, 56)
    wall = rect(-1, -1, 152, 58)
    sheet.fade_out(wall, mix(OCHRE, PAPER, 0.4), (20, 0), (80, 60), 0.35)
    sheet.stipple(wall, mix(INDIGO, COCOA, 0.5), (60, 20), (160, 56), 0.75)
    for x, ink in ((22, BRICK), (31, OXBLOOD), (128, BRICK)):
        _ristra(sheet, x, ink)
    tabletop(sheet, mix(TERRACOTTA, CLAY, 0.3), 56)
    _cazuela(sheet, 76, 58)
    _chocolate(sheet, 122, 84)
    _bowl(sheet, 33, 85, 15, TEAL, "sesame")
    for x, y, size, angle in (
        (56, 94, 17, 14),
        (66, 98, 15, -8),
        (98, 96, 18, 188),
        (106, 92, 14, 160),
    ):
        _chilli(sheet, x, y, size, angle)
    for _ in range(40):
        seed = sheet.rng.gauss(46, 9), sheet.rng.gauss(96, 2.4)
        sheet.shape(leaf(seed, sheet.rng.uniform(0, 360), 1.3, 0.6), SAND)
    for k in range(3):
        path = [
            (68 + k * 9 + 4 * sin(t * 6 + k), 34 - t * 32)
            for t in (i / 20 for i in range(21))
        ]
        sheet.shape(ribbon(path, lambda t: 3.6 * sin(pi * t)), PAPER, 0.3)


def _ristra(sheet: Sheet, x: float, ink: Colour) -> None:
    sheet.line([(x, -1), (x, 30)], 0.6, SAND)
    for k in range(18):
        y = 3 + k * 1.7
        side = 1 if k % 2 else -1
        pod = leaf((x, y), 90 - side * sheet.rng.uniform(12, 50), 11, 2.8, side * 20)
        sheet.shape(pod, mix(ink, TERRACOTTA, sheet.rng.uniform(0, 0.4)))
        sheet.shape([*pod[:9], pod[0]], darker(ink, 0.4))


def _cazuela(sheet: Sheet, x: float, y: float) -> None:
    sheet.shadow(arc(x + 6, y + 31, 40, 6), 0.75, 3)
    body = smooth(
        [
            (x - 41, y - 6),
            (x - 39, y + 10),
            (x - 27, y + 27),
            (x - 12, y + 32),
            (x + 12, y + 32),
            (x + 27, y + 27),
            (x + 39, y + 10),
            (x + 41, y - 6),
        ]
    )
    clay = mix(TERRACOTTA, CLAY, 0.2)
    for side in (-1, 1):
        ear = [
            (x + side * 38, y + 1),
            (x + side * 48, y + 1),
            (x + side * 48, y + 10),
            (x + side * 36, y + 12),
        ]
        sheet.line(smooth(ear), 3.4, darker(clay, 0.25))
        sheet.line(smooth(moved(ear, -0.5, -0.7)), 1.4, lighter(clay, 0.12))
    sheet.shape(body, clay)
    with sheet.inside(body, 4):
        for k in range(15):
            px = x - 38 + k * 5.4
            sheet.shape(leaf((px, y + 17 - abs(k - 7) * 0.35), -90, 6, 3), BONE)
            sheet.disc(px + 2.7, y + 13.4, 0.7, MARIGOLD)
        for drop in (8, 19):
            sheet.line(arc(x, y - 6 + drop, 41, 9, 8, 172), 0.7, BONE)
    sheet.stipple(body, OXBLOOD, (x - 16, y), (x + 44, y + 26), 1)
    shine = smooth([(x - 34, y + 8), (x - 29, y + 20), (x - 22, y + 25)])
    sheet.shape(ribbon(shine, lambda t: 2 * sin(pi * t)), BLUSH, 0.7)
    sheet.oval(x, y - 6, 42, 11, lighter(clay, 0.22))
    sheet.oval(x, y - 5.4, 38.6, 9.2, darker(clay, 0.5))
    _mole(sheet, x, y - 4.4)


def _mole(sheet: Sheet, x: float, y: float) -> None:
    pool = arc(x, y, 37.4, 8)
    sauce = mix(OXBLOOD, COCOA, 0.55)
    sheet.shape(pool, sauce)
    sheet.stipple(pool, NIGHT, (x - 10, y - 4), (x + 40, y + 6), 0.9)
    with sheet.inside(pool, 12):
        for k in range(5):
            sheet.line(
                arc(x - 6, y + 0.6, 30 - k * 6, 6 - k * 1.2, 150, 330),
                0.5,
                mix(CLAY, COCOA, 0.45),
                0.9,
            )
        for _ in range(26):
            sheet.shape(
                leaf(
                    (x + sheet.rng.gauss(8, 12), y + sheet.rng.gauss(0, 2.6)),
                    sheet.rng.uniform(0, 360),
                    1.3,
                    0.6,
                ),
                BONE,
            )
    spoon = [(x + 14, y + 1), (x + 30, y - 20), (x + 44, y - 40)]
    sheet.shape(ribbon(smooth(spoon), lambda t: 3 - 1.2 * t), mix(CLAY, SAND, 0.3))
    sheet.shape(
        ribbon(smooth(moved(spoon, 0.6, 0.3)), lambda t: 1.2 - 0.4 * t), COCOA, 0.7
    )
    sheet.oval(x + 13, y + 1.4, 6, 2.4, sauce)


def _chilli(sheet: Sheet, x: float, y: float, size: float, angle: float) -> None:
    pod = leaf((x, y), angle, size, size * 0.26, 26)
    sheet.shape(moved(pod, 0.8, 1.2), NIGHT, 0.4)
    sheet.shape(pod, BRICK)
    sheet.shape(
        [
            *pod[:9],
            *[between(a, b, 0.4) for a, b in zip(pod[:9], pod[:8:-1], strict=True)][
                ::-1
            ],
        ],
        TERRACOTTA,
    )
    sheet.stipple(pod, OXBLOOD, (x, y), pod[8], 0.9)
    sheet.shape(leaf((x, y), angle + 180, size * 0.22, size * 0.1, 20), FOREST)


def _bowl(
    sheet: Sheet, x: float, y: float, size: float, ink: Colour, filling: str
) -> None:
    sheet.shadow(arc(x + 3, y + size * 0.55, size, size * 0.2), 0.7, 2)
    body = smooth(
        [
            (x - size, y - size * 0.2),
            (x - size * 0.7, y + size * 0.4),
            (x - size * 0.3, y + size * 0.6),
            (x + size * 0.3, y + size * 0.6),
            (x + size * 0.7, y + size * 0.4),
            (x + size, y - size * 0.2),
        ]
    )
    sheet.shape(body, ink)
    with sheet.inside(body, 4):
        for k in range(9):
            px = x - size + k * size * 0.25
            sheet.shape(
                [
                    (px, y + size * 0.08),
                    (px + size * 0.12, y + size * 0.26),
                    (px + size * 0.24, y + size * 0.08),
                ],
                OCHRE,
            )
    sheet.stipple(body, NIGHT, (x - size * 0.4, y), (x + size, y + size * 0.5), 0.95)
    sheet.oval(x, y - size * 0.2, size, size * 0.27, lighter(ink, 0.3))
    mound = dome(x, y - size * 0.18, size * 0.9, size * 0.34) + arc(
        x, y - size * 0.18, size * 0.9, size * 0.2, 0, 180
    )
    tone = SAND if filling == "sesame" else CLAY
    sheet.shape(mound, tone)
    sheet.stipple(
        mound,
        mix(CLAY, COCOA, 0.5),
        (x - size * 0.4, y - size * 0.5),
        (x + size, y),
        0.9,
    )
    for _ in range(70):
        px, py = (
            x + sheet.rng.uniform(-0.75, 0.75) * size,
            y - size * sheet.rng.uniform(0.08, 0.4),
        )
        sheet.shape(
            leaf((px, py), sheet.rng.uniform(0, 360), size * 0.08, size * 0.035), PAPER
        )


def _chocolate(sheet: Sheet, x: float, y: float) -> None:
    for k in range(4):
        top = y - k * 4.4
        sheet.shadow(arc(x + 2, top + 3, 15, 3.6), 0.35, 1)
        sheet.shape(
            [
                *arc(x + k % 2, top, 15, 4.4, 0, 180),
                *arc(x + k % 2, top - 3.6, 15, 4.4, 180, 0),
            ],
            OXBLOOD,
        )
        side = [
            *arc(x + k % 2, top, 15, 4.4, 0, 180),
            *arc(x + k % 2, top - 3.6, 15, 4.4, 180, 0),
        ]
        sheet.stipple(side, NIGHT, (x - 8, top), (x + 16, top), 0.95)
        sheet.oval(x + k % 2, top - 3.6, 15, 4.4, mix(COCOA, CLAY, 0.3))
        for a in range(0, 180, 45):
            r = radians(a + 20)
            sheet.line(
                [
                    (x + k % 2 - 14 * cos(r), top - 3.6 - 4 * sin(r)),
                    (x + k % 2 + 14 * cos(r), top - 3.6 + 4 * sin(r)),
                ],
                0.4,
                COCOA,
            )
    for k in range(3):
        stick = rect(x - 27 + k * 3, y + 5 + k * 2.4, 22, 1.9)
        stick = turn(stick, (x - 16, y + 6), -14)
        sheet.shape(moved(stick, 0.6, 1), NIGHT, 0.4)
        sheet.shape(stick, CLAY)
        sheet.line(
            [between(stick[0], stick[3], 0.6), between(stick[1], stick[2], 0.6)],
            0.4,
            BRICK,
        )


SCENES = {"kitchen-mole": kitchen_mole}
