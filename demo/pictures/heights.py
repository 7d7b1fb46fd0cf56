"""What does the demo show of the high forest and the night above it?"""

from math import cos, pi, sin

from .air import hills, stars
from .palette import (
    AGAVE,
    BLUSH,
    BONE,
    BOUGAINVILLEA,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    INK,
    JADE,
    LIME,
    MARIGOLD,
    MOSS,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    PLUM,
    ROSE,
    SEAFOAM,
    SKY,
    SLATE,
    TEAL,
    TERRACOTTA,
    mix,
)
from .paths import between, dome, ground, leaf, rect, ribbon, ridge, smooth, taper, turn
from .people import Dress, person
from .plants import tufts, woods
from .sheet import Sheet


def monarch_butterflies(sheet: Sheet) -> None:
    """Monarch butterflies cover the trunks of a fir forest and fly in its light."""
    sheet.sky(
        mix(FOREST, TEAL, 0.3),
        mix(AGAVE, LIME, 0.5),
        mix(OCHRE, PAPER, 0.6),
        mix(LIME, JADE, 0.4),
        floor=84,
    )
    sheet.glow(72, 42, 64, mix(OCHRE, PAPER, 0.5), 0.9)
    _forest(sheet)
    for left, right in ((20, 42), (58, 84), (98, 112)):
        sheet.fade_out(
            [(66 + left * 0.2, -4), (72 + right * 0.2, -4), (right, 92), (left, 92)],
            mix(OCHRE, PAPER, 0.7),
            (74, -4),
            (60, 90),
            0.42,
        )
    hills(
        sheet,
        [(-2, 84), (50, 80), (100, 84), (152, 79)],
        mix(MOSS, FOREST, 0.5),
        NIGHT,
        rough=0.05,
    )
    person(sheet, 66, 88, 14, Dress(top=TEAL, legs=INDIGO), stride=0.06)
    person(sheet, 71, 89, 12.6, Dress(top=BOUGAINVILLEA, legs=INK), arms=(0.06, 0.36))
    for x, wide in ((24, 11), (118, 14), (143, 10)):
        _roost(sheet, x, wide)
    tufts(sheet, 88, 101, FOREST, 110, 9)
    for _ in range(64):
        spot = sheet.rng.gauss(74, 32), sheet.rng.gauss(44, 24)
        _butterfly(
            sheet,
            *spot,
            sheet.rng.choice((1, 1.3, 1.8, 2.4)),
            sheet.rng.uniform(0, 360),
        )
    for x, y, size, angle in (
        (56, 30, 8, -24),
        (90, 52, 6.4, 30),
        (50, 62, 5, 12),
        (84, 18, 4.6, -50),
    ):
        _butterfly(sheet, x, y, size, angle)


def _forest(sheet: Sheet) -> None:
    for level, count in ((0, 22), (1, 13), (2, 8)):
        ink = mix(mix(AGAVE, OCHRE, 0.35), FOREST, 0.2 + 0.35 * level)
        for k in range(count):
            x = 150 * (k + sheet.rng.uniform(0.1, 0.9)) / count
            wide = 1.1 + level * 1.3
            trunk = ribbon(
                [(x, -2), (x + sheet.rng.uniform(-1, 1), 88 + level * 3)],
                taper(wide * 0.8, wide * 1.3),
            )
            sheet.shape(trunk, ink)
            for angle in (20, 160) * (2 - (level > 1)):
                sheet.shape(
                    leaf(
                        (x, sheet.rng.uniform(0, 44)),
                        angle + sheet.rng.uniform(-10, 20),
                        9 + 4 * level,
                        3,
                        10,
                    ),
                    ink,
                )


def _roost(sheet: Sheet, x: float, wide: float) -> None:
    rng = sheet.rng
    trunk = ribbon([(x, -2), (x, 60), (x, 98)], lambda t: wide * (0.85 + 0.4 * t * t))
    sheet.shape(trunk, mix(COCOA, NIGHT, 0.3))
    sheet.round_off(trunk, NIGHT, (72, 40), 0.9)
    for _ in range(150):
        y = rng.uniform(-2, 84)
        px = x + rng.uniform(-0.6, 0.6) * wide
        _butterfly(
            sheet,
            px,
            y,
            rng.uniform(1.5, 2.6),
            rng.uniform(-30, 30),
            folded=rng.random() < 0.6,
        )


def _butterfly(
    sheet: Sheet, x: float, y: float, size: float, angle: float, *, folded: bool = False
) -> None:
    ink = mix(MARIGOLD, TERRACOTTA, sheet.rng.uniform(0, 0.6))
    for side in (1,) if folded else (-1, 1):
        upper = [(0, 0), (0.25, -0.75), (0.95, -0.95), (1.05, -0.6), (0.55, 0.02)]
        lower = [(0, 0), (0.55, 0.04), (0.75, 0.4), (0.45, 0.75), (0.08, 0.5)]
        for wing in (lower, upper):
            outline = turn(
                [(x + side * dx * size, y + dy * size) for dx, dy in wing],
                (x, y),
                angle,
            )
            sheet.shape(smooth(outline, closed=True, steps=3), INK)
            middle = (sum(p[0] for p in outline) / 5, sum(p[1] for p in outline) / 5)
            sheet.shape([between(middle, p, 0.68) for p in outline], ink)
            if size > 4:
                for p in outline[1:]:
                    sheet.line(
                        [outline[0], between(outline[0], p, 0.9)], size * 0.04, INK
                    )
                    sheet.disc(*between(middle, p, 0.86), size * 0.04, PAPER)
    body = turn([(x, y - size * 0.4), (x, y + size * 0.5)], (x, y), angle)
    sheet.line(body, size * 0.13, INK)


def observatory(sheet: Sheet) -> None:
    """An open telescope dome on a mountain ridge under the Milky Way."""
    sheet.sky(
        NIGHT,
        INDIGO,
        mix(INDIGO, PLUM, 0.5),
        mix(PLUM, ROSE, 0.4),
        mix(ROSE, OCHRE, 0.4),
        floor=80,
    )
    _milky_way(sheet)
    stars(sheet, 70, 320)
    hills(
        sheet,
        [(-2, 74), (30, 66), (60, 74), (110, 68), (152, 72)],
        mix(INDIGO, PLUM, 0.6),
        INDIGO,
    )
    hills(
        sheet, [(-2, 80), (40, 78), (100, 80), (152, 74)], mix(INDIGO, PLUM, 0.3), NIGHT
    )
    crest = [(-2, 94), (30, 86), (56, 80), (74, 77), (106, 77), (124, 82), (152, 96)]
    hills(sheet, crest, mix(NIGHT, INDIGO, 0.35), NIGHT, rough=0.05)
    _small_dome(sheet, 50, 80.6, 6)
    _big_dome(sheet, 88, 77)
    line = ridge(
        sheet.rng, [(-2, 88), (26, 90), (52, 97), (100, 99), (126, 93), (152, 86)], 0.06
    )
    sheet.shape(ground(line), NIGHT)
    woods(sheet, line, NIGHT, 9, 1)
    person(sheet, 66, 79.5, 5.4, Dress.silhouette(NIGHT), shade=False)
    person(sheet, 63.6, 79.8, 5, Dress.silhouette(NIGHT), shade=False)


def _milky_way(sheet: Sheet) -> None:
    rng = sheet.rng
    for _ in range(46):
        t = rng.random()
        x, y = 20 + 96 * t + rng.gauss(0, 6), 78 - 92 * t + rng.gauss(0, 5)
        sheet.glow(
            x,
            y,
            rng.uniform(6, 17),
            rng.choice((ROSE, SEAFOAM, BONE, BLUSH, SKY)),
            0.11,
        )
    for _ in range(2200):
        t = rng.random()
        spread = rng.gauss(0, 5.5)
        x, y = 20 + 96 * t + spread * 0.9, 78 - 92 * t + spread + rng.gauss(0, 2)
        sheet.disc(
            x, y, rng.choice((0.05, 0.06, 0.08, 0.12)), PAPER, rng.uniform(0.3, 0.9)
        )


def _big_dome(sheet: Sheet, x: float, y: float) -> None:
    wall = rect(x - 15, y - 12, 30, 13)
    sheet.shape(wall, mix(BONE, SLATE, 0.25))
    sheet.stipple(wall, mix(INDIGO, PLUM, 0.4), (x - 12, y), (x + 15, y), 1)
    for k in range(5):
        sheet.shape(
            rect(x - 12.4 + k * 5.4, y - 8.6, 2, 3.4),
            mix(MARIGOLD, PAPER, 0.3) if k in (1, 2) else INDIGO,
        )
    sheet.shape(rect(x - 17, y - 13.4, 34, 1.8), mix(BONE, SLATE, 0.5))
    shell = dome(x, y - 13.2, 17, 19.6)
    sheet.shape(shell, mix(PAPER, SKY, 0.15))
    for part in (-0.8, -0.45, 0.45, 0.8):
        rib = [
            (x + 17 * part * cos(a), y - 13.2 - 19.6 * sin(a))
            for a in (i * pi / 24 for i in range(13))
        ]
        sheet.line(rib, 0.2, SLATE)
    sheet.round_off(shell, mix(INDIGO, PLUM, 0.35), (40, 10), 1)
    slit = [
        (x - 5.2, y - 13.4),
        (x - 3.2, y - 32),
        (x + 2.2, y - 33),
        (x + 3.4, y - 13.4),
    ]
    sheet.shape(smooth(slit, closed=False, steps=3), NIGHT)
    sheet.glow(x - 1, y - 18, 10, MARIGOLD, 0.7)
    tube = turn(rect(x - 2.6, y - 34, 4.2, 18), (x - 0.5, y - 18), -11)
    with sheet.inside(smooth(slit, steps=3), 10):
        sheet.shape(tube, mix(OCHRE, CLAY, 0.4))
        sheet.stipple(tube, OXBLOOD, (x - 3, y - 20), (x + 3, y - 20), 1)
    sheet.line([(x - 17, y - 13.4), (x + 17, y - 13.4)], 0.4, PAPER)


def _small_dome(sheet: Sheet, x: float, y: float, size: float) -> None:
    wall = rect(x - size * 0.8, y - size * 0.6, size * 1.6, size * 0.8)
    sheet.shape(wall, mix(BONE, SLATE, 0.45))
    shell = dome(x, y - size * 0.6, size, size * 1.1)
    sheet.shape(shell, mix(PAPER, SKY, 0.25))
    sheet.round_off(shell, INDIGO, (20, 10), 1)
    sheet.shape(rect(x - 0.6, y - size * 0.5, 1.4, 1.6), MARIGOLD)


SCENES = {"monarch-butterflies": monarch_butterflies, "observatory": observatory}
