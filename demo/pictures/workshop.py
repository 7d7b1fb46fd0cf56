"""What does the demo show of a potter at work?"""

from math import pi, sin

from .air import hills
from .palette import (
    AGAVE,
    BONE,
    BOUGAINVILLEA,
    BRICK,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    INK,
    JADE,
    LAGOON,
    MOSS,
    OCHRE,
    OXBLOOD,
    PAPER,
    SAND,
    SKY,
    TEAL,
    TERRACOTTA,
    Colour,
    darker,
    mix,
)
from .paths import arc, leaf, rect, ribbon, smooth
from .plants import bush, cactus
from .potter import potter
from .sheet import Sheet

# Half the profile of each kind of jar: reach and height, as parts of its height.


JAR_OUTLINES = (
    (
        (0.16, 1),
        (0.2, 0.94),
        (0.13, 0.84),
        (0.36, 0.6),
        (0.4, 0.4),
        (0.3, 0.14),
        (0.2, 0),
    ),
    (
        (0.12, 1),
        (0.09, 0.8),
        (0.11, 0.66),
        (0.3, 0.46),
        (0.34, 0.26),
        (0.26, 0.06),
        (0.22, 0),
    ),
    ((0.3, 1), (0.27, 0.92), (0.36, 0.76), (0.42, 0.5), (0.36, 0.2), (0.24, 0)),
)


def pottery(sheet: Sheet) -> None:
    """A potter shapes a bowl at the wheel beside shelves of painted jars."""
    sheet.sky(mix(OCHRE, SAND, 0.6), mix(SAND, CLAY, 0.3), floor=81)
    _pot_window(sheet)
    for y in (26, 48, 69):
        sheet.shadow(rect(72, y + 1, 80, 3), 0.4, 1.5)
        sheet.shape(rect(71, y, 81, 2), COCOA)
        sheet.shape(rect(71, y, 81, 0.6), CLAY)
    inks = (TERRACOTTA, TEAL, BONE, INK, BRICK, INDIGO, OCHRE, JADE)
    spots = (
        (80, 26, 13, 0),
        (94, 26, 18, 3),
        (110, 26, 14, 1),
        (124, 26, 19, 2),
        (140, 26, 15, 4),
        (82, 48, 17, 5),
        (99, 48, 13, 6),
        (115, 48, 17, 0),
        (133, 48, 16, 3),
        (147, 48, 13, 2),
        (90, 69, 13, 2),
        (109, 69, 16, 7),
        (127, 69, 14, 4),
        (143, 69, 17, 1),
    )
    for i, (x, y, tall, ink) in enumerate(spots):
        _jar(sheet, x, y, tall, inks[ink], i)
    floor = rect(-1, 80, 152, 22)
    sheet.shape(floor, mix(CLAY, BRICK, 0.5))
    sheet.stipple(floor, OXBLOOD, (40, 80), (130, 106), 0.9)
    sheet.fade_out(
        [(18, 80), (58, 80), (92, 101), (40, 101)],
        mix(OCHRE, PAPER, 0.5),
        (30, 78),
        (70, 104),
        0.55,
    )
    for x, y, tall, ink in ((122, 97, 25, 0), (142, 99, 30, 5), (102, 98, 15, 2)):
        sheet.shadow(arc(x + 5, y, tall * 0.45, 2), 0.6, 1.6)
        _jar(sheet, x, y, tall, inks[ink], int(tall))
    potter(sheet)


def _pot_window(sheet: Sheet) -> None:
    sheet.shape(rect(12, 8, 46, 44), mix(TEAL, FOREST, 0.3))
    glass = rect(15, 11, 40, 38)
    sheet.shape(glass, mix(SKY, PAPER, 0.55))
    with sheet.inside(glass):
        hills(
            sheet, [(10, 40), (30, 30), (44, 38), (60, 33)], mix(AGAVE, SKY, 0.3), AGAVE
        )
        cactus(sheet, 47, 50, 24, JADE, 2)
        bush(sheet, 20, 50, 14, MOSS, BOUGAINVILLEA)
    for line in ([(35, 11), (35, 49)], [(15, 29), (55, 29)]):
        sheet.line(line, 1.4, mix(TEAL, FOREST, 0.3))
    sheet.shape(rect(9, 51, 52, 3), BONE)
    sheet.glow(35, 28, 44, mix(OCHRE, PAPER, 0.5), 0.45)


def _jar(sheet: Sheet, x: float, y: float, tall: float, ink: Colour, kind: int) -> None:
    half = JAR_OUTLINES[kind % 3]
    right = smooth([(x + dx * tall, y - dy * tall) for dx, dy in half], steps=5)
    body = [*right, *[(2 * x - px, py) for px, py in right[::-1]]]
    sheet.shape(body, ink)
    with sheet.inside(body, tall * 0.4):
        _jar_pattern(
            sheet, x, y, tall, PAPER if ink != BONE else mix(INDIGO, LAGOON, 0.3), kind
        )
    sheet.stipple(
        body,
        mix(darker(ink, 0.75), OXBLOOD, 0.25),
        (x - tall * 0.12, y),
        (x + tall * 0.46, y),
        1,
    )
    sheet.shape(
        ribbon(
            [
                (x - tall * 0.22, y - tall * 0.6),
                (x - tall * 0.25, y - tall * 0.42),
                (x - tall * 0.2, y - tall * 0.24),
            ],
            lambda t: tall * 0.045 * sin(pi * t),
        ),
        PAPER,
        0.7,
    )
    mouth = half[0][0] * tall
    sheet.oval(x, y - tall, mouth, mouth * 0.26, darker(ink, 0.7))


def _jar_pattern(
    sheet: Sheet, x: float, y: float, tall: float, ink: Colour, kind: int
) -> None:
    for part in (0.66, 0.22):
        sheet.shape(rect(x - tall / 2, y - tall * part, tall, tall * 0.03), ink)
    for k in range(-3, 4):
        px, py = x + k * tall * 0.13, y - tall * 0.42
        if kind % 4 == 0:
            for petal in range(6):
                sheet.shape(leaf((px, py), petal * 60, tall * 0.07, tall * 0.035), ink)
        elif kind % 4 == 1:
            sheet.line(
                [
                    (px - tall * 0.065, py + tall * 0.07),
                    (px, py - tall * 0.09),
                    (px + tall * 0.065, py + tall * 0.07),
                ],
                tall * 0.03,
                ink,
            )
        elif kind % 4 == 2:
            sheet.disc(px, py, tall * 0.045, ink)
            sheet.disc(px + tall * 0.065, py + tall * 0.1, tall * 0.022, ink)
        else:
            sheet.shape(leaf((px, py + tall * 0.1), -90, tall * 0.22, tall * 0.08), ink)


SCENES = {"pottery": pottery}
