"""What does the demo show of a concert?"""

from .palette import (
    BLUSH,
    BONE,
    BOUGAINVILLEA,
    CLAY,
    COCOA,
    INK,
    LAGOON,
    MARIGOLD,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    PLUM,
    ROSE,
    SKY,
    TERRACOTTA,
    Colour,
    mix,
)
from .paths import Points, arc, between, dome, leaf, moved, rect, ribbon, smooth, turn
from .people import Dress, person
from .sheet import Sheet
from .town import lamp


def concert_guitar(sheet: Sheet) -> None:
    """A guitarist in silhouette under stage lights before a crowd of raised hands."""
    sheet.sky(
        NIGHT,
        mix(PLUM, NIGHT, 0.4),
        mix(BOUGAINVILLEA, PLUM, 0.45),
        mix(BOUGAINVILLEA, ROSE, 0.3),
        floor=80,
    )
    sheet.glow(75, 58, 62, MARIGOLD, 0.7)
    sheet.disc(75, 46, 30, mix(MARIGOLD, BOUGAINVILLEA, 0.25))
    for k in range(5):
        sheet.line(
            arc(75, 46, 34 + k * 6, 34 + k * 6, 150, 390),
            0.5,
            mix(MARIGOLD, ROSE, 0.2 * k),
            0.6 - k * 0.1,
        )
    sheet.stipple(arc(75, 46, 30, 30), BOUGAINVILLEA, (75, 24), (75, 84), 0.9)
    for x, lean, ink in (
        (10, 40, LAGOON),
        (32, 18, BONE),
        (56, 20, ROSE),
        (94, -18, ROSE),
        (118, -20, BONE),
        (140, -42, LAGOON),
    ):
        sheet.fade_out(
            [(x - 0.8, 8), (x + 0.8, 8), (x + lean + 13, 88), (x + lean - 13, 88)],
            ink,
            (x, 6),
            (x + lean, 86),
            0.42,
        )
    _rig(sheet)
    for x in (14, 136):
        _speakers(sheet, x, 80)
    sheet.shape(rect(-1, 79, 152, 24), NIGHT)
    sheet.shape(
        [(20, 79), (130, 79), (146, 84), (4, 84)], mix(PLUM, BOUGAINVILLEA, 0.35)
    )
    sheet.fade([(20, 79), (130, 79), (146, 84), (4, 84)], MARIGOLD, (20, 80), (75, 80))
    _drums(sheet, 108, 80)
    _guitarist(sheet, 74, 81)
    _hands(sheet)


def _rig(sheet: Sheet) -> None:
    ink = mix(NIGHT, INK, 0.5)
    sheet.shape(rect(-1, 2, 152, 0.9), ink)
    sheet.shape(rect(-1, 7, 152, 0.9), ink)
    for x in range(-2, 152, 5):
        sheet.line([(x, 7), (x + 2.5, 2.4), (x + 5, 7)], 0.35, ink)
    for x in (10, 32, 56, 94, 118, 140):
        sheet.shape([(x - 1.8, 7), (x + 1.8, 7), (x + 2.4, 11), (x - 2.4, 11)], INK)
        lamp(sheet, x, 11, 1.4, BLUSH)


def _speakers(sheet: Sheet, x: float, y: float) -> None:
    for k in range(4):
        top = y - 11 - k * 11.4
        box = rect(x - 8, top, 16, 11)
        sheet.shape(box, INK)
        sheet.line([*box, box[0]], 0.3, PLUM)
        for dx in (-3.7, 3.7):
            sheet.disc(x + dx, top + 5.5, 3.2, mix(INK, PLUM, 0.35))
            sheet.disc(x + dx, top + 5.5, 1.2, INK)
        sheet.stipple(
            box, BOUGAINVILLEA, (x, top), (x + (8 if x < 75 else -8) * 2.4, top), 0.7
        )


def _drums(sheet: Sheet, x: float, y: float) -> None:
    ink = mix(NIGHT, PLUM, 0.4)
    person(sheet, x, y - 1, 23, Dress.silhouette(ink), arms=(0.24, 0.26))
    for dx, dy, r in ((-9, -9, 4), (9, -9, 4), (0, -6, 6.4)):
        sheet.disc(x + dx, y + dy, r, ink)
        sheet.line(arc(x + dx, y + dy, r, r, 190, 330), 0.4, MARIGOLD)
    for dx, dy in ((-14, -20), (14, -21)):
        sheet.line([(x + dx, y + dy), (x + dx * 0.9, y)], 0.4, ink)
        sheet.shape(turn(arc(x + dx, y + dy, 5.6, 0.6), (x + dx, y + dy), dx), OCHRE)


def _guitarist(sheet: Sheet, x: float, y: float) -> None:
    ink, rim = NIGHT, mix(MARIGOLD, PAPER, 0.3)

    def limb(path: Points, wide: float, taper: float = 0.4) -> None:
        curve = smooth(path, steps=6)
        sheet.shape(
            ribbon(moved(curve[4:], -0.5, -0.3), lambda t: wide * (1 - taper * t)), rim
        )
        sheet.shape(ribbon(curve, lambda t: wide * (1 - taper * t)), ink)

    limb([(x - 2, y - 24), (x - 8, y - 12), (x - 12, y)], 6)
    limb([(x + 2, y - 24), (x + 8, y - 13), (x + 11, y)], 6)
    for dx in (-14, 12.6):
        sheet.shape(
            [
                (x + dx - 3, y + 0.6),
                (x + dx + 4, y + 0.6),
                (x + dx + 3, y - 2.4),
                (x + dx, y - 3),
            ],
            ink,
        )
    limb([(x, y - 22), (x - 0.6, y - 34), (x - 1.6, y - 43)], 9, -0.2)
    shoulders = smooth(
        [
            (x - 8, y - 42),
            (x - 6, y - 46),
            (x - 2.4, y - 48),
            (x + 3, y - 46.4),
            (x + 5.6, y - 43),
            (x, y - 38),
        ],
        closed=True,
    )
    sheet.shape(shoulders, ink)
    limb([(x - 2, y - 45), (x - 2.8, y - 50)], 3.4, 0)
    limb([(x - 6, y - 43.6), (x - 14, y - 36), (x - 5, y - 28)], 3.4)
    _guitar(sheet, x, y, rim)
    limb([(x + 3, y - 43.6), (x + 12, y - 37), (x + 19, y - 38.4)], 3.4)
    sheet.oval(x - 3.4, y - 52, 3.9, 4.7, rim)
    sheet.oval(x - 3, y - 51.8, 3.9, 4.7, ink)
    for angle, long in ((150, 10), (170, 11), (128, 9), (195, 9), (215, 7), (100, 7)):
        sheet.shape(leaf((x - 4, y - 54), angle, long, 3.4, -34), ink)
    sheet.line([(x - 7, y - 46), (x + 6, y - 30)], 0.8, rim)


def _guitar(sheet: Sheet, x: float, y: float, rim: Colour) -> None:
    cx, cy = x - 4, y - 28
    outline = smooth(
        [
            (cx - 10, cy - 4),
            (cx - 5, cy - 7.4),
            (cx + 1, cy - 4.6),
            (cx + 7, cy - 6),
            (cx + 9, cy - 1),
            (cx + 6, cy + 4),
            (cx + 1, cy + 3.6),
            (cx - 5, cy + 8),
            (cx - 11, cy + 4),
        ],
        closed=True,
    )
    body = turn(outline, (cx, cy), -14)
    sheet.shape(moved(body, -0.5, -0.5), rim)
    sheet.shape(body, TERRACOTTA)
    sheet.stipple(body, OXBLOOD, (cx - 6, cy - 6), (cx + 8, cy + 8), 1)
    sheet.disc(cx, cy, 2.2, NIGHT)
    neck = [(cx + 6, cy - 2), (cx + 33, cy - 12.4)]
    sheet.shape(ribbon(neck, lambda t: 1.9 - 0.5 * t), mix(CLAY, COCOA, 0.4))
    sheet.shape(
        turn(rect(cx + 32, cy - 14, 5.4, 2.8), (cx + 32, cy - 12.6), -21), COCOA
    )
    for shift in (-0.35, 0.1, 0.55):
        sheet.line(
            [(cx - 7, cy + 2.8 + shift), (cx + 34, cy - 12.9 + shift)], 0.1, BONE, 0.8
        )


def _hands(sheet: Sheet) -> None:
    rng = sheet.rng
    for row, (y, size, ink) in enumerate(
        (
            (88, 4.6, mix(PLUM, NIGHT, 0.35)),
            (94, 6, mix(PLUM, NIGHT, 0.7)),
            (101, 8, NIGHT),
        )
    ):
        count = (26, 19, 14)[row]
        for k in range(count):
            x = 150 * (k + rng.uniform(0.1, 0.9)) / count
            head = y + rng.uniform(-1, 1.5)
            sheet.disc(x, head, size * 0.62, ink)
            sheet.shape(dome(x, head + size * 1.5, size * 1.1, size), ink)
            if rng.random() < 0.62:
                _raised(sheet, x, head, size, ink)


def _raised(sheet: Sheet, x: float, y: float, size: float, ink: Colour) -> None:
    side = sheet.rng.choice((-1, 1))
    hand = (
        x + side * size * sheet.rng.uniform(0.7, 1.3),
        y - size * sheet.rng.uniform(1.3, 2.4),
    )
    arm = smooth(
        [
            (x + side * size * 0.8, y + size),
            (x + side * size * 1.2, y - size * 0.2),
            hand,
        ]
    )
    sheet.shape(ribbon(arm, lambda t: size * (0.46 - 0.16 * t)), ink)
    sheet.disc(*hand, size * 0.22, ink)
    for angle in (-125, -100, -78):
        sheet.shape(leaf(hand, angle, size * 0.5, size * 0.16), ink)
    if sheet.rng.random() < 0.2:
        phone = turn(
            rect(hand[0] - size * 0.2, hand[1] - size * 0.75, size * 0.4, size * 0.62),
            hand,
            side * 8,
        )
        sheet.shape(phone, INK)
        sheet.shape([between(p, hand, 0.12) for p in phone], SKY)


SCENES = {"concert-guitar": concert_guitar}
