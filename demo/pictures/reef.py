"""What does the demo show of a coral reef?"""

from collections.abc import Callable
from math import cos, pi, radians, sin

from .air import hills
from .palette import (
    AGAVE,
    BOUGAINVILLEA,
    COCOA,
    FOREST,
    INDIGO,
    INK,
    JADE,
    LAGOON,
    MARIGOLD,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAND,
    SEAFOAM,
    TEAL,
    TERRACOTTA,
    Colour,
    darker,
    lighter,
    mix,
)
from .paths import (
    Point,
    Points,
    between,
    blob,
    dome,
    ground,
    leaf,
    ribbon,
    ridge,
    smooth,
)
from .sheet import Sheet


def coral_reef(sheet: Sheet) -> None:
    """A turtle glides over a coral reef crossed by a school of yellow fish."""
    sheet.sky(SEAFOAM, LAGOON, TEAL, mix(TEAL, INDIGO, 0.6), NIGHT)
    sheet.glow(58, -6, 70, PAPER, 0.9)
    for left, right, part in (
        (-20, 8, 0.32),
        (30, 46, 0.4),
        (66, 92, 0.36),
        (112, 150, 0.28),
    ):
        sheet.fade_out(
            [(52, -14), (62, -14), (right, 92), (left, 92)],
            SEAFOAM,
            (57, -10),
            (60, 84),
            part,
        )
    hills(
        sheet,
        [(-2, 66), (26, 56), (56, 72), (100, 68), (128, 52), (152, 60)],
        mix(TEAL, INDIGO, 0.45),
        mix(INDIGO, NIGHT, 0.3),
    )
    _school(sheet, 102, 25)
    _turtle(sheet, 60, 42, 20)
    hills(
        sheet,
        [(-2, 72), (22, 74), (60, 88), (96, 84), (126, 70), (152, 68)],
        mix(PLUM, INDIGO, 0.6),
        NIGHT,
    )
    for x, y, size, ink in (
        (22, 76, 16, PLUM),
        (118, 76, 20, mix(PLUM, BOUGAINVILLEA, 0.4)),
        (138, 70, 16, PLUM),
    ):
        _fan(sheet, x, y, size, ink)
    floor = ridge(sheet.rng, [(-2, 84), (30, 90), (70, 95), (104, 92), (152, 82)], 0.08)
    sheet.shape(ground(floor), mix(NIGHT, PLUM, 0.5))
    _garden(sheet)
    for _ in range(46):
        high = sheet.rng.uniform(4, 76)
        drift = 76 + sheet.rng.gauss(0, 3) + 5 * sin(high / 9)
        sheet.disc(drift, high, sheet.rng.uniform(0.15, 0.6), PAPER, 0.4)


def _fan(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    ink: Colour,
    angle: float = -90,
    level: int = 0,
) -> None:
    if level > 5:
        return
    rng = sheet.rng
    end = (x + size * 0.34 * cos(radians(angle)), y + size * 0.34 * sin(radians(angle)))
    sheet.line([(x, y), end], size * 0.075, ink)
    sheet.disc(*end, size * 0.037, ink)
    for turn in (-24, 22):
        _fan(sheet, *end, size * 0.8, ink, angle + turn + rng.uniform(-9, 9), level + 1)


def _garden(sheet: Sheet) -> None:
    fans = (
        (40, 93, 19, ROSE),
        (101, 95, 23, BOUGAINVILLEA),
        (8, 94, 27, TERRACOTTA),
        (143, 92, 29, MARIGOLD),
        (74, 98, 13, OCHRE),
    )
    for x, y, size, ink in fans:
        _grass(sheet, x + 7, y + 3)
        _fan(sheet, x, y, size, ink)
        mound = dome(x, y + 3, size * 0.5, size * 0.22)
        sheet.shape(ground(mound, 101), mix(NIGHT, ink, 0.35))
        sheet.stipple(ground(mound, 101), NIGHT, (x - 4, y - 2), (x + 8, y + 8), 0.9)
    for x, y, size, ink in (
        (24, 95, 9, OCHRE),
        (122, 93, 12, JADE),
        (60, 99, 8, ROSE),
        (88, 99, 7, SAND),
        (32, 100, 5, LAGOON),
        (110, 100, 6, TERRACOTTA),
    ):
        _brain(sheet, x, y, size, ink)
    for foot in (51, 54.5, 57, 106, 112, 115, 133, 16):
        _tube(sheet, foot, sheet.rng.uniform(9, 17))


def _brain(sheet: Sheet, x: float, y: float, size: float, ink: Colour) -> None:
    head = blob(sheet.rng, x, y, size, size * 0.8, 0.04)
    sheet.shape(head, ink)
    for k in range(46):
        angle, reach = k * 2.4, (k / 46) ** 0.5
        sheet.disc(
            x + size * 0.9 * reach * cos(angle),
            y + size * 0.7 * reach * sin(angle),
            size * 0.055,
            darker(ink, 0.35),
        )
    sheet.round_off(head, darker(ink, 0.7), (58, 0), 0.95)


def _tube(sheet: Sheet, x: float, tall: float) -> None:
    top = (x + sheet.rng.uniform(-2, 2), 99 - tall)
    tube = ribbon([(x, 101), top], lambda t: 3 + t)
    ink = mix(BOUGAINVILLEA, PLUM, sheet.rng.uniform(0, 0.6))
    sheet.shape(tube, ink)
    sheet.round_off(tube, NIGHT, (58, 60), 0.8)
    sheet.oval(*top, 2, 0.8, lighter(ink, 0.2))
    sheet.oval(*top, 1.5, 0.55, NIGHT)


def _grass(sheet: Sheet, x: float, y: float) -> None:
    rng = sheet.rng
    for _ in range(11):
        tall = rng.uniform(7, 17)
        blade = leaf(
            (x + rng.gauss(0, 3), y),
            rng.uniform(-110, -70),
            tall,
            tall * 0.1,
            rng.uniform(-40, 40),
        )
        sheet.shape(blade, mix(TEAL, JADE, rng.random()))


def _school(sheet: Sheet, x: float, y: float) -> None:
    rng = sheet.rng
    for _ in range(44):
        t = rng.random()
        fx, fy = (
            x - 26 + 62 * t + rng.gauss(0, 4),
            y + 15 * sin(t * pi) + rng.gauss(0, 4.4) - 6,
        )
        _fish(sheet, fx, fy, rng.uniform(1.3, 2.6), mix(MARIGOLD, OCHRE, rng.random()))


def _fish(sheet: Sheet, x: float, y: float, size: float, ink: Colour) -> None:
    body = smooth(
        [(x - size, y), (x, y - size * 0.5), (x + size, y), (x, y + size * 0.45)],
        closed=True,
        steps=4,
    )
    sheet.shape(
        [
            (x + size * 0.7, y),
            (x + size * 1.6, y - size * 0.5),
            (x + size * 1.3, y),
            (x + size * 1.6, y + size * 0.5),
        ],
        darker(ink, 0.2),
    )
    sheet.shape(body, ink)
    sheet.shape(
        [
            (x - size * 0.8, y + size * 0.1),
            (x + size * 0.9, y + size * 0.05),
            (x, y + size * 0.42),
        ],
        darker(ink, 0.3),
    )
    sheet.disc(x - size * 0.62, y - size * 0.1, size * 0.12, INK)


def _turtle(sheet: Sheet, x: float, y: float, size: float) -> None:
    def at(dx: float, dy: float) -> Point:
        return x + dx * size, y + dy * size

    skin = mix(AGAVE, SAND, 0.35)
    for base, angle, long, wide, bend in (
        (at(-0.62, -0.1), -138, 1.3, 0.4, 50),
        (at(-0.5, 0.22), 100, 1.5, 0.44, 40),
        (at(0.72, -0.1), -28, 0.62, 0.28, 20),
        (at(0.72, 0.14), 42, 0.66, 0.28, -15),
    ):
        flipper = leaf(base, angle, long * size, wide * size, bend)
        sheet.shape(flipper, skin)
        with sheet.inside(flipper, 4):
            _mottle(sheet, flipper, size)
        sheet.stipple(flipper, TEAL, base, flipper[8], 0.9)
    head = blob(sheet.rng, *at(-1.26, -0.19), size * 0.29, size * 0.2, 0.03)
    sheet.shape(ribbon([at(-0.8, -0.04), at(-1.2, -0.18)], lambda _: size * 0.26), skin)
    sheet.shape(head, skin)
    sheet.stipple(head, TEAL, at(-1.3, -0.25), at(-1.2, 0.06), 0.8)
    sheet.disc(*at(-1.37, -0.23), size * 0.035, INK)
    _carapace(sheet, at, size)


def _mottle(sheet: Sheet, flipper: Points, size: float) -> None:
    for i in range(1, 8):
        middle = between(flipper[i], flipper[17 - i], 0.5)
        for part in (0.25, 0.75):
            sheet.disc(
                *between(flipper[i], middle, part * 2 - 0.5),
                size * 0.06,
                mix(MOSS, COCOA, 0.3),
                0.5,
            )


def _carapace(sheet: Sheet, at: Callable[[float, float], Point], size: float) -> None:
    outline = [(-1, -0.05), (-0.47, -0.52), (0.4, -0.48), (1, 0.04), (0.28, 0.37)]
    shell = smooth([at(*p) for p in (*outline, (-0.6, 0.34))], closed=True)
    sheet.shape(shell, mix(MOSS, COCOA, 0.55))
    with sheet.inside(shell, size * 0.6):
        for row, (dy, count) in enumerate(((-0.42, 4), (-0.1, 5), (0.22, 4))):
            for k in range(count):
                cx = (k - (count - 1) / 2) * 0.42 + 0.02 * row
                plate = [at(cx + px * 0.2, dy + py * 0.17) for px, py in HEXAGON]
                sheet.shape(plate, mix(OCHRE, MOSS, 0.25 + 0.08 * (k % 2)))
                sheet.stipple(
                    plate, mix(MOSS, COCOA, 0.5), at(cx, dy), at(cx + 0.3, dy), 0.8
                )
    sheet.stipple(shell, FOREST, at(0, -0.25), at(0.26, 0.46), 0.95)


HEXAGON = ((-1, 0), (-0.5, -1), (0.5, -1), (1, 0), (0.5, 1), (-0.5, 1))


SCENES = {"coral-reef": coral_reef}
