"""What does the demo show of the coffee highlands?"""

from math import sin

from .palette import (
    AGAVE,
    BLUSH,
    BONE,
    BOUGAINVILLEA,
    BRICK,
    COCOA,
    FOREST,
    INDIGO,
    JADE,
    LIME,
    MARIGOLD,
    OCHRE,
    OXBLOOD,
    PAPER,
    SAND,
    SKY,
    TEAL,
    TERRACOTTA,
    mix,
)
from .paths import Point, arc, between, blob, ground, leaf, rect, ribbon, ridge, smooth
from .people import Dress, person
from .plants import woods
from .sheet import Sheet


def coffee_highlands(sheet: Sheet) -> None:
    """Red coffee cherries on a branch before misty terraced mountains and a picker."""
    sheet.sky(mix(AGAVE, SKY, 0.5), mix(SKY, BONE, 0.7), PAPER, floor=60)
    sheet.glow(44, 26, 46, OCHRE, 0.5)
    sheet.disc(44, 27, 5, PAPER)
    ranges = (
        ([(-2, 34), (26, 24), (52, 36), (84, 20), (112, 32), (152, 18)], 0.12),
        ([(-2, 42), (40, 44), (74, 34), (108, 42), (136, 30), (152, 34)], 0.35),
        ([(-2, 50), (26, 42), (56, 52), (96, 50), (152, 44)], 0.6),
        ([(-2, 62), (50, 58), (92, 64), (152, 52)], 0.85),
    )
    for anchors, part in ranges:
        line = ridge(sheet.rng, anchors, 0.13)
        sheet.shape(ground(line), mix(mix(AGAVE, PAPER, 0.45), FOREST, part))
        woods(sheet, line, mix(mix(AGAVE, PAPER, 0.45), FOREST, part), 1 + 2.4 * part)
        low = max(y for _, y in anchors)
        sheet.haze(low - 10, low + 12, PAPER, 0.85 - 0.45 * part)
        sheet.shape(
            rect(-1, low + 12, 152, 101 - low),
            mix(mix(AGAVE, FOREST, part), PAPER, 0.6 - 0.5 * part),
        )
    _coffee_rows(sheet)
    person(
        sheet,
        52,
        83,
        22,
        Dress(top=BOUGAINVILLEA, legs=INDIGO, hat=SAND, skirt=True),
        arms=(0.1, 0.3),
    )
    basket = [(54.6, 71), (60.4, 71), (59.4, 76), (55.6, 76)]
    sheet.shape(basket, OCHRE)
    sheet.oval(57.5, 71, 2.9, 0.9, BRICK)
    _coffee_row(sheet, 92, 13)
    _coffee_branch(sheet)


def _coffee_rows(sheet: Sheet) -> None:
    for y, size in ((66, 4), (70, 5), (75, 6.6), (82, 9)):
        _coffee_row(sheet, y, size)


def _coffee_row(sheet: Sheet, y: float, size: float) -> None:
    near = (y - 60) / 34
    rng = sheet.rng
    x = -4.0
    while x < 156:
        crown = blob(rng, x, y + 4 * sin(x / 34), size * 0.72, size * 0.62, 0.14)
        sheet.shape(crown, mix(mix(JADE, PAPER, 0.4), mix(JADE, LIME, 0.4), near))
        sheet.stipple(
            crown,
            mix(TEAL, FOREST, 0.3 + 0.7 * near),
            (x, y - size * 0.4),
            (x, y + size * 0.75),
        )
        for _ in range(5):
            sheet.disc(
                x + rng.gauss(0, size * 0.3),
                y + 4 * sin(x / 34) + rng.gauss(0, size * 0.22),
                size * 0.06,
                BRICK,
            )
        x += size * rng.uniform(0.8, 1.05)


def _coffee_branch(sheet: Sheet) -> None:
    rng = sheet.rng
    spine = smooth([(156, 100), (136, 84), (118, 62), (106, 36), (102, 18)])
    sheet.shape(ribbon(spine, lambda t: 2.6 - 2 * t), COCOA)
    for i in range(1, 9):
        x, y = spine[int(i / 9 * (len(spine) - 1))]
        for side in (-1, 1):
            angle = -110 + side * 70 + rng.uniform(-10, 10)
            _coffee_leaf(sheet, (x, y), angle, 30 - i * 1.3, side)
    for i in range(1, 8):
        x, y = spine[int((i + 0.4) / 9 * (len(spine) - 1))]
        for _ in range(9):
            cx, cy, r = x + rng.gauss(0, 3), y + rng.gauss(0, 2.2), 2.5 - i * 0.1
            cherry = arc(cx, cy, r, r)
            sheet.shape(
                cherry,
                rng.choice(
                    (
                        BRICK,
                        mix(BRICK, BOUGAINVILLEA, 0.4),
                        TERRACOTTA,
                        TERRACOTTA,
                        MARIGOLD,
                    )
                ),
            )
            sheet.round_off(cherry, OXBLOOD, (44, 0), 1)
            sheet.disc(cx - r * 0.35, cy - r * 0.4, r * 0.2, BLUSH)


def _coffee_leaf(
    sheet: Sheet, base: Point, angle: float, long: float, side: int
) -> None:
    blade = leaf(base, angle, long, long * 0.36, side * 34)
    half = [
        *blade[:9],
        *[between(a, b, 0.5) for a, b in zip(blade[:9], blade[:8:-1], strict=True)][
            ::-1
        ],
    ]
    sheet.shape(blade, mix(JADE, FOREST, 0.15))
    sheet.shape(half, mix(FOREST, TEAL, 0.3))
    spine = half[9:]
    sheet.line(spine, 0.35, LIME)
    for k in range(1, 8):
        tip = between(blade[k], spine[8 - k], 0.12)
        sheet.line([spine[min(8, 9 - k)], tip], 0.16, AGAVE)
        tip = between(blade[17 - k], spine[8 - k], 0.12)
        sheet.line([spine[min(8, 9 - k)], tip], 0.16, LIME)


SCENES = {"coffee-highlands": coffee_highlands}
