"""What does the demo show of an avenue in a storm?"""

from .air import cloud
from .palette import (
    AGAVE,
    BONE,
    BOUGAINVILLEA,
    INDIGO,
    INK,
    LAGOON,
    MARIGOLD,
    NIGHT,
    OCHRE,
    PAPER,
    SEAFOAM,
    SKIN,
    SKY,
    SLATE,
    TEAL,
    TERRACOTTA,
    Colour,
    darker,
    mix,
)
from .paths import Point, between, dome, rect, ribbon, ridge, smooth
from .people import Dress, person
from .sheet import Sheet
from .town import lamp
from .water import glints, mirror


def city_storm(sheet: Sheet) -> None:
    """Lightning over a city skyline; people with umbrellas cross a wet avenue."""
    sheet.sky(
        NIGHT,
        mix(INDIGO, SLATE, 0.4),
        mix(SLATE, TEAL, 0.4),
        mix(AGAVE, SLATE, 0.4),
        floor=72,
    )
    for x, y, wide, part in (
        (30, 16, 90, 0.2),
        (120, 20, 100, 0.3),
        (70, 9, 110, 0.1),
        (10, 30, 60, 0.5),
        (140, 33, 60, 0.55),
    ):
        cloud(sheet, x, y, wide, mix(INDIGO, SLATE, part), NIGHT)
    sheet.glow(100, 30, 50, SKY, 0.75)
    _bolt(sheet, (106, 3), (95, 62), 1.1)
    _skyline(sheet)
    sheet.shape(rect(-1, 71, 152, 32), mix(SLATE, NIGHT, 0.5))
    lamps = ((12, 34), (34, 46), (49, 54), (138, 34), (117, 46), (102, 54))
    for x, y in lamps:
        sheet.line([(x, 72 + (54 - y) * 0.5), (x, y)], 0.3 + (54 - y) * 0.02, NIGHT)
    for x, y in lamps:
        lamp(sheet, x, y, 0.6 + (54 - y) * 0.06)
    mirror(sheet, 72, mix(INDIGO, NIGHT, 0.4), 0.62, ripple=0.9)
    for x, y, size in ((62, 73, 5), (86, 74, 7), (75, 72, 3.4)):
        _headlights(sheet, x, y, size)
    _crossing(sheet)
    for x, y, tall, ink in (
        (46, 86, 22, BOUGAINVILLEA),
        (104, 88, 25, MARIGOLD),
        (113, 85, 20, LAGOON),
        (66, 92, 30, TERRACOTTA),
        (28, 81, 15, BONE),
    ):
        _umbrella(sheet, x, y, tall, ink)
    _rain(sheet)


def _crossing(sheet: Sheet) -> None:
    sheet.shape([(68, 101), (82, 101), (76.4, 72), (73.6, 72)], BONE, 0.06)
    for k in range(7):
        y = 101 - 28 * (1 - 0.74**k)
        sheet.shape(
            [
                (75 - 11 * 0.74**k, y),
                (75 + 11 * 0.74**k, y),
                (75 + 10 * 0.74**k, y - 2.2 * 0.74**k),
                (75 - 10 * 0.74**k, y - 2.2 * 0.74**k),
            ],
            BONE,
            0.1,
        )


def _rain(sheet: Sheet) -> None:
    for _ in range(330):
        x, y, long = (
            sheet.rng.uniform(-5, 160),
            sheet.rng.uniform(-5, 100),
            sheet.rng.uniform(2, 7),
        )
        sheet.line(
            [(x, y), (x - long * 0.28, y + long)],
            0.11,
            SEAFOAM,
            sheet.rng.uniform(0.15, 0.5),
        )


def _bolt(sheet: Sheet, start: Point, end: Point, wide: float) -> None:
    line = ridge(sheet.rng, [start, between(start, end, 0.4), end], 0.16, 4)
    jag = [(x + sheet.rng.uniform(-1.4, 1.4), y) for x, y in line]
    sheet.line(jag, wide * 2.4, SKY, 0.35)
    sheet.shape(ribbon(jag, lambda t: wide * (1.1 - 0.8 * t)), PAPER)
    if wide > 0.5:
        for k in (10, 18):
            x, y = jag[k]
            _bolt(sheet, (x, y), (x + sheet.rng.choice((-18, 16)), y + 17), wide * 0.4)


def _skyline(sheet: Sheet) -> None:
    rng = sheet.rng
    for level, (count, low, high) in enumerate(((26, 12, 26), (18, 8, 24))):
        ink = mix(mix(SLATE, TEAL, 0.4), NIGHT, 0.3 + 0.4 * level)
        for k in range(count):
            wide = 150 / count * rng.uniform(0.8, 1.3)
            x, tall = 150 * k / count, rng.uniform(low, high)
            sheet.shape(rect(x, 73 - tall, wide, tall), ink)
            _windows(sheet, x, 73 - tall, wide, tall)
    tower = mix(NIGHT, INDIGO, 0.3)
    for x, top, wide in ((63, 30, 13), (64.6, 24, 9.8), (66.4, 18, 6.2)):
        sheet.shape(rect(x, top, wide, 73 - top), tower)
    sheet.line([(69.5, 18), (69.5, 4)], 0.5, tower)
    _windows(sheet, 63, 31, 13, 40)
    sheet.disc(69.5, 4, 0.6, TERRACOTTA)
    sheet.glow(69.5, 4, 5, TERRACOTTA, 0.8)
    slab = [(112, 73), (112, 28), (121, 24), (124, 28), (124, 73)]
    sheet.shape(slab, mix(NIGHT, TEAL, 0.3))
    _windows(sheet, 112, 29, 12, 42)


def _windows(sheet: Sheet, x: float, y: float, wide: float, tall: float) -> None:
    rng = sheet.rng
    for row in range(int(tall / 2) - 1):
        for column in range(int(wide / 1.5) - 1):
            if rng.random() < 0.3:
                ink = rng.choice((MARIGOLD, OCHRE, BONE, SEAFOAM))
                sheet.shape(
                    rect(x + 0.9 + column * 1.5, y + 1.2 + row * 2, 0.75, 1), ink, 0.85
                )


def _headlights(sheet: Sheet, x: float, y: float, size: float) -> None:
    body = [
        (x - size * 0.5, y),
        (x - size * 0.5, y - size * 0.3),
        (x - size * 0.3, y - size * 0.6),
        (x + size * 0.3, y - size * 0.6),
        (x + size * 0.5, y - size * 0.3),
        (x + size * 0.5, y),
    ]
    sheet.shape(body, NIGHT)
    sheet.shape(
        [
            (x - size * 0.26, y - size * 0.52),
            (x + size * 0.26, y - size * 0.52),
            (x + size * 0.38, y - size * 0.32),
            (x - size * 0.38, y - size * 0.32),
        ],
        SLATE,
    )
    for side in (-0.36, 0.36):
        lamp(sheet, x + side * size, y - size * 0.17, size * 0.085, OCHRE)
        glints(
            sheet,
            x + side * size,
            y + 0.5,
            y + size * 2.6,
            size * 0.34,
            mix(OCHRE, PAPER, 0.4),
        )


def _umbrella(sheet: Sheet, x: float, y: float, tall: float, ink: Colour) -> None:
    coat = mix(ink, INDIGO, 0.55)
    with_reflection = [
        (x - tall * 0.1, y),
        (x + tall * 0.1, y),
        (x + tall * 0.24, y + tall * 0.6),
        (x - tall * 0.24, y + tall * 0.6),
    ]
    sheet.fade_out(
        with_reflection, mix(ink, NIGHT, 0.4), (x, y), (x, y + tall * 0.5), 0.6
    )
    dress = Dress(SKIN[2], coat, INK)
    person(sheet, x, y, tall, dress, stride=0.13, arms=(0.03, 0.03))
    _coat(sheet, x, y, tall, coat)
    top, edge = y - tall * 1.22, y - tall * 0.9
    sheet.line(
        [(x + tall * 0.06, top), (x + tall * 0.08, y - tall * 0.55)], tall * 0.018, INK
    )
    half = tall * 0.42
    shell = dome(x + tall * 0.06, edge, half, tall * 0.3)
    scallop = [
        (x + tall * 0.06 + half * (1 - k / 3), edge - (tall * 0.05 if k % 2 else 0))
        for k in range(7)
    ]
    sheet.shape([*shell, *scallop], ink)
    for k in (-0.5, 0, 0.5):
        rib = smooth(
            [
                (x + tall * 0.06, top + tall * 0.02),
                (x + tall * 0.06 + k * half * 0.8, top + tall * 0.12),
                (x + tall * 0.06 + k * half * 1.34, edge),
            ],
            steps=4,
        )
        sheet.line(rib, tall * 0.01, darker(ink, 0.4))
    sheet.stipple(
        [*shell, *scallop],
        mix(ink, NIGHT, 0.7),
        (x - half * 0.4, top),
        (x + half * 1.1, edge),
        0.95,
    )


def _coat(sheet: Sheet, x: float, y: float, tall: float, ink: Colour) -> None:
    outline = [
        (x - tall * 0.12, y - tall * 0.81),
        (x + tall * 0.12, y - tall * 0.81),
        (x + tall * 0.2, y - tall * 0.24),
        (x - tall * 0.18, y - tall * 0.22),
    ]
    sheet.shape(outline, ink)
    sheet.stipple(outline, NIGHT, (x - tall * 0.05, y), (x + tall * 0.2, y), 1)
    sheet.line([(x, y - tall * 0.8), (x, y - tall * 0.24)], tall * 0.012, NIGHT, 0.6)
    arm = smooth(
        [
            (x + tall * 0.11, y - tall * 0.78),
            (x + tall * 0.17, y - tall * 0.6),
            (x + tall * 0.08, y - tall * 0.58),
        ]
    )
    sheet.shape(ribbon(arm, lambda t: tall * (0.085 - 0.03 * t)), darker(ink, 0.3))


SCENES = {"city-storm": city_storm}
