"""What does the demo show of an evening football game?"""

from math import cos, sin

from .air import stars
from .palette import (
    BONE,
    BOUGAINVILLEA,
    CLAY,
    INDIGO,
    INK,
    JADE,
    LAGOON,
    LIME,
    MARIGOLD,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    PLUM,
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
from .paths import arc, between, ground, rect, ribbon, smooth, taper
from .people import Dress, crowd, person
from .sheet import Sheet


def football_pitch(sheet: Sheet) -> None:
    """An evening game on a dirt pitch under floodlights below a hillside of houses."""
    sheet.sky(NIGHT, INDIGO, mix(INDIGO, PLUM, 0.5), mix(PLUM, ROSE, 0.5), floor=56)
    stars(sheet, 24, 50)
    _hillside(sheet)
    pitch = rect(-1, 62, 152, 40)
    sheet.shape(pitch, mix(CLAY, OCHRE, 0.4))
    sheet.fade_out(pitch, mix(JADE, LIME, 0.3), (75, 62), (75, 92), 0.75)
    sheet.stipple(pitch, mix(OXBLOOD, PLUM, 0.4), (70, 80), (150, 106), 0.8)
    sheet.stipple(pitch, mix(OXBLOOD, PLUM, 0.4), (70, 80), (-20, 104), 0.8)
    _pitch_lines(sheet)
    _goal(sheet, 56, 63, 36, 15)
    for x, y, tall in ((14, 64, 50), (136, 64, 50)):
        _floodlight(sheet, x, y, tall)
    crowd(sheet, 2, 46, 62.5, 5.4, 12)
    crowd(sheet, 104, 148, 62.5, 5.4, 12)
    red, white = (BOUGAINVILLEA, BONE), (BONE, TEAL)
    players = (
        (72, 65, 12, (MARIGOLD, INK)),
        (40, 73, 14, red),
        (94, 72, 14, white),
        (112, 77, 17, red),
        (52, 82, 21, white),
        (30, 90, 27, red),
    )
    for x, y, tall, (top, legs) in players:
        for dx in (-1, 1):
            sheet.shape(
                [
                    (x - 1, y),
                    (x + 1, y),
                    (x + dx * tall * 0.8 + 1, y + tall * 0.2),
                    (x + dx * tall * 0.8 - 1, y + tall * 0.2),
                ],
                NIGHT,
                0.25,
            )
        person(
            sheet,
            x,
            y,
            tall,
            Dress(sheet.rng.choice(SKIN), top, legs, shorts=True),
            stride=0.17,
            arms=(0.2, 0.22),
        )
    _striker(sheet, 90, 90)


def _hillside(sheet: Sheet) -> None:
    rng = sheet.rng
    line = smooth([(-2, 30), (24, 20), (56, 26), (88, 14), (118, 18), (152, 30)])
    sheet.shape(ground(line), mix(INDIGO, PLUM, 0.5))
    inks = (ROSE, TERRACOTTA, OCHRE, LAGOON, BOUGAINVILLEA, JADE, BONE, SKY)
    for row in range(12):
        x = -3.0
        while x < 152:
            crest = line[min(len(line) - 1, max(0, int((x + 2) / 154 * len(line))))][1]
            y = crest + 4 + row * (62 - crest) / 11.6
            wide, high = rng.uniform(3.4, 6.4), rng.uniform(3, 5.4)
            _hut(
                sheet,
                x,
                y,
                wide,
                high,
                mix(rng.choice(inks), mix(INDIGO, PLUM, 0.5), 0.62 - row * 0.022),
            )
            x += wide * rng.uniform(0.85, 1.15)
    sheet.haze(30, 66, mix(PLUM, ROSE, 0.4), 0.3)


def _hut(
    sheet: Sheet, x: float, y: float, wide: float, high: float, ink: Colour
) -> None:
    rng = sheet.rng
    sheet.shape(rect(x, y - high, wide, high + 3), ink)
    sheet.shape(
        rect(x + wide * 0.66, y - high, wide * 0.34, high + 3), darker(ink, 0.35)
    )
    sheet.line([(x, y - high), (x + wide, y - high)], 0.3, lighter(ink, 0.3))
    for dx in (0.16, 0.44):
        lit = rng.random() < 0.45
        sheet.shape(
            rect(x + wide * dx, y - high * 0.7, wide * 0.17, high * 0.3),
            MARIGOLD if lit else darker(ink, 0.6),
        )
    if rng.random() < 0.2:
        sheet.shape(rect(x + wide * 0.2, y - high - 1.2, 1.2, 1.2), NIGHT)


def _pitch_lines(sheet: Sheet) -> None:
    chalk = mix(BONE, SAND, 0.3)
    for line in (
        [(-2, 64), (152, 64)],
        [(40, 64), (32, 73), (116, 73), (108, 64)],
        [(6, 64), (-20, 88)],
        [(142, 64), (170, 88)],
    ):
        sheet.line(line, 0.45, chalk, 0.75)
    sheet.line(arc(74, 73, 15, 4.4, 20, 160), 0.45, chalk, 0.75)
    sheet.line(arc(74, 104, 46, 14, 180, 360), 0.6, chalk, 0.7)


def _goal(sheet: Sheet, x: float, y: float, wide: float, tall: float) -> None:
    back = [
        (x + 3, y - tall + 3),
        (x + wide - 3, y - tall + 3),
        (x + wide - 3, y - 1),
        (x + 3, y - 1),
    ]
    for k in range(19):
        t = k / 18
        sheet.line(
            [
                between((x, y - tall), (x + wide, y - tall), t),
                between(back[0], back[1], t),
                between(back[3], back[2], t),
            ],
            0.12,
            BONE,
            0.6,
        )
    for k in range(9):
        t = k / 8
        sheet.line(
            [
                between((x, y - tall), (x, y), t),
                between(back[0], back[3], t),
                between(back[1], back[2], t),
                between((x + wide, y - tall), (x + wide, y), t),
            ],
            0.12,
            BONE,
            0.6,
        )
    sheet.line(
        [(x, y + 0.8), (x, y - tall), (x + wide, y - tall), (x + wide, y + 0.8)],
        0.9,
        PAPER,
    )


def _floodlight(sheet: Sheet, x: float, y: float, tall: float) -> None:
    sheet.line([(x, y), (x, y - tall)], 0.7, NIGHT)
    top = y - tall
    sheet.fade_out(
        [(x, top), (75 - 45, 96), (75 + 45, 96)],
        mix(OCHRE, PAPER, 0.7),
        (x, top),
        (75, 92),
        0.22,
    )
    sheet.shape(rect(x - 4.4, top - 3, 8.8, 5), NIGHT)
    sheet.glow(x, top, 26, BONE, 0.7)
    for k in range(8):
        sheet.disc(x - 3.2 + (k % 4) * 2.1, top - 1.6 + (k // 4) * 2.1, 0.8, PAPER)


def _striker(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape([(x - 3, y), (x + 4, y), (x + 26, y + 7), (x + 16, y + 8)], NIGHT, 0.3)
    skin, shirt, short = SKIN[1], TEAL, BONE
    for path, wide, ink in (
        ([(x + 1, y - 17), (x + 5, y - 9), (x + 10, y - 1)], 3.4, darker(skin, 0.2)),
        ([(x, y - 17), (x - 8, y - 14), (x - 15, y - 11)], 3.2, skin),
        ([(x + 3, y - 28), (x + 10, y - 24), (x + 14, y - 27)], 2, darker(skin, 0.2)),
        ([(x - 2, y - 28), (x - 8, y - 23), (x - 13, y - 19)], 2, skin),
        ([(x - 1, y - 17), (x - 5, y - 13.4)], 4.8, short),
        ([(x + 1, y - 17), (x + 4, y - 11.6)], 4.8, darker(short, 0.25)),
        ([(x + 0.6, y - 16), (x, y - 23), (x + 1.4, y - 29)], 7, shirt),
    ):
        sheet.shape(ribbon(smooth(path, steps=5), taper(wide, wide * 0.65)), ink)
    sheet.shape(
        [(x + 2, y - 17), (x + 3.4, y - 28), (x + 0.8, y - 28), (x + 0.6, y - 17)],
        darker(shirt, 0.35),
    )
    for sx, sy in ((x - 16, y - 11.6), (x + 11, y - 0.4)):
        sheet.oval(sx, sy, 2, 1.1, BOUGAINVILLEA)
    sheet.oval(x + 1, y - 33, 2.2, 2.7, skin)
    sheet.shape(arc(x + 1, y - 33.4, 2.5, 2.7, 170, 375), INK)
    sheet.disc(x - 23, y - 11, 2.2, PAPER)
    for k in range(5):
        sheet.disc(x - 23 + 1.3 * cos(k * 1.26), y - 11 + 1.3 * sin(k * 1.26), 0.5, INK)


SCENES = {"football-pitch": football_pitch}
