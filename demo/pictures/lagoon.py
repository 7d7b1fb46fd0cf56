"""What does the demo show of a lagoon?"""

from math import sin

from .air import streaks, sun
from .palette import (
    AGAVE,
    BLUSH,
    BONE,
    BOUGAINVILLEA,
    FOREST,
    INK,
    JADE,
    MARIGOLD,
    PAPER,
    PLUM,
    ROSE,
    SKY,
    TEAL,
    Colour,
    mix,
)
from .paths import Point, between, ground, ribbon, smooth
from .plants import tufts
from .sheet import Sheet
from .water import glints, mirror, swell


def lagoon_flamingos(sheet: Sheet) -> None:
    """Flamingos feed in a pink lagoon at dawn, mangroves behind them."""
    sheet.sky(
        mix(SKY, ROSE, 0.3),
        BLUSH,
        mix(BLUSH, PAPER, 0.6),
        mix(MARIGOLD, PAPER, 0.5),
        floor=50,
    )
    streaks(sheet, 6, 34, PAPER, 9)
    sun(sheet, 104, 37, 5.5, PAPER)
    for y, size, ink in (
        (43, 2.4, mix(AGAVE, BLUSH, 0.5)),
        (45.5, 4.2, mix(JADE, TEAL, 0.4)),
    ):
        line = [
            (x, y - abs(sin(x * 0.11 + y)) * size - sheet.rng.uniform(0, 1.2))
            for x in range(-2, 156, 2)
        ]
        sheet.shape(ground(smooth(line, steps=3), 49.4), ink)
    for _ in range(34):
        x = sheet.rng.gauss(70, 30)
        _far_flamingo(sheet, x, 49.5 + sheet.rng.uniform(0, 2.5))
    mirror(sheet, 49, mix(ROSE, BLUSH, 0.4), 0.45, ripple=0.7)
    sheet.haze(52, 101, mix(TEAL, PLUM, 0.5), 0.45)
    glints(sheet, 104, 50, 96, 16, PAPER)
    swell(sheet, 54, 99, mix(BLUSH, PAPER, 0.4), 40)
    for x, y, tall, facing, low in (
        (40, 66, 19, 1, 0),
        (121, 64, 17, -1, 1),
        (104, 69, 21, 1, 0),
        (26, 76, 25, 1, 1),
        (88, 80, 33, -1, 1),
        (62, 87, 46, 1, 0),
        (128, 86, 38, -1, 0),
    ):
        _flamingo(sheet, x, y, tall, facing, bowed=bool(low))
    tufts(sheet, 97, 104, FOREST, 26, 10)


def _far_flamingo(sheet: Sheet, x: float, y: float) -> None:
    sheet.oval(x, y - 2.4, 1, 0.5, mix(ROSE, BOUGAINVILLEA, 0.2))
    sheet.line([(x, y), (x, y - 2.4)], 0.16, ROSE)
    sheet.line([(x + 0.8, y - 2.5), (x + 1.2, y - 3.8), (x + 1.6, y - 3.6)], 0.22, ROSE)


def _flamingo(
    sheet: Sheet, x: float, y: float, tall: float, facing: int, *, bowed: bool
) -> None:
    _flamingo_reflection(sheet, x, y, tall, facing)
    pink, deep = mix(ROSE, BLUSH, 0.25), mix(BOUGAINVILLEA, ROSE, 0.45)
    for part, dim in ((-1, 0.35), (1, 0.0)):
        _flamingo_legs(sheet, x, y, tall, part, mix(pink, PLUM, dim))
    f = facing * tall

    def at(dx: float, dy: float) -> Point:
        return x + dx * f, y - dy * tall

    neck = [
        at(0.14, 0.52),
        at(0.26, 0.6),
        at(0.2, 0.76),
        at(0.13, 0.88),
        at(0.2, 0.98),
        at(0.28, 0.95),
    ]
    if bowed:
        neck = [
            at(0.14, 0.52),
            at(0.3, 0.58),
            at(0.34, 0.42),
            at(0.28, 0.24),
            at(0.31, 0.12),
            at(0.36, 0.09),
        ]
    sheet.shape(ribbon(smooth(neck), lambda t: tall * (0.075 - 0.04 * t)), pink)
    body = smooth(
        [
            at(0.2, 0.54),
            at(0.06, 0.61),
            at(-0.14, 0.56),
            at(-0.3, 0.43),
            at(-0.08, 0.41),
            at(0.12, 0.44),
        ],
        closed=True,
    )
    sheet.shape(body, pink)
    wing = smooth(
        [at(0.12, 0.55), at(-0.06, 0.575), at(-0.33, 0.41), at(-0.1, 0.45)], closed=True
    )
    sheet.shape(wing, deep)
    sheet.shape([at(-0.2, 0.475), at(-0.36, 0.385), at(-0.22, 0.43)], INK)
    sheet.stipple(body, mix(BOUGAINVILLEA, PLUM, 0.3), at(0, 0.52), at(0, 0.36), 0.9)
    _flamingo_head(sheet, neck[-1], facing, tall)


def _flamingo_reflection(
    sheet: Sheet, x: float, y: float, tall: float, facing: int
) -> None:
    f = facing * tall
    body = [
        (0.2, 0.5),
        (0.06, 0.58),
        (-0.14, 0.54),
        (-0.3, 0.42),
        (-0.08, 0.4),
        (0.12, 0.43),
    ]
    outline = [
        (x + dx * f + sheet.rng.uniform(-0.3, 0.3), y + dy * tall * 0.8)
        for dx, dy in body
    ]
    sheet.shape(smooth(outline, closed=True), mix(BOUGAINVILLEA, ROSE, 0.5), 0.4)


def _flamingo_legs(
    sheet: Sheet, x: float, y: float, tall: float, part: int, ink: Colour
) -> None:
    hip, knee = (
        (x + part * tall * 0.02, y - tall * 0.43),
        (x + part * tall * 0.05 + tall * 0.015, y - tall * 0.22),
    )
    foot = (x + part * tall * 0.045, y)
    sheet.line([hip, knee, foot], tall * 0.024, ink)
    sheet.disc(*knee, tall * 0.02, ink)
    shift = 0.0
    for k in range(7):
        shift = sheet.rng.uniform(-0.4, 0.4)
        sheet.line(
            [
                (foot[0] + shift, y + k * tall * 0.04),
                (foot[0] - shift, y + k * tall * 0.04 + tall * 0.02),
            ],
            tall * 0.016,
            ink,
            0.55 - k * 0.06,
        )
    sheet.oval(foot[0], y + 0.1, tall * 0.07, tall * 0.009, PAPER, 0.7)


def _flamingo_head(sheet: Sheet, spot: Point, facing: int, tall: float) -> None:
    x, y = spot
    sheet.oval(x, y, tall * 0.042, tall * 0.034, mix(ROSE, BLUSH, 0.25))
    beak = [
        (x + facing * tall * 0.02, y - tall * 0.02),
        (x + facing * tall * 0.09, y + tall * 0.015),
        (x + facing * tall * 0.075, y + tall * 0.075),
        (x + facing * tall * 0.02, y + tall * 0.025),
    ]
    sheet.shape(beak, BONE)
    sheet.shape(
        [
            between(beak[0], beak[1], 0.75),
            beak[1],
            beak[2],
            between(beak[3], beak[2], 0.6),
        ],
        INK,
    )
    sheet.disc(x + facing * tall * 0.008, y - tall * 0.006, tall * 0.008, INK)


SCENES = {"lagoon-flamingos": lagoon_flamingos}
